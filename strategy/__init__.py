"""Floor 1: the organisation, its units, the strategy and its five pillars."""
