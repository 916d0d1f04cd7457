"""Read-only links: a named audience that does not sign in sees what a viewer sees, for a while."""
