"""The sealed box: ballot papers, sealed ballots, the count and the end of the keys. One door."""
