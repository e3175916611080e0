"""The fourth generation of layouts, 12 to 15: the split « test ».

Written after real papers, without a look at what the product looks for on a page, and never used
to tune it. One function a layout, so that its words, order and truth stand together.
"""
