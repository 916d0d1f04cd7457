"""The sentences themselves, by part of the page. surveys/promises.py puts them together."""
