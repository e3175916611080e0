"""The outside world behind the engine's ports: one file a vendor or a library."""
