"""What an outsider would try, tried first: every attack runs on our own tables. No Django here."""
