"""The strategy on a page, in plain values, from the plan as it stood on a day."""

from dashboards.plan_report import UNSAID
from okrs import paths
from okrs.standings import ObjectiveRows, PillarRows, Plan, Row
from packs.contents import StrategyLine


def lines(plan: Plan, *, names: bool) -> tuple[StrategyLine, ...]:
    """A line for each key result, in the order of its page; owners only where `names` are told."""
    return tuple(
        _line(part, objective, row, names=names)
        for part in plan.pillars
        for objective in part.objectives
        for row in objective.rows
    )


def _line(part: PillarRows, objective: ObjectiveRows, row: Row, *, names: bool) -> StrategyLine:
    told, owner = paths.words_of(row), row.key_result.owner
    return StrategyLine(
        key=str(row.key_result.pk),
        pillar=str(part.pillar.label),
        colour=part.pillar.value,
        objective=objective.objective.title,
        key_result=row.key_result.title,
        start=told.start,
        now=told.now,
        end=told.end,
        status=row.standing.tone,
        said=row.standing.word,
        judged=row.standing.status not in UNSAID,
        owner=owner.name if names and owner else "",
    )
