"""Objectives and pillars: the weighted mean of what can be measured, never without its counts.

Source: docs/progress.md, section 7.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from typing import Self

from django.utils.translation import gettext_lazy as _

from okrs.rules import pace
from okrs.rules.progress import clamp
from okrs.rules.verdicts import tone_of
from okrs.rules.words import Status

ONE, HUNDRED = Decimal(1), Decimal(100)

HEALTH = (Status.off_track, Status.behind, Status.on_track, Status.achieved)
"""The statuses that say how it goes, the worst first. The others say why that cannot be said."""

IN_WORDS = {
    Status.achieved: _("%(n)s achieved"),
    Status.on_track: _("%(n)s on track"),
    Status.behind: _("%(n)s behind"),
    Status.off_track: _("%(n)s off track"),
    Status.unset: _("%(n)s no baseline"),
    Status.stale: _("%(n)s stale"),
    Status.no_reading: _("%(n)s no reading yet"),
    Status.too_early: _("%(n)s too early"),
    Status.too_few: _("%(n)s hidden to protect people"),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One key result as its objective sees it. No weight is a weight of 1.

    `held_back`: its keep-at fails, so nothing it counts in may be green.
    """

    weight: Decimal | None = None
    progress: Decimal | None
    counted: bool = True
    status: Status
    expected: Decimal | None = None
    held_back: bool = False


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many key results stand where. Printed beside every mean."""

    achieved: int = 0
    on_track: int = 0
    behind: int = 0
    off_track: int = 0
    unset: int = 0
    stale: int = 0
    no_reading: int = 0
    too_early: int = 0
    too_few: int = 0

    @classmethod
    def of(cls, statuses: Iterable[Status]) -> Self:
        """Counted from statuses; what is not counted stays out."""
        tally = Counter(status.value for status in statuses)
        return cls(**{field.name: tally[field.name] for field in fields(cls)})

    def __add__(self, other: Self) -> Self:
        return type(self)(
            **{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        )

    @cached_property
    def total(self) -> int:
        """Every counted key result."""
        return sum(getattr(self, field.name) for field in fields(self))

    def parts(self) -> list[tuple[Status, int, str]]:
        """Each status that occurs, how often, and in words: "6 on track"."""
        each = ((status, getattr(self, status.value)) for status in IN_WORDS)
        return [(status, n, str(IN_WORDS[status]) % {"n": n}) for status, n in each if n]


@dataclass(frozen=True, kw_only=True)
class Rollup:
    """Several key results as one. `partial`: fewer than half can be measured, so no colour.

    `kept` of the `active` ones have health and, by their kind, no progress (keep-at): they are
    counted, and they are not missed among the `measurable`. `held_back`: a keep-at that fails
    stands beside something in it.
    """

    progress: Decimal | None
    expected: Decimal | None
    measurable: int
    active: int
    kept: int
    partial: bool
    status: Status | None
    counts: Counts
    held_back: bool = False

    @property
    def tone(self) -> str:
        """Its colour's name; grey where there is no status."""
        return tone_of(self.status)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What a key result and an objective have in common: something a mean is taken over."""

    weight: Decimal
    progress: Decimal | None
    expected: Decimal | None
    status: Status | None


def objective(items: Iterable[Item]) -> Rollup:
    """Key results as one objective: their progress clamped, so that none makes up for another."""
    active = [item for item in items if item.counted]
    return _roll(
        [
            _Part(
                weight=ONE if item.weight is None else item.weight,
                progress=None if item.progress is None else clamp(item.progress),
                expected=item.expected,
                status=item.status,
            )
            for item in active
        ],
        measurable=sum(item.progress is not None for item in active),
        kept=sum(item.progress is None and item.status in HEALTH for item in active),
        counts=Counts.of(item.status for item in active),
        held_back=any(item.held_back for item in active),
    )


def pillar(parts: Iterable[tuple[Decimal | None, Rollup]]) -> Rollup:
    """Objectives, each with its weight, as one pillar; pillars as one strategy, the same way.

    Level by level: an objective with ten key results weighs no more than one with two.
    """
    whole = [(weight, rolled) for weight, rolled in parts if rolled.active]
    return _roll(
        [
            _Part(
                weight=ONE if weight is None else weight,
                progress=rolled.progress,
                expected=rolled.expected,
                status=rolled.status,
            )
            for weight, rolled in whole
        ],
        measurable=sum(rolled.measurable for _weight, rolled in whole),
        kept=sum(rolled.kept for _weight, rolled in whole),
        counts=sum((rolled.counts for _weight, rolled in whole), Counts()),
        held_back=any(rolled.held_back for _weight, rolled in whole),
    )


def net_confidence(counts: Counts) -> Decimal | None:
    """Percent on track less percent off track, of all counted; None when nothing is.

    What is achieved counts with what is on track. 100 is all well, -100 is all off track.
    """
    if not counts.total:
        return None
    return HUNDRED * (counts.achieved + counts.on_track - counts.off_track) / counts.total


def _roll(
    parts: list[_Part], *, measurable: int, kept: int, counts: Counts, held_back: bool
) -> Rollup:
    """The mean, what was expected of it, and the colour, if one can be given."""
    partial = 2 * measurable < counts.total - kept
    mean = _mean([(part.weight, part.progress) for part in parts])
    expected = _mean([(part.weight, part.expected) for part in parts if part.progress is not None])
    status = None if partial else _status(parts, mean, expected, counts)
    if held_back and status in (Status.on_track, Status.achieved):
        status = Status.behind
    return Rollup(
        progress=mean,
        expected=expected,
        measurable=measurable,
        active=counts.total,
        kept=kept,
        partial=partial,
        status=status,
        counts=counts,
        held_back=held_back,
    )


def _mean(weighed: Iterable[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """The weighted mean of what is known; None when nothing is, or when nothing has weight."""
    known = [(weight, value) for weight, value in weighed if value is not None]
    whole = sum((weight for weight, _value in known), Decimal(0))
    return sum((w * value for w, value in known), Decimal(0)) / whole if whole else None


def _status(
    parts: list[_Part], mean: Decimal | None, expected: Decimal | None, counts: Counts
) -> Status | None:
    """From the mean against what was expected of it, and never green over a red."""
    measured = {part.status for part in parts if part.progress is not None}
    if mean is None or expected is None:
        return next((status for status in HEALTH if getattr(counts, status.value)), None)
    if len(measured) == 1 and measured <= {Status.too_early, Status.stale}:
        return measured.pop()
    status = pace.judge(mean - expected)
    if status is not Status.on_track:
        return status
    if counts.off_track:
        return Status.behind
    everything = {part.status for part in parts}
    if mean >= ONE and everything <= {Status.achieved, Status.on_track}:
        return Status.achieved
    return Status.on_track
