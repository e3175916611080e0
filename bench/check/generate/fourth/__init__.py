"""The fourth generation of layouts, 12 to 15.

Written after real papers, without a look at what the product looks for on a page: they were the
split « test » until the fifth came. One function a layout, so that its words, order and truth
stand together.
"""
