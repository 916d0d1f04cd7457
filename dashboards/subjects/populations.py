"""The four populations of a wave: invited, responded, answered, classified. They never stand for
one another, and each is said as exactly as it is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.waves import WaveSeen
from disclosure.figures import Coverage, Why
from okrs import chance
from okrs.rules.words import Kind
from surveys.results import wording

ALL = 100
ROUNDED = 5  # people by which a protected count may be off: it is said to the nearest 5


@dataclass(frozen=True, kw_only=True)
class Population:
    """How many, of how many invited. `number` is None where it is hidden, `invited` where nobody
    knows. `off` is by how many people the number may be off."""

    name: str
    note: str
    number: int | None
    said: str
    invited: int | None
    off: int = 0

    @property
    def rate(self) -> Decimal | None:
        """In percent of those invited, not rounded."""
        if self.number is None or not self.invited:
            return None
        return min(Decimal(ALL), Decimal(ALL) * self.number / self.invited)

    @property
    def is_hidden(self) -> bool:
        """To protect people; that nobody knows how many were invited is another thing."""
        return self.number is None and self.off > 0

    @property
    def percent(self) -> int | None:
        if self.number is None or not self.invited:
            return None
        return wording.percent_of(self.number, self.invited)

    @property
    def said_percent(self) -> str:
        return wording.DASH if self.percent is None else f"{self.percent}%"


@dataclass(frozen=True)
class Moved:
    """How a population moved from one wave to another, in whole points as a reader subtracts."""

    points: int
    is_clear: bool


def moved(before: Population, after: Population) -> Moved | None:
    """Whether a rate moved by more than chance; None where either is not known.

    Who answers is chance as who joins and leaves is, although everybody was invited: a rate moves
    a little every year. What rounding may hide is no change.
    """
    if before.percent is None or after.percent is None:
        return None
    ends = [chance.Wave(one.rate, Decimal(one.invited or 0)) for one in (before, after)]
    found = chance.tested(*ends, kind=Kind.percent.value)
    if found is None or before.rate is None or after.rate is None:
        return None
    blur = sum(Decimal(ALL) * one.off / (one.invited or 1) for one in (before, after))
    points = after.percent - before.percent
    return Moved(points, abs(after.rate - before.rate) > found.points + blur and points != 0)


def populations(wave: WaveSeen, measure: str) -> tuple[Population, ...]:
    """The four of one question, in their order; of a question that was not asked, the first two."""
    return tuple(_populations(wave, measure))


def _populations(wave: WaveSeen, measure: str) -> Iterator[Population]:
    invited, responded = wave.publication.invited, wave.publication.responded
    said = _("no longer known") if invited is None else f"{invited:,}"
    yield Population(
        name=_("Invited"),
        note=_("everybody who was asked"),
        number=invited,
        said=said,
        invited=invited,
    )
    yield Population(
        name=_("Responded"),
        note=_("sent a form"),
        number=responded,
        said=f"{responded:,}",
        invited=invited,
    )
    table = wave.table((), measure)
    if table is not None:
        yield from _of_question(table.coverage, invited)


def _of_question(found: Coverage | None, invited: int | None) -> Iterator[Population]:
    answered, classified = (found.answered, found.classified) if found else (None, None)
    for name, note, number in (
        (_("Answered"), _("said something to this question"), answered),
        (_("Classified"), _("could be placed in a group"), classified),
    ):
        yield Population(
            name=name,
            note=note,
            number=number,
            said=str(wording.INSTEAD[Why.HIDDEN]) if number is None else wording.people(number),
            invited=invited,
            off=ROUNDED,
        )
