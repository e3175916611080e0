"""The eighth generation of layouts, 28 to 31: the split « unseen ».

Drawn after the papers that bodies really issue, by someone who never read what the product looks
for on a page, nor ran it on these. One function a layout, so that its words, order and truth stand
together; each has the look (`looks`) of the software that such an issuer prints with.
"""
