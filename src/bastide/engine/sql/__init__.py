"""Statements over an authority's databases: which may run, and in which exact words."""
