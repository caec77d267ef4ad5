"""Shared learning: the catalogue of what can be learned, and the lessons that people pass on."""
