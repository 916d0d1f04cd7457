"""Forms of the lead’s pages. None of them saves."""
