"""Bastide: an AI workbench that French local authorities run on their own machine."""

__version__ = "0.1.0"
