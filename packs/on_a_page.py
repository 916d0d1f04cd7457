"""The strategy on a page and its map, in plain values, from the plan as it stood on a day."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.map import Branch, Leaf, StrategyMap, Trunk
from dashboards.plan_report import UNSAID
from okrs import paths
from okrs.rules.words import Kind, Status
from okrs.standings import ObjectiveRows, PillarRows, Plan, Row
from packs.contents import StrategyLine
from strategy.models import Strategy

NOTHING = "–"


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


def strategy_map(plan: Plan, strategy: Strategy) -> StrategyMap:
    """Without addresses: a frozen page leads nowhere that may be gone."""
    return StrategyMap(
        name=strategy.name,
        description=_description(plan),
        trunks=tuple(_trunk(part) for part in plan.pillars),
    )


def _trunk(part: PillarRows) -> Trunk:
    return Trunk(
        name=str(part.pillar.label),
        colour=part.pillar.value,
        branches=tuple(
            Branch(name=found.objective.title, leaves=tuple(_leaf(row) for row in found.rows))
            for found in part.objectives
        ),
    )


def _leaf(row: Row) -> Leaf:
    return Leaf(
        name=row.key_result.title,
        status=row.standing.tone,
        said=row.standing.word,
        path=_path(row),
    )


def _path(row: Row) -> str:
    """ "17%, now 19%, to 25%"; shorter where a key result has no such ends."""
    told, key_result = paths.words_of(row), row.key_result
    if row.standing.status is Status.unset:
        return paths.what_is_to_set(key_result)
    if key_result.kind == Kind.status.value or not told.end:
        return told.now
    if not told.start:
        return _("now %(now)s, to keep %(end)s") % {"now": told.now or NOTHING, "end": told.end}
    words = {"start": told.start, "now": told.now or NOTHING, "end": told.end}
    return _("%(start)s, now %(now)s, to %(end)s") % words


def _description(plan: Plan) -> str:
    """ "5 pillars, 12 objectives and 37 key results: 8 achieved, 16 on track, …"."""
    objectives = sum(len(part.objectives) for part in plan.pillars)
    counted = ", ".join(str(words) for _status, _number, words in plan.counts.parts())
    return _("%(pillars)s, %(objectives)s and %(key_results)s: %(counts)s.") % {
        "pillars": ngettext("%(n)s pillar", "%(n)s pillars", len(plan.pillars))
        % {"n": len(plan.pillars)},
        "objectives": ngettext("%(n)s objective", "%(n)s objectives", objectives)
        % {"n": objectives},
        "key_results": ngettext("%(n)s key result", "%(n)s key results", len(plan.rows))
        % {"n": len(plan.rows)},
        "counts": counted or _("nothing yet"),
    }
