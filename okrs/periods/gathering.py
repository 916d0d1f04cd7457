"""What a period holds, gathered from the plan: the same for its review as for what is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from okrs import paths
from okrs.history import end_of
from okrs.models import KeyResult, Period, PeriodResult, StatusOverride
from okrs.periods.as_at import AtTheEnd, Told, at_the_end
from okrs.periods.contents import (
    Contents,
    LeftKept,
    ObjectiveKept,
    PillarKept,
    ResultKept,
    RollupKept,
    StepKept,
)
from okrs.rules import scoring
from okrs.rules.measuring import current_value
from okrs.rules.reasons import guard_says
from okrs.rules.rollup import Counts, Rollup
from okrs.rules.scoring import Suggestion
from okrs.rules.words import Intent, Status
from okrs.standings import ObjectiveRows, PillarRows, Row, counted_milestones

GONE = (KeyResult.ARCHIVED, KeyResult.NOT_APPLICABLE)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the period is made of: the plan at its end, what was decided, and owners' own words."""

    period: Period
    at_end: AtTheEnd
    decided: Mapping[int, PeriodResult]
    said: Mapping[int, str]


def gather(period: Period, *, known_by: datetime) -> Contents:
    """The period as it stands by what is known then: eight queries, however many rows."""
    results = period.results.select_related("successor")
    known = _Known(
        period=period,
        at_end=at_the_end(period, known_by=known_by),
        decided={one.key_result_id: one for one in results},
        said=_words(period, known_by),
    )
    return Contents(
        number=0,
        strategy=period.strategy.name,
        name=period.name,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        closed_on=None,
        closed_by="",
        reflection=period.reflection,
        rollup=_rollup(known.at_end.plan.rollup),
        pillars=tuple(_pillar(part, known) for part in known.at_end.plan.pillars),
        left=tuple(_left(period, known_by)),
    )


def _pillar(part: PillarRows, known: _Known) -> PillarKept:
    return PillarKept(
        pillar=part.pillar.value,
        name=str(part.pillar.label),
        rollup=_rollup(part.rollup),
        objectives=tuple(_objective(one, known) for one in part.objectives if one.rows),
    )


def _objective(part: ObjectiveRows, known: _Known) -> ObjectiveKept:
    return ObjectiveKept(
        objective=part.objective.pk,
        title=part.objective.title,
        weight=_plain(part.objective.weight) or "",
        rollup=_rollup(part.rollup),
        results=tuple(_result(row, known) for row in part.rows),
    )


def _result(row: Row, known: _Known) -> ResultKept:
    one = row.key_result
    told = known.at_end.told[one.pk]
    is_due = one.due_on <= known.period.ends_on
    return ResultKept(
        key_result=one.pk,
        title=one.title,
        definition=one.definition,
        owner=one.owner.name if one.owner else "",
        kind=one.kind,
        intent=one.intent,
        weight=_plain(one.weight) or "",
        starts_on=one.starts_on,
        due_on=one.due_on,
        is_due=is_due,
        said=known.said.get(one.pk, ""),
        milestones=tuple(
            StepKept(text=m.text, due_on=m.due_on, done_on=m.done_on)
            for m in counted_milestones(one)
        ),
        **_figures(row),
        **_judged(row, is_due=is_due),
        **_story(told, one),
        **_decided(one, known.decided.get(one.pk), is_due=is_due),
    )


def _judged(row: Row, *, is_due: bool) -> dict[str, Any]:
    """How it stood, its score, and what that suggests of one that was due."""
    found = row.standing
    score = scoring.score(found, intent=Intent[row.key_result.intent], is_final=is_due)
    return {
        "tone": found.tone,
        "word": str(found.word),
        "guard": guard_says(found),
        "progress": _plain(found.progress),
        "expected": _plain(found.expected),
        "score": None if score.value is None else str(score.value),
        "band": score.band.value if score.band else "",
        "no_score": score.missing.value if score.missing else "",
        "suggested": _code(scoring.suggested(score, found)) if is_due else "",
    }


def _code(suggested: Suggestion | None) -> str:
    return suggested.value if suggested else ""


def _figures(row: Row) -> dict[str, Any]:
    """From, where it was at the end, and To: as words, and as the figures behind them."""
    one, words = row.key_result, paths.words_of(row)
    value = current_value(row.standing.facts)
    as_of = one.latest.as_of if one.latest else one.from_as_of
    return {
        "start": words.start,
        "end": words.now,
        "goal": words.end,
        "start_value": _plain(one.from_value),
        "end_value": _plain(value),
        "goal_value": _plain(one.to_value),
        "end_as_of": as_of if words.now else None,
    }


def _story(told: Told, one: KeyResult) -> dict[str, Any]:
    """What was said last, how sure somebody was, and how often anything was said in the period."""
    last, (held, held_of) = told.last, told.held(one)
    sure = [one.confidence for one in told.every if one.confidence is not None]
    return {
        "confidence": sure[-1] if sure else None,
        "changed": last.changed if last else "",
        "next": last.next if last else "",
        "blockers": last.blockers if last else "",
        "told": sum(check_in in told.every for check_in in told.within),
        "held": held,
        "held_of": held_of,
    }


def _decided(one: KeyResult, said: PeriodResult | None, *, is_due: bool) -> dict[str, Any]:
    """What somebody said became of it; one that is not due goes on without being asked."""
    outcome = said.outcome if said else ""
    successor = said.successor if said else None
    return {
        "outcome": outcome if is_due else PeriodResult.GOES_ON,
        "reflection": said.reflection if said else "",
        "predecessor": one.predecessor_id,
        "predecessor_title": one.predecessor.title if one.predecessor else "",
        "successor": successor.pk if successor else None,
        "successor_title": successor.title if successor else "",
    }


def _words(period: Period, known_by: datetime) -> dict[int, str]:
    """What an owner said instead of the calculated status on the last day. One query."""
    end = end_of(period.ends_on)
    said = StatusOverride.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=end),
        key_result__objective__strategy_id=period.strategy_id,
        at__lte=min(end, known_by),
        until__gte=period.ends_on,
    ).select_related("by")
    return {
        one.key_result_id: _("%(name)s says %(status)s: %(reason)s")
        % {"name": one.by.short_name, "status": Status[one.status].label, "reason": one.reason}
        for one in said.order_by("at", "pk")
    }


def _left(period: Period, known_by: datetime) -> Iterable[LeftKept]:
    """Those taken out of the plan by somebody, and not by a close, since the period began.

    Until it is closed: what went badly does not vanish by being archived while it is reviewed.
    A successor that was withdrawn left when it came, and was never in it.
    """
    began = end_of(period.starts_on - timedelta(days=1))
    since = {"gt": began, "lte": known_by}
    alone = {f"retired_at__{name}": at for name, at in since.items()}
    with_it = {f"objective__retired_at__{name}": at for name, at in since.items()}
    gone = KeyResult.objects.filter(
        Q(retired_as__in=GONE, **alone) | Q(retired_as="", **with_it),
        objective__strategy_id=period.strategy_id,
        starts_on__lte=period.ends_on,
        added_at__lte=known_by,
    ).exclude(retired_at=F("added_at"))
    for one in gone.select_related("objective").in_page_order():
        yield LeftKept(
            key_result=one.pk, title=one.title, how=_how_it_left(one), why=one.retired_why
        )


def _how_it_left(one: KeyResult) -> str:
    if one.retired_as:
        return str(one.get_retired_as_display())
    return _("Its objective “%(title)s” was put aside") % {"title": one.objective.title}


def _rollup(rollup: Rollup) -> RollupKept:
    return RollupKept(
        progress=_plain(rollup.progress),
        measurable=rollup.measurable,
        active=rollup.active,
        kept=rollup.kept,
        partial=rollup.partial,
        status=rollup.status.value if rollup.status else "",
        counts=tuple((f.name, getattr(rollup.counts, f.name)) for f in fields(Counts)),
    )


def _plain(value: Decimal | None) -> str | None:
    """As text without a power of ten, and with four decimals at most: enough for any mean."""
    if value is None:
        return None
    return f"{value.quantize(Decimal('0.0001')).normalize():f}"
