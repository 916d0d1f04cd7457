"""The lead’s pages: waves, their questions, who is invited, and what became of it."""
