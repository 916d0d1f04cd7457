"""What may be concluded from protected counts: shares, intervals, gaps, changes. No Django here."""
