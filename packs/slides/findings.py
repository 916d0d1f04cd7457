"""One finding a slide: its title, one sentence, its number, one chart or table, and its source."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from charts.ranges import Panel, RangeChart
from charts.stacks import StackChart
from dashboards.finding import Finding, Table
from packs.slides.deck import LEFT, ROOM, Area, Deck, Type, below
from packs.slides.natives import add_panel, add_stacks
from packs.slides.tables import add_table
from packs.slides.telling import cell_words, notes_of, source_line
from packs.wording import verdict_of

T = TypeVar("T")
SOURCE = Area(LEFT, 6.45, ROOM, 0.45)
END = 6.4  # inches: what stands above the source ends here
NUMBER = Type(22, bold=True, colour="accent")
PANELS, ROWS, STACKS, LINES = 6, 9, 9, 12  # on one slide, at most
MANY_COLUMNS = 8  # a table with more is set in smaller type


def add_finding(deck: Deck, one: Finding) -> None:
    """As many slides as it needs, each with the same title: most need one."""
    if isinstance(one.chart, RangeChart):
        for part in _parts(one.chart):
            _add_panels(*_slide(deck, one), part)
    elif isinstance(one.chart, StackChart):
        for some in _batched(one.chart.stacks, STACKS):
            add_stacks(*_slide(deck, one), replace(one.chart, stacks=some))
    elif one.table and one.table.rows:
        for rows in _batched(one.table.rows, ROWS):
            slide, area = _slide(deck, one, list(one.notes))
            _add_table(deck, slide, area, replace(one.table, rows=rows))
    else:
        _slide(deck, one, list(one.notes))


def _slide(deck: Deck, one: Finding, notes: Sequence[str] = ()) -> tuple[Any, Area]:
    """A slide with its words, and what is left for its chart or its table."""
    title = one.title or one.heading
    slide = deck.slide(title, notes=notes_of(one))
    area = below(title)
    number = " ".join(filter(None, (one.number, one.number_of)))
    told: list[tuple[list[str], Type, float]] = [
        ([one.sentence], Type(17, colour="ink-2"), 0.5),
        ([" · ".join(filter(None, (number, verdict_of(one))))], NUMBER, 0.55),
        (list(notes), Type(15, after=5), 0.36 * len(notes) + 0.1),
    ]
    for words, look, height in told:
        if any(words):
            deck.words(slide, replace(area, height=height), words, look)
            area = replace(area, top=area.top + height)
    deck.words(slide, SOURCE, source_line(one), Type(11, colour="ink-3"))
    return slide, replace(area, top=area.top + 0.1, height=END - area.top - 0.1)


def _parts(chart: RangeChart) -> list[RangeChart]:
    """Panels that fit on one slide, and lines that fit in one panel."""
    if len(chart.panels) > 1:
        return [replace(chart, panels=some) for some in _batched(chart.panels, PANELS)]
    return [
        replace(chart, panels=(replace(panel, lines=lines),))
        for panel in chart.panels
        for lines in _batched(panel.lines, LINES)
    ]


def _add_panels(slide: Any, space: Area, chart: RangeChart) -> None:
    """Beside each other, three in a row."""
    alone = len(chart.panels) == 1
    for area, panel in zip(_areas(space, chart.panels), chart.panels, strict=True):
        add_panel(slide, area, chart, panel, alone=alone)


def _areas(space: Area, panels: Sequence[Panel]) -> list[Area]:
    across = min(3, len(panels))
    down = -(-len(panels) // across)
    width, height = space.width / across, space.height / down
    return [
        Area(
            space.left + width * (number % across),
            space.top + height * (number // across),
            width - 0.15 * (across > 1),
            height,
        )
        for number in range(len(panels))
    ]


def _add_table(deck: Deck, slide: Any, area: Area, table: Table) -> None:
    heads = (*table.names, *table.heads)
    rows = [heads]
    rows += [(*row.names, *(cell_words(cell) for cell in row.cells)) for row in table.rows]
    widths = [2.0] * len(table.names) + [1.0] * len(table.heads)
    size = 9 if len(heads) > MANY_COLUMNS else 14
    add_table(deck, slide, area, rows, widths=widths, alt=table.caption, size=size)


def _batched(things: Sequence[T], many: int) -> list[tuple[T, ...]]:
    return [tuple(things[first : first + many]) for first in range(0, len(things), many)]
