"""The fifth generation of layouts, 16 to 19, the split « test » until the sixth came.

Drawn after the papers that bodies really issue, by someone who never read what the product looks
for on a page. One function a layout, so that its words, order and truth stand together; each has
the look (`looks`) of the software that such an issuer prints with.
"""
