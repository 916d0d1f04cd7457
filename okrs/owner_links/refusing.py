"""How the sending of a link, or of its code, is refused: in a sentence fit to show."""

from django.utils.functional import Promise


class CannotSend(Exception):
    """A link or a code was refused; the message is fit to show."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
