"""The authority's own databases: connections, catalogue, named queries, and the answers they give.

`answer.answer(question, member)` is the door that « Ask » knocks at.
"""
