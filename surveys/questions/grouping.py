"""From options chosen to groups, when counting: the mapping and the denominator of a question.

Four populations stay apart: invited, responded, answered, classified. A headline share is of the
classified; the rest is coverage and stands beside it. Source: docs/how-to/question-sets.md.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from surveys.questions.options import NOT_DISCLOSED
from surveys.questions.question import Question


@dataclass(frozen=True)
class Grouped:
    """How many answered a question how. `beside` is what is in no share: other, not said."""

    groups: Mapping[str, int]
    beside: Mapping[str, int]
    unanswered: int

    @property
    def classified(self) -> int:
        """Those who could be placed: the denominator of every share."""
        return sum(self.groups.values())

    @property
    def answered(self) -> int:
        """Those who said something: not "prefer not to say", and not nothing at all."""
        return self.classified + sum(self.beside.values()) - self.beside.get(NOT_DISCLOSED, 0)

    def share(self, *groups: str) -> Fraction | None:
        """These groups' part of the classified, exact; None where nobody could be placed.

        Raises KeyError for what is no group of the question: a share of "other" is never said.
        """
        part = sum(self.groups[group] for group in groups)
        return Fraction(part, self.classified) if self.classified else None


def grouped(question: Question, counts: Mapping[int | None, int]) -> Grouped:
    """Sort people by option's place (None: left out) into the groups of the question's mapping."""
    groups: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for place, option in enumerate(question.options):
        into = groups if option.counts else beside
        into[option.group or option.code] += counts.get(place, 0)
    return Grouped(groups=dict(groups), beside=dict(beside), unanswered=counts.get(None, 0))
