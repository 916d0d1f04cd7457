"""Floor 3: the survey. Waves, questions, invitations, the employee’s pages, and the sealed box."""
