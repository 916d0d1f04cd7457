"""The four populations as bars and as a table: now, in earlier waves, and beside a goal."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.finding import COUNT, PERCENT, POINTS, Cell, Row, Table
from dashboards.subjects.funnel import RESPONDED, Funnel, moved_words
from dashboards.subjects.populations import Moved, Population
from disclosure.figures import Why
from surveys.results import wording


def chart(found: Funnel) -> RangeChart | None:
    """Bars of those invited; None where nobody knows how many that were."""
    if found.steps[RESPONDED].percent is None:
        return None
    lines = tuple(_line(found, place) for place in range(len(found.steps)))
    told = " ".join(_told(found, line) for line in lines)
    described = _("Bars for four populations. %(told)s") % {"told": told}
    then = found.name(found.chosen.last) if found.chosen.last else ""
    return RangeChart(description=described, panels=(Panel(lines=lines),), bars=True, then=then)


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


def tables(found: Funnel) -> tuple[Table, ...]:
    """What part, and how many; where nobody knows how many were invited, how many."""
    known = any(step.percent is not None for step in found.steps)
    return (_parts(found), _people(found)) if known else (_people(found),)


def _parts(found: Funnel) -> Table:
    """What part came to each step, now and in each earlier wave, and how that changed."""
    heads = [found.name(found.chosen.wave)]
    for wave in reversed(found.chosen.earlier):
        name = found.name(wave)
        heads += [name, _("Change since %(wave)s") % {"wave": name}]
    return Table(
        caption=_("Of everybody invited: %(question)s") % {"question": found.table.measure_name},
        names=(_("Population"),),
        heads=tuple(heads),
        rows=_rows(found, _rates),
    )


def _people(found: Funnel) -> Table:
    """How many came to each step, now and in each earlier wave."""
    waves = (found.chosen.wave, *reversed(found.chosen.earlier))
    return Table(
        caption=_("How many people: %(question)s") % {"question": found.table.measure_name},
        names=(_("Population"),),
        heads=tuple(map(found.name, waves)),
        rows=_rows(found, _numbers),
    )


def _rows(found: Funnel, cells: Callable[[Funnel, int], Iterable[Cell]]) -> tuple[Row, ...]:
    return tuple(
        Row(names=(step.name,), cells=tuple(cells(found, place)))
        for place, step in enumerate(found.steps)
    )


def _rates(found: Funnel, place: int) -> Iterator[Cell]:
    yield _rate(found.steps[place])
    for wave in reversed(found.chosen.earlier):
        yield _rate(found.was(wave, place))
        yield change_cell(found.move(wave, place) if place else None)


def _numbers(found: Funnel, place: int) -> Iterator[Cell]:
    yield _number(found.steps[place])
    for wave in reversed(found.chosen.earlier):
        yield _number(found.was(wave, place))


def _rate(step: Population | None) -> Cell:
    if step is None or step.is_hidden:
        return _number(step)
    percent = step.percent
    return Cell(said=step.said_percent, number=percent, unit="" if percent is None else PERCENT)


def _number(step: Population | None) -> Cell:
    if step is None:
        return Cell(said=wording.DASH)
    kind = (Why.HIDDEN if step.is_hidden else Why.SHOWN).name.lower()
    unit = "" if step.number is None else COUNT
    return Cell(said=step.said, number=step.number, unit=unit, kind=kind)


def change_cell(move: Moved | None) -> Cell:
    if move is None:
        return Cell(said=wording.DASH)
    clear = move.is_clear
    return Cell(
        said=moved_words(move),
        number=move.points if clear else None,
        unit=POINTS if clear else "",
    )
