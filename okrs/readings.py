"""The readings of one key result, by the baseline they were measured from.

A new baseline begins an era: what was read before it stays, and is compared with nothing after it.
Nothing here touches the database; rows come loaded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils import timezone

from okrs.chance import Wave
from okrs.doubt import since
from okrs.guarded_then import GuardOn, nobody
from okrs.likely import likely_range
from okrs.models import BaselineChange, CheckIn, KeyResult
from okrs.rules.facts import Facts
from okrs.rules.freshness import GRACE
from okrs.rules.standing import Standing, standing
from okrs.rules.words import Word
from okrs.standings import facts_of
from okrs.told_order import places


@dataclass(frozen=True, kw_only=True)
class Era:
    """From and To while one baseline is in force. `began` is the change it began with."""

    from_value: Decimal | None
    from_as_of: date | None
    to_value: Decimal | None
    base_count: Decimal | None
    began: BaselineChange | None = None

    @property
    def breaks_the_line(self) -> bool:
        """Whether a known From moved: a new To alone leaves every reading as true as it was."""
        change = self.began
        if change is None or change.old_from is None:
            return False
        return change.old_from != change.new_from or change.old_base_count is not None

    def includes(self, day: date) -> bool:
        """Whether it had begun by a day; the latest that includes a day is the one in force."""
        return self.began is None or self.began.on <= day


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One check-in that gives a figure or a word, and how the key result stood with it."""

    check_in: CheckIn
    era: Era
    standing: Standing
    likely: tuple[Decimal, Decimal] | None = None

    @property
    def is_old(self) -> bool:
        return self.check_in.replaced_by_id is not None


@dataclass(frozen=True, kw_only=True)
class Readings:
    """Eras oldest first, the last one in force; readings oldest first, with those replaced."""

    key_result: KeyResult
    eras: tuple[Era, ...]
    all: tuple[Reading, ...]

    @property
    def standing(self) -> tuple[Reading, ...]:
        """Without those that a correction replaced."""
        return tuple(reading for reading in self.all if not reading.is_old)

    @property
    def era(self) -> Era:
        return self.eras[-1]

    def of(self, era: Era) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.standing if reading.era is era)


def readings_of(
    key_result: KeyResult,
    check_ins: Iterable[CheckIn],
    changes: Iterable[BaselineChange],
    guard_on: GuardOn = nobody,
) -> Readings:
    """Arrange what was read: every check-in and every change of baseline, in any order.

    `guard_on`: what its keep-at said on a day.
    """
    eras = eras_of(key_result, changes)
    every = list(check_ins)
    place = places(every)
    told = sorted(
        filter(tells_something, every), key=lambda c: (c.as_of, place[c.pk], c.recorded_at, c.pk)
    )
    facts = facts_of(key_result)
    guards = {day: guard_on(day) for day in {told_on(one, facts) for one in told}}
    return Readings(
        key_result=key_result,
        eras=eras,
        all=tuple(
            _reading(one, key_result, eras, replace(facts, guard=guards[told_on(one, facts)]))
            for one in told
        ),
    )


def tells_something(check_in: CheckIn) -> bool:
    """Whether it gives a figure, or says one in words, and does not only confirm or comment."""
    return check_in.gives_a_reading or check_in.evidence is not None


def eras_of(key_result: KeyResult, changes: Iterable[BaselineChange]) -> tuple[Era, ...]:
    """Oldest first. Setting From and To for the first time begins no era: nothing was before."""
    breaks: list[BaselineChange | None] = [
        *sorted((c for c in changes if c.is_rebaseline), key=lambda c: (c.on, c.pk))
    ]
    now = Era(
        from_value=key_result.from_value,
        from_as_of=key_result.from_as_of,
        to_value=key_result.to_value,
        base_count=key_result.base_count,
        began=breaks[-1] if breaks else None,
    )
    before = [_ended_by(ended, began) for began, ended in pairwise([None, *breaks]) if ended]
    return (*before, now)


def _ended_by(change: BaselineChange, began: BaselineChange | None) -> Era:
    return Era(
        from_value=change.old_from,
        from_as_of=change.old_from_as_of,
        to_value=change.old_to,
        base_count=change.old_base_count,
        began=began,
    )


def _reading(
    check_in: CheckIn, key_result: KeyResult, eras: Sequence[Era], facts: Facts
) -> Reading:
    era = next(era for era in reversed(eras) if era.includes(check_in.as_of))
    found = standing(_facts_then(facts, check_in, era), today=told_on(check_in, facts))
    if (found.progress or 0) < 0:
        counted = key_result.from_denominator if era is eras[-1] else None
        start = Wave(era.from_value, counted)
        doubt = since(start, check_in, kind=key_result.kind)
        found = replace(found, may_be_chance=doubt is not None)
    return Reading(
        check_in=check_in,
        era=era,
        standing=found,
        likely=likely_range(check_in, key_result),
    )


def told_on(check_in: CheckIn, facts: Facts) -> date:
    """The day a reading is judged on: when it was told, or the end of its grace if told later."""
    latest = check_in.as_of + timedelta(days=GRACE[facts.cadence])
    return max(check_in.as_of, min(timezone.localdate(check_in.recorded_at), latest))


def _facts_then(facts: Facts, check_in: CheckIn, era: Era) -> Facts:
    """What was known on the day a reading describes, with the baseline that was in force then."""
    return replace(
        facts,
        baseline=era.from_value,
        baseline_on=era.from_as_of,
        target=era.to_value,
        value=check_in.value,
        value_as_of=check_in.as_of,
        word=Word[check_in.word] if check_in.word else None,
        blocked=check_in.blocked,
        suppressed=check_in.suppressed,
        confirmed_on=told_on(check_in, facts),
        milestones=tuple(
            replace(m, done_on=None) if m.done_on and m.done_on > check_in.as_of else m
            for m in facts.milestones
        ),
        counted=True,
        ever_achieved=False,
        override=None,
    )
