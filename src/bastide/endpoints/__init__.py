"""Which models an organisation calls, for what, in which order, and within which budget."""
