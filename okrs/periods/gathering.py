"""What a period holds, gathered from the plan: the same for its review as for what is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from okrs import paths
from okrs.history import end_of
from okrs.models import KeyResult, Period, PeriodResult
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
from okrs.rules.rollup import Counts, Rollup
from okrs.rules.words import Intent
from okrs.standings import ObjectiveRows, Row, counted_milestones

Said = Mapping[int, PeriodResult]


def gather(period: Period, *, known_by: datetime) -> Contents:
    """The period as it stands by what is known then: seven queries, however many rows."""
    found = at_the_end(period, known_by=known_by)
    said = {one.key_result_id: one for one in period.results.select_related("successor")}
    return Contents(
        number=0,
        strategy=period.strategy.name,
        name=period.name,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        closed_on=None,
        closed_by="",
        reflection=period.reflection,
        rollup=_rollup(found.plan.rollup),
        pillars=tuple(
            PillarKept(
                pillar=part.pillar.value,
                name=str(part.pillar.label),
                rollup=_rollup(part.rollup),
                objectives=tuple(
                    _objective(o, found, said, period) for o in part.objectives if o.rows
                ),
            )
            for part in found.plan.pillars
        ),
        left=tuple(_left(period)),
    )


def _objective(part: ObjectiveRows, found: AtTheEnd, said: Said, period: Period) -> ObjectiveKept:
    return ObjectiveKept(
        objective=part.objective.pk,
        title=part.objective.title,
        weight=_plain(part.objective.weight) or "",
        rollup=_rollup(part.rollup),
        results=tuple(
            _result(row, found.told[row.key_result.pk], said.get(row.key_result.pk), period)
            for row in part.rows
        ),
    )


def _result(row: Row, told: Told, said: PeriodResult | None, period: Period) -> ResultKept:
    one, standing = row.key_result, row.standing
    is_due = one.due_on <= period.ends_on
    score = scoring.score(standing, intent=Intent[one.intent], is_final=is_due)
    held, held_of = told.held(one)
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
        **_figures(row),
        tone=standing.tone,
        word=str(standing.word),
        progress=_plain(standing.progress),
        expected=_plain(standing.expected),
        score=None if score.value is None else str(score.value),
        band=score.band.value if score.band else "",
        no_score=score.missing.value if score.missing else "",
        held=held,
        held_of=held_of,
        **_story(told),
        milestones=tuple(
            StepKept(text=m.text, due_on=m.due_on, done_on=m.done_on)
            for m in counted_milestones(one)
        ),
        suggested=scoring.suggested(score, standing).value if is_due else "",
        **_decided(one, said, is_due=is_due),
    )


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


def _story(told: Told) -> dict[str, Any]:
    """What was said last, how sure somebody was, and how often anything was said in the period."""
    last = told.last
    sure = [one.confidence for one in told.every if one.confidence is not None]
    return {
        "confidence": sure[-1] if sure else None,
        "changed": last.changed if last else "",
        "next": last.next if last else "",
        "blockers": last.blockers if last else "",
        "told": len([one for one in told.within if one in told.every]),
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


def _left(period: Period) -> Iterable[LeftKept]:
    """Those taken out of the plan while the period ran, by somebody and not by a close."""
    gone = KeyResult.objects.filter(
        objective__strategy_id=period.strategy_id,
        retired_as__in=[KeyResult.ARCHIVED, KeyResult.NOT_APPLICABLE],
        starts_on__lte=period.ends_on,
        retired_at__gt=end_of(period.starts_on),
        retired_at__lte=end_of(period.ends_on),
    ).in_page_order()
    for one in gone:
        yield LeftKept(
            key_result=one.pk,
            title=one.title,
            how=str(one.get_retired_as_display()),
            why=one.retired_why,
        )


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
