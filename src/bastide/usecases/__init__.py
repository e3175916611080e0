"""The use cases: one folder each, discovered, none imports another."""
