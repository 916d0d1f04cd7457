"""How the ballot refuses: one word, which the page turns into a sentence for the person."""

from typing import Literal

Word = Literal["unknown", "used", "spent", "closed", "not-open", "malformed", "bad-ballot"]


class Refused(Exception):
    """Something was refused. `word` says which of the few reasons it was, and nothing more."""

    def __init__(self, word: Word) -> None:
        super().__init__(word)
        self.word: Word = word
