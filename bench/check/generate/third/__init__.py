"""The third generation of layouts, 8 to 11.

Written after real papers, without a look at what the product looks for on a page: they were the
split « test » until the fourth came. One function a layout,
so that its words, order and truth stand together.
"""
