"""The last period beside this one: each key result as it was left then, and each pillar.

Of another promise than today's it says so, and compares nothing: From and To set anew, or measured
in another way, make two numbers that do not belong in one line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from okrs.models import KeyResult, Period, PeriodSnapshot
from okrs.periods import keeping, taken_back
from okrs.periods.contents import Contents, PillarKept, ResultKept, RollupKept
from okrs.rules.scoring import NoScore


@dataclass(frozen=True, kw_only=True)
class LastTime:
    """One key result as a closed period left it; `apart` says why it compares with nothing now."""

    period: str
    result: ResultKept
    apart: str = ""

    @property
    def came_to(self) -> str:
        return came_to(self.result)

    @property
    def sentence(self) -> str:
        """ "Year 1: 19% → 22%, scored 0.60"."""
        return _("%(period)s: %(came)s") % {"period": self.period, "came": came_to(self.result)}


@dataclass(frozen=True, kw_only=True)
class PillarBeside:
    """A pillar now and then; `then` is None where the last period had nothing in it."""

    now: PillarKept
    then: RollupKept | None
    same: int
    new: int
    gone: int


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The last closed period, laid beside this one."""

    last: Contents
    results: Mapping[int, LastTime]
    pillars: tuple[PillarBeside, ...]

    @property
    def is_alike(self) -> bool:
        """Whether both are of the same key results, so that their means say what moved."""
        return not any(part.new or part.gone for part in self.pillars)


def came_to(result: ResultKept) -> str:
    """What it came to in a line: "19% → 22%, scored 0.60", or why there is no score."""
    was_set = result.start and result.no_score != NoScore.unset.value
    way = f"{result.start} → {result.end}" if was_set and result.end else result.end
    parts = [way or result.word]
    if result.score is not None and result.is_due:
        parts.append(_("scored %(score)s") % {"score": result.score})
    elif result.score is not None:
        parts.append(_("%(score)s so far") % {"score": result.score})
    elif result.held_of:
        parts.append(held(result))
    if result.is_due and result.outcome:
        parts.append(result.outcome_word.lower())
    return ", ".join(parts)


def held(result: ResultKept) -> str:
    """ "held in 3 of 4 readings"."""
    return _("held in %(held)s of %(of)s readings") % {"held": result.held, "of": result.held_of}


def beside(now: Contents, last: Contents | None) -> Beside | None:
    """Lay the last period beside this one; None where there is none."""
    if last is None:
        return None
    then = {result.key_result: result for result in last.results}
    pairs = ((result, _before(result, then)) for result in now.results)
    parts = {part.pillar: part for part in last.pillars}
    return Beside(
        last=last,
        results={
            result.key_result: LastTime(
                period=last.name, result=before, apart=_apart(result, before)
            )
            for result, before in pairs
            if before
        },
        pillars=tuple(_pillar(part, parts.get(part.pillar)) for part in now.pillars),
    )


def _before(result: ResultKept, then: Mapping[int, ResultKept]) -> ResultKept | None:
    """The same key result then, or the one it was carried over from."""
    if result.key_result in then:
        return then[result.key_result]
    return then.get(result.predecessor) if result.predecessor else None


def _apart(now: ResultKept, before: ResultKept) -> str:
    """Why the two are not compared. A successor starts elsewhere on purpose: that is its line."""
    if now.kind != before.kind:
        return _("It is measured in another way now, so the two are not compared.")
    if now.key_result != before.key_result or before.start_value is None:
        return ""
    if now.start_value != before.start_value:
        return _("From has been set anew since, so the two are not compared.")
    if now.goal_value != before.goal_value:
        return _("To has been set anew since, so the two scores are not compared.")
    return ""


def _pillar(now: PillarKept, then: PillarKept | None) -> PillarBeside:
    here = {_line(result) for result in now.results}
    there = {result.key_result for result in then.results} if then else set()
    return PillarBeside(
        now=now,
        then=then.rollup if then and then.results else None,
        same=len(here & there),
        new=len(here - there),
        gone=len(there - here),
    )


def _line(result: ResultKept) -> int:
    """A successor goes on in the line of the one it came from."""
    return result.predecessor or result.key_result


def last_closed_before(period: Period) -> Contents | None:
    """What was kept of the closed period before this one. Two queries. Raises Unreadable."""
    kept = standing_snapshots(period.strategy_id).filter(period__ends_on__lt=period.starts_on)
    snapshot = kept.first()
    return taken_back.shown(snapshot) if snapshot else None


def standing_snapshots(strategy_id: int) -> QuerySet[PeriodSnapshot]:
    """Those of closed periods that were not opened again, the newest period first."""
    kept = PeriodSnapshot.objects.filter(
        period__strategy_id=strategy_id, reopened_at=None, period__closed_at__isnull=False
    )
    return kept.select_related("period").order_by("-period__ends_on", "-number", "-pk")


def told_of(key_result: KeyResult) -> Iterator[tuple[Period, LastTime]]:
    """Closed periods that this key result was in, or the one it was carried over from. Two
    queries, or one, and nothing is said of a period whose keeping was altered.
    """
    line = [pk for pk in (key_result.pk, key_result.predecessor_id) if pk]
    kept = standing_snapshots(key_result.objective.strategy_id)
    snapshots = list(kept.filter(period__results__key_result__in=line).distinct())
    gone = taken_back.gone(key_result.objective.strategy_id) if snapshots else ()
    for snapshot in snapshots:
        try:
            contents = taken_back.without(keeping.contents_of(snapshot), gone)
        except keeping.Unreadable:
            continue
        for result in contents.results:
            if result.key_result in line:
                yield snapshot.period, LastTime(period=contents.name, result=result)
