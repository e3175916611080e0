"""The thinking, in plain Python: no Django, no network, no vendor's SDK."""
