"""One word and what it means here, as data: every outlet that explains it says the same."""

from dataclasses import dataclass

from django.utils.functional import Promise

from disclosure.control.plan import LOWEST_MINIMUM, LOWEST_NOISE
from disclosure.control.safe_pay_gaps import SMALLEST
from disclosure.estimates import saying
from okrs.rules import pace
from okrs.rules.freshness import GRACE

Text = str | Promise

NUMBERS = {
    "minimum": LOWEST_MINIMUM,
    "noise": LOWEST_NOISE,
    "whole": saying.WHOLE_FROM,
    "fives": saying.FIVES_FROM,
    "words": saying.WORDS_FROM,
    "pay_side": SMALLEST,
    "amber": int(pace.AMBER * 100),
    "red": int(pace.RED * 100),
    "grace_low": min(GRACE.values()),
    "grace_high": max(GRACE.values()),
}
"""The rules' own numbers: a sentence must not go on saying another one than the code."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """`key` is its place on the page and stays: frozen packs and links lead to it.

    `means` is two or three sentences; `method` how it is worked out and by whose method, "" where
    there is nothing to work out. `glossary` is what docs/glossary.md calls it.
    """

    key: str
    name: Text
    means: Text
    method: Text = ""
    glossary: str = ""

    @property
    def meaning(self) -> str:
        """The sentences with the numbers of the rules in them."""
        return str(self.means) % NUMBERS

    @property
    def how(self) -> str:
        return str(self.method) % NUMBERS
