"""How a change to a wave is refused: in a sentence fit to show."""


class CannotChangeWave(Exception):
    """The wave is not in a state for this, or something is missing; the message says what to do."""


class CannotDraft(CannotChangeWave):
    """What was written cannot be kept; `field` says where on the page the sentence belongs."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class ChangedMeanwhile(CannotDraft):
    """Somebody saved first. Nothing was written; `version` is what is stored by now."""

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version
