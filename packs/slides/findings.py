"""One finding a slide: its title, one sentence, its number, one chart or table, and its source."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from charts.ranges import Panel, RangeChart
from charts.stacks import StackChart
from dashboards.finding import Finding, Table
from packs.slides.deck import BOTTOM, LEFT, ROOM, Area, Deck, Type, below, broken
from packs.slides.natives import add_panel, add_stacks, series_of
from packs.slides.tables import add_tables
from packs.slides.telling import cell_words, notes_of, source_line
from packs.wording import verdict_of

T = TypeVar("T")
SENTENCE = Type(17, colour="ink-2")
NUMBER = Type(22, bold=True, colour="accent")
ABOUT = Type(12, colour="ink-2")
NOTE = Type(15)
SOURCE = Type(10, colour="ink-3")
PANEL = Type(13, bold=True)
PANELS, STACKS, LINES = 3, 9, 12  # on one slide, at most
MANY_BARS = 3  # for each line: now, before and what it is compared with
APART = 0.12  # inches between what stands below each other


def add_finding(deck: Deck, one: Finding) -> None:
    """As many slides as it needs, each with the same title: most need one."""
    if isinstance(one.chart, RangeChart):
        for part in _parts(one.chart):
            _add_panels(deck, *_slide(deck, one), part)
    elif isinstance(one.chart, StackChart):
        for some in _batched(one.chart.stacks, STACKS):
            add_stacks(*_slide(deck, one), replace(one.chart, stacks=some))
    elif one.table and one.table.rows:
        _add_table(deck, one, one.table)
    else:
        _slide(deck, one, one.notes)


def _slide(deck: Deck, one: Finding, notes: Sequence[str] = ()) -> tuple[Any, Area]:
    """A slide with its words, and what is left for its chart or its table."""
    title = one.title or one.heading
    slide = deck.slide(title, notes=notes_of(one))
    number = " ".join(filter(None, (one.number, one.number_of)))
    source = source_line(one)
    foot = high([source], SOURCE) if source else 0
    area = below(title)
    told = (
        ([one.sentence], SENTENCE),
        ([" · ".join(filter(None, (number, verdict_of(one))))], NUMBER),
        ([one.about], ABOUT),
        (list(notes), NOTE),
    )
    for words, look in told:
        if any(words):
            deck.words(slide, replace(area, height=high(words, look)), words, look)
            area = replace(area, top=area.top + high(words, look) + APART)
    deck.words(slide, Area(LEFT, BOTTOM - foot, ROOM, foot), source, SOURCE)
    return slide, replace(area, height=BOTTOM - foot - APART - area.top)


def high(words: Sequence[str], look: Type) -> float:
    """Inches that paragraphs across the slide take."""
    lines = sum(len(broken(one, ROOM, look.size, bold=look.bold)) for one in words)
    return (lines * look.size * 1.2 + len(words) * look.after) / 72 + 0.1


def _parts(chart: RangeChart) -> list[RangeChart]:
    """Panels that fit on one slide, and lines that fit in each: the same lines in all of them."""
    longest = max((len(panel.lines) for panel in chart.panels), default=0)
    return [
        replace(chart, panels=tuple(replace(panel, lines=panel.lines[cut]) for panel in some))
        for some in _batched(chart.panels, PANELS)
        for cut in _cuts(longest, _lines(chart))
    ]


def _lines(chart: RangeChart) -> int:
    """How many lines leave their bars thick enough for the words beside them."""
    bars = max((len(series_of(panel, chart)) for panel in chart.panels), default=1)
    if len(chart.panels) == 1:
        return LINES if bars < MANY_BARS else LINES * 2 // 3
    return LINES * 2 // 3 if bars < MANY_BARS else LINES // 2


def _cuts(many: int, most: int) -> list[slice]:
    """Shared out evenly, so that no slide holds a line left over."""
    slides = max(1, -(-many // most))
    ends = [-(-many * number // slides) for number in range(slides + 1)]
    return [slice(first, last) for first, last in pairwise(ends)]


def _add_panels(deck: Deck, slide: Any, space: Area, chart: RangeChart) -> None:
    """Beside each other, each under its name and what everybody together come to."""
    many = len(chart.panels)
    width = space.width / many
    for number, panel in enumerate(chart.panels):
        area = replace(space, left=space.left + width * number, width=width - 0.15 * (many > 1))
        name = _named(panel)
        if name:
            head = 0.55 if many > 1 else 0.35
            deck.words(slide, replace(area, height=head), name, PANEL)
            area = replace(area, top=area.top + head, height=area.height - head)
        add_panel(slide, area, chart, panel)


def _named(panel: Panel) -> str:
    everybody = panel.everybody.said if panel.everybody else ""
    return " · ".join(filter(None, (panel.name, everybody)))


def _add_table(deck: Deck, one: Finding, table: Table) -> None:
    heads = (*table.names, *table.heads)
    rows = [(*row.names, *(cell_words(cell) for cell in row.cells)) for row in table.rows]
    full = [(*row, *[""] * (len(heads) - len(row))) for row in rows]
    add_tables(deck, lambda: _slide(deck, one, one.notes), heads, full, table.caption)


def _batched(things: Sequence[T], many: int) -> list[tuple[T, ...]]:
    return [tuple(things[first : first + many]) for first in range(0, len(things), many)]
