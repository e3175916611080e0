"""Engines of translation, and files translated with their layout kept."""
