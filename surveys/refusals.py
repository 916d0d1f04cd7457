"""How a change to a wave is refused: in a sentence fit to show."""


class CannotChangeWave(Exception):
    """The wave is not in a state for this, or something is missing; the message says what to do."""
