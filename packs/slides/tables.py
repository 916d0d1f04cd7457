"""Tables as a presentation has them: with a head row that is marked as one, over as many slides as
they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from packs.columns import widths
from packs.slides.deck import Area, Deck, Type, broken, rgb

SIDES, ENDS = 0.16, 0.1  # inches of a cell that are not for words: left and right, top and bottom
LEAST = 0.3  # inches: no row is lower
SIZES = (13.0, 12.0, 11.0)  # points: the largest in which all of a table fits on a slide
MANY_COLUMNS, SMALL = 8, 9.0  # a table with more columns is set in smaller type
MOST = 24  # rows: even the lowest do not fit on a slide in such numbers
LETTER = 0.5  # of its size: how wide a letter is, on average
Words = Sequence[str]


@dataclass(frozen=True)
class Set:
    """Some rows as they are set: the heads first, the inches of each column, and the type."""

    rows: Sequence[Words]
    wide: Sequence[float]
    size: float

    @property
    def highs(self) -> list[float]:
        return [high(row, self.wide, self.size) for row in self.rows]


def add_tables(
    deck: Deck, make: Callable[[], tuple[Any, Area]], heads: Words, rows: Sequence[Words], alt: str
) -> list[tuple[Any, int]]:
    """On one slide after the other, as `make` gives them with their room. Returns each table with
    the number of its first row. `alt` says what it holds."""
    made: list[tuple[Any, int]] = []
    first = 0
    while first < len(rows) or not made:
        slide, area = make()
        rest = rows[first:]
        some = _fitting(heads, rest[: _even(heads, rest, area)], area)
        made.append((_add(deck, slide, area, some, alt), first))
        first += max(1, len(some.rows) - 1)
    return made


def _even(heads: Words, rows: Sequence[Words], area: Area) -> int:
    """How many rows the next slide takes, so that none holds what is left over: as few as no slide
    more is needed for than when each is full."""
    full = _split(heads, rows, area, MOST)
    fewest = -(-len(rows) // max(1, len(full)))
    tried = range(fewest, max(full, default=0))
    kept = (most for most in tried if len(_split(heads, rows, area, most)) == len(full))
    return next(kept, max(full, default=0))


def _split(heads: Words, rows: Sequence[Words], area: Area, most: int) -> list[int]:
    """How many rows each slide holds, with no more than `most` on any."""
    parts: list[int] = []
    while sum(parts) < len(rows):
        rest = rows[sum(parts) :]
        parts.append(max(1, len(_fitting(heads, rest[:most], area).rows) - 1))
    return parts


def _fitting(heads: Words, rows: Sequence[Words], area: Area) -> Set:
    """All rows in the largest type in which they fit; else the first that fit, one at least."""
    sizes = (SMALL,) if len(heads) > MANY_COLUMNS else SIZES
    tried = [Set([heads, *rows], _wide(heads, rows, area, size), size) for size in sizes]
    whole = next((one for one in tried if sum(one.highs) <= area.height), None)
    if whole:
        return whole
    used, highs = 0.0, tried[-1].highs
    for number, one in enumerate(highs):
        used += one
        if used > area.height and number > 1:
            return replace(tried[-1], rows=tried[-1].rows[:number])
    return tried[-1]


def _wide(heads: Words, rows: Sequence[Words], area: Area, size: float) -> list[float]:
    parts = widths(heads, rows, int(area.width * 72 / size / LETTER))
    return [area.width * part / sum(parts) for part in parts]


def high(row: Words, wide: Sequence[float], size: float) -> float:
    """Inches that a row takes, with its words broken into lines."""
    lines = (
        len(broken(words, inches - SIDES, size)) for words, inches in zip(row, wide, strict=True)
    )
    return max(LEAST, max(lines) * size * 1.2 / 72 + ENDS)


def _add(deck: Deck, slide: Any, area: Area, some: Set, alt: str) -> Any:
    from pptx.util import Inches

    left, top, width, _height = area.emu
    many = len(some.rows), len(some.wide)
    frame = slide.shapes.add_table(*many, left, top, width, Inches(sum(some.highs)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, inches in zip(table.columns, some.wide, strict=True):
        column.width = Inches(inches)
    for number, (row, inches) in enumerate(zip(some.rows, some.highs, strict=True)):
        table.rows[number].height = Inches(inches)
        for place, words in enumerate(row):
            _cell(deck, table.cell(number, place), words, Type(some.size, bold=not number))
    return table


def _cell(deck: Deck, cell: Any, words: str, look: Type) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    deck.fill(cell.text_frame, [words], look)
    cell.margin_left = cell.margin_right = Inches(SIDES / 2)
    cell.margin_top = cell.margin_bottom = Inches(ENDS / 3)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb("sunk" if look.bold else "surface")
