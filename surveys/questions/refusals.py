"""How a question set is refused: in a sentence fit to show."""

from django.utils.functional import Promise


class NotAQuestionSet(Exception):
    """What was given cannot be asked; the message is fit to show, `field` says where."""

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(message))
        self.field = field
