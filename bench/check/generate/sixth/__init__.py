"""The sixth generation of layouts, 20 to 23: the split « test ».

Drawn after the papers that bodies really issue, by someone who never read what the product looks
for on a page. One function a layout, so that its words, order and truth stand together; each has
the look (`looks`) of the software that such an issuer prints with.
"""
