"""Ground: people who sign in, their roles, and the record of what they did."""
