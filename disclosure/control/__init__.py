"""The rules: which groups are hidden, what noise is added, and the gate. No Django in here."""
