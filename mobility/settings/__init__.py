"""Settings: base is shared; dev, test and prod each say only what differs."""
