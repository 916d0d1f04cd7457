"""Owner links: an owner who never signs in checks in with a link that came by e-mail."""
