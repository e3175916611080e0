"""Moved to `engine.personal.names`."""

from bastide.engine.personal.names import person_names

__all__ = ["person_names"]
