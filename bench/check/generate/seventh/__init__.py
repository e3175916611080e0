"""The seventh generation of layouts, 24 to 27: the split « blind ».

Drawn after the papers that bodies really issue, by someone who never read what the product looks
for on a page. One function a layout, so that its words, order and truth stand together; each has
the look (`looks`) of the software that such an issuer prints with.
"""
