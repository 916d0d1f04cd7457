"""The rules: which groups are hidden, and what noise is added. No Django in here."""
