"""Shares of everybody as a chart and as a table: the same figures, and no digit more."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.comparing import Compared
from dashboards.finding import PERCENT, POINTS, Cell, Row, Table
from dashboards.subjects import share_words
from dashboards.subjects.standings import Standing, Standings
from dashboards.waves import WaveSeen
from disclosure.benchmarks import catalogue, written
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.figures import Figure
from surveys.results import wording
from surveys.results.listing import percents


def chart(found: Standings) -> RangeChart:
    """A line for each category: now, with its likely range; the last wave; the benchmark."""
    lines = tuple(_line(line, found.last) for line in found.lines)
    told = " ".join(_told(line, found) for line in found.lines)
    description = _("%(table)s. %(told)s") % {"table": found.caption, "told": told}
    return RangeChart(
        description=description,
        panels=(Panel(lines=lines),),
        then=found.name(found.last) if found.last else "",
        beside=", ".join(_all_of(found)),
    )


def _line(line: Standing, last: WaveSeen | None) -> Line:
    return Line(
        name=line.name,
        spot=spot(line.now),
        instead="" if line.now.said else wording.share(line.now),
        other=_diamond(line.benchmark),
        before=_before(line, last),
    )


def spot(figure: Figure) -> Spot | None:
    """A share as a chart has it; None where there is none."""
    one = figure.said
    if one is None:
        return None
    return Spot(value=one.value, low=one.low, high=one.high, said=wording.share(figure))


def _before(line: Standing, last: WaveSeen | None) -> Spot | None:
    move = line.moves.get(last.label) if last else None
    if move is None or move.before is None or move.before.said is None:
        return None
    return Spot(value=move.before.said.value, said=wording.share(move.before))


def _diamond(benchmark: Benchmark | None) -> Spot | None:
    if benchmark is None:
        return None
    said = written.figure(benchmark)
    if benchmark.key in catalogue.DEFAULTS:
        said = _("UK %(value)s") % {"value": said}
    return Spot(value=float(benchmark.value), said=said)


def _told(line: Standing, found: Standings) -> str:
    """One line of the chart in words, for who cannot see it."""
    parts = [f"{line.name}: {wording.share(line.now)}"]
    if line.now.said:
        parts.append(_("likely %(range)s") % {"range": wording.likely(line.now)})
    if found.last and (before := _before(line, found.last)):
        parts.append(f"{found.name(found.last)} {before.said}")
    if diamond := _diamond(line.benchmark):
        parts.append(_("benchmark %(value)s") % {"value": diamond.said})
    return ", ".join(parts) + "."


def marks(found: Standings) -> str:
    """What the marks mean, those that are drawn."""
    said = [_("Dot: the share now, on its likely range.")]
    if any(_before(line, found.last) for line in found.lines) and found.last:
        said.append(_("Ring: %(wave)s.") % {"wave": found.name(found.last)})
    if whose := _all_of(found):
        said.append(_("Diamond: %(whose)s.") % {"whose": ", ".join(whose)})
    return " ".join(said)


def _all_of(found: Standings) -> tuple[str, ...]:
    """Whose the benchmarks are, each once."""
    return tuple(dict.fromkeys(_whose(benchmark) for benchmark in found.benchmarks))


def _whose(benchmark: Benchmark) -> str:
    """ "UK workforce, 2021": as it stands at the head of a column."""
    return _("%(whose)s, %(year)s") % {
        "whose": benchmark.whose or benchmark.label,
        "year": benchmark.year,
    }


def table(found: Standings) -> Table:
    """A row for each category; a column and the change since for each earlier wave that is alike,
    the latest first; and one for benchmarks, where one fits."""
    heads = [found.name(found.chosen.wave)]
    for wave in reversed(found.earlier):
        name = found.name(wave)
        heads += [name, _("Change since %(wave)s") % {"wave": name}]
    if found.benchmarks:
        heads.append(_benchmark_head(found.benchmarks))
    return Table(
        caption=found.caption,
        names=(found.column,),
        heads=tuple(heads),
        rows=tuple(Row(names=(line.name,), cells=_cells(line, found)) for line in found.lines),
    )


def _benchmark_head(benchmarks: tuple[Benchmark, ...]) -> str:
    whose = {_whose(benchmark) for benchmark in benchmarks}
    return capfirst(whose.pop()) if len(whose) == 1 else _("Benchmark")


def _cells(line: Standing, found: Standings) -> tuple[Cell, ...]:
    cells = [cell(line.now)]
    for wave in reversed(found.earlier):
        cells += _moved(line.moves.get(wave.label))
    if found.benchmarks:
        cells.append(_compared_with(line.benchmark))
    return tuple(cells)


def _moved(move: Compared | None) -> list[Cell]:
    """What it was, and what became of it."""
    if move is None or move.before is None:
        return [Cell(said=wording.DASH), Cell(said=wording.DASH)]
    return [cell(move.before), change_cell(move)]


def change_cell(move: Compared) -> Cell:
    """The change between two waves as every table has it."""
    number = share_words.points(move)
    return Cell(
        said=share_words.change(move),
        number=number,
        unit=POINTS if number is not None else "",
    )


def _compared_with(benchmark: Benchmark | None) -> Cell:
    if benchmark is None:
        return Cell(said=wording.DASH)
    return Cell(said=written.figure(benchmark), number=float(benchmark.value), unit=PERCENT)


def cell(figure: Figure) -> Cell:
    """A share as every table has it."""
    number, low, high = percents(figure)
    return Cell(
        said=wording.share(figure),
        likely=wording.likely(figure) if figure.said else "",
        number=number,
        unit=PERCENT if number is not None else "",
        kind=figure.why.name.lower(),
        low=low,
        high=high,
    )
