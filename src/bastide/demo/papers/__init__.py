"""Fictitious supporting documents, drawn on the day when the demonstration is loaded.

1. `people` says who and which training body; a paper (`identity`, `home`, `training`…) draws what
   it says on a `sheet`, with the dates that a story needs on that day.
2. `sheet.pdf_of` makes papers into a PDF; `pictures` makes a scan or a photograph of one.
"""
