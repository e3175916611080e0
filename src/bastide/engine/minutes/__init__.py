"""The minutes of a meeting out of its transcript: what was decided, who does what, by when."""
