"""The four populations as bars and as a table: now, in earlier waves, and beside a goal."""

from decimal import Decimal

from django.utils.translation import gettext as _

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.finding import COUNT, PERCENT, POINTS, Cell, Row, Table
from dashboards.subjects.funnel import RESPONDED, Funnel, moved_words
from dashboards.subjects.populations import Moved, Population
from surveys.results import wording


def chart(found: Funnel) -> RangeChart | None:
    """Bars of those invited; None where nobody knows how many that were."""
    if found.steps[RESPONDED].percent is None:
        return None
    lines = tuple(_line(found, place) for place in range(len(found.steps)))
    told = " ".join(_told(found, line) for line in lines)
    described = _("Bars for four populations. %(told)s") % {"told": told}
    return RangeChart(description=described, panels=(Panel(lines=lines),), bars=True)


def _line(found: Funnel, place: int) -> Line:
    step = found.steps[place]
    was = found.was(found.chosen.last, place) if place else None  # everybody invited is 100%
    goal = found.goal if place == RESPONDED else None
    return Line(
        name=step.name,
        note=step.note,
        spot=_spot(step, f"{step.said_percent}, {step.said}"),
        instead="" if step.percent is not None else step.said,
        before=_spot(was, was.said_percent) if was else None,
        goal=None if goal is None else Spot(value=float(goal), said=_goal(goal)),
    )


def _spot(step: Population, said: str) -> Spot | None:
    return None if step.percent is None else Spot(value=step.percent, said=said)


def _goal(goal: Decimal) -> str:
    return _("goal %(goal)s") % {"goal": f"{goal.normalize():f}%"}


def _told(found: Funnel, line: Line) -> str:
    """One bar in words, for who cannot see it."""
    parts = [f"{line.name}: {line.spot.said if line.spot else line.instead}"]
    if line.before and found.chosen.last:
        parts.append(f"{found.name(found.chosen.last)} {line.before.said}")
    parts += [line.goal.said] if line.goal else []
    return ", ".join(parts) + "."


def table(found: Funnel) -> Table:
    """How many and what part, now and in each earlier wave; and the change of each part."""
    now = found.name(found.chosen.wave)
    heads = [_("People, %(wave)s") % {"wave": now}, _("Of those invited, %(wave)s") % {"wave": now}]
    for wave in reversed(found.chosen.earlier):
        told = {"wave": found.name(wave)}
        heads += [_("People, %(wave)s") % told, _("Of those invited, %(wave)s") % told]
        heads += [_("Change since %(wave)s") % told]
    rows = (
        Row(names=(step.name,), cells=_cells(found, place))
        for place, step in enumerate(found.steps)
    )
    return Table(
        caption=_("Four populations: %(question)s") % {"question": found.table.measure_name},
        names=(_("Population"),),
        heads=tuple(heads),
        rows=tuple(rows),
    )


def _cells(found: Funnel, place: int) -> tuple[Cell, ...]:
    cells = [*_said(found.steps[place])]
    for wave in reversed(found.chosen.earlier):
        was, move = found.was(wave, place), found.move(wave, place) if place else None
        cells += _said(was) if was else [Cell(said=wording.DASH), Cell(said=wording.DASH)]
        cells.append(_change(move))
    return tuple(cells)


def _said(step: Population) -> list[Cell]:
    kind = "hidden" if step.number is None and step.off else "shown"
    return [
        Cell(said=step.said, number=step.number, unit=COUNT if step.number else "", kind=kind),
        Cell(
            said=step.said_percent,
            number=step.percent,
            unit="" if step.percent is None else PERCENT,
            kind=kind,
        ),
    ]


def _change(move: Moved | None) -> Cell:
    if move is None:
        return Cell(said=wording.DASH)
    clear = move.is_clear
    return Cell(
        said=moved_words(move),
        number=move.points if clear else None,
        unit=POINTS if clear else "",
    )
