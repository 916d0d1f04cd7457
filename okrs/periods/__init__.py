"""Periods of a strategy: named, reviewed, closed, kept as they stood, and opened again."""
