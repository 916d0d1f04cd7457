"""One pillar after the other: its objectives, which came furthest and which have furthest to go."""

from dataclasses import dataclass

from dashboards.known import Known
from dashboards.plan_report import PillarLine
from okrs import figures
from okrs.standings import ObjectiveRows, PillarRows


@dataclass(frozen=True)
class EachPillar:
    """`strongest` and `weakest` are there where the pillar's objectives can be told apart."""

    line: PillarLine
    strongest: ObjectiveRows | None
    weakest: ObjectiveRows | None


def of(what: Known) -> list[EachPillar]:
    """In the pillars' own order. No query."""
    report = what.report
    return [EachPillar(line, *ends(line.part)) for line in report.pillars] if report else []


def ends(part: PillarRows) -> tuple[ObjectiveRows | None, ObjectiveRows | None]:
    """The objective that has come furthest and the one that has furthest to go, as they are said.

    Of objectives of which fewer than half can be measured nothing is said.
    """
    known = [
        one for one in part.objectives if one.rollup.progress is not None and not one.rollup.partial
    ]
    known.sort(key=lambda one: one.rollup.progress or 0)
    if not known or _said(known[0]) == _said(known[-1]):
        return None, None
    return known[-1], known[0]


def _said(one: ObjectiveRows) -> str:
    return figures.share(one.rollup.progress)
