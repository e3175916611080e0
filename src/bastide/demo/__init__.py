"""The demonstration authorities, fictitious, and their loader."""
