"""The plan as a strategy map, in plain values: for its page, for its file, and for board packs.

A key result stands once, under its main pillar, and says which others it supports. A frozen page
leads nowhere that may be gone, so a map has addresses only where it is asked for them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.map import FADED, HIT, Branch, Leaf, StrategyMap, Trunk
from okrs import paths
from okrs.figures import share
from okrs.rules.rollup import Rollup
from okrs.rules.words import Kind, Status
from okrs.standings import ObjectiveRows, PillarRows, Plan, Row
from strategy.models import Strategy
from strategy.pillars import Pillar

NOTHING = "–"


def strategy_map(plan: Plan, strategy: Strategy) -> StrategyMap:
    """Without addresses."""
    return StrategyMap(
        name=strategy.name,
        description=description(plan),
        trunks=tuple(_trunk(part) for part in plan.pillars),
    )


def leading(told: StrategyMap, plan: Plan, *, site: str = "") -> StrategyMap:
    """The same map with addresses; those of objectives are on the page of their pillar.

    `site` stands before each of them, in a file that is taken away: "https://example.org".
    """
    trunks = zip(told.trunks, plan.pillars, strict=True)
    return replace(told, trunks=tuple(_leading_trunk(trunk, part, site) for trunk, part in trunks))


def marked(told: StrategyMap, plan: Plan, is_hit: Callable[[Row], bool]) -> StrategyMap:
    """The same map with some key results brought out, and all others held back."""
    marks = iter([HIT if is_hit(row) else FADED for row in plan.rows])
    return replace(told, trunks=tuple(_marked(trunk, marks) for trunk in told.trunks))


def description(plan: Plan) -> str:
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


def supports(row: Row) -> tuple[str, ...]:
    """The other pillars it helps, by name."""
    return tuple(str(Pillar(one).label) for one in row.key_result.also_supports)


def _trunk(part: PillarRows) -> Trunk:
    progress = part.rollup.progress
    return Trunk(
        name=str(part.pillar.label),
        colour=part.pillar.value,
        branches=tuple(_branch(found) for found in part.objectives),
        share=_("%(share)s progress") % {"share": share(progress)} if progress is not None else "",
    )


def _branch(found: ObjectiveRows) -> Branch:
    rollup = found.rollup
    return Branch(
        name=found.objective.title,
        leaves=tuple(_leaf(row) for row in found.rows),
        share=share(rollup.progress) if rollup.progress is not None else "",
        status="" if rollup.partial else rollup.tone,
        said=_stands(rollup),
    )


def _stands(rollup: Rollup) -> str:
    """The word of its status; "partial" where too few can be measured to give it one."""
    if rollup.partial:
        return _("partial")
    return str(rollup.status.label) if rollup.status else ""


def _leaf(row: Row) -> Leaf:
    return Leaf(
        name=row.key_result.title,
        status=row.standing.tone,
        said=str(row.standing.word),
        path=path_of(row),
        short=_short(row),
        also=supports(row),
    )


def path_of(row: Row) -> str:
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


def _short(row: Row) -> str:
    """ "17% → 19% → 25%", where there are three figures to say; "" where `path_of` is short."""
    told, key_result = paths.words_of(row), row.key_result
    if row.standing.status is Status.unset or key_result.kind == Kind.status.value:
        return ""
    if not told.end:
        return ""
    if not told.start:
        return _("%(now)s, keep %(end)s") % {"now": told.now or NOTHING, "end": told.end}
    return f"{told.start} → {told.now or NOTHING} → {told.end}"


def _leading_trunk(trunk: Trunk, part: PillarRows, site: str) -> Trunk:
    address = f"{site}{reverse('pillar_page', args=[part.pillar.value])}"
    pairs = zip(trunk.branches, part.objectives, strict=True)
    branches = tuple(_leading_branch(branch, found, address, site) for branch, found in pairs)
    return replace(trunk, address=address, branches=branches)


def _leading_branch(branch: Branch, found: ObjectiveRows, pillar: str, site: str) -> Branch:
    leaves = (
        replace(leaf, address=f"{site}{reverse('okrs:key_result', args=[row.key_result.pk])}")
        for leaf, row in zip(branch.leaves, found.rows, strict=True)
    )
    address = f"{pillar}#objective-{found.objective.pk}"
    return replace(branch, address=address, leaves=tuple(leaves))


def _marked(trunk: Trunk, marks: Iterator[str]) -> Trunk:
    """With a mark for each of its key results, taken in their order."""
    branches = (
        replace(branch, leaves=tuple(replace(leaf, mark=next(marks)) for leaf in branch.leaves))
        for branch in trunk.branches
    )
    return replace(trunk, branches=tuple(branches))
