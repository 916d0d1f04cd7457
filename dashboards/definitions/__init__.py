"""What the words on the leaders' pages mean, and by which method their figures are made."""
