"""The tenth generation of layouts, 36 to 39: the split « latest ».

Drawn after the papers of issuers that the earlier generations left out, by people who never read
what the product looks for on a page, nor ran it on these. One function a layout, so that its words,
order and truth stand together; each has the look (`looks_a`, `looks_b`) of the software that such
an issuer prints with.
"""
