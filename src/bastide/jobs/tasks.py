"""The queue's own task."""

from bastide.jobs import canary

__all__ = ["canary"]
