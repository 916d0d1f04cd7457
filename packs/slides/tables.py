"""Tables as a presentation has them: with a head row that is marked as one, over as many slides as
they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from packs.columns import widths
from packs.slides.deck import Area, Deck, Type, broken, rgb

SIDES, ENDS = 0.16, 0.1  # inches of a cell that are not for words: left and right, top and bottom
LEAST = 0.3  # inches: no row is lower
SIZES = (13.0, 12.0, 11.0)  # points: the largest in which all of a table fits on a slide
MANY_COLUMNS, SMALL = 8, 9.0  # a table with more columns is set in smaller type
MOST = 24  # rows: even the lowest do not fit on a slide in such numbers
LETTER = 0.5  # of its size: how wide a letter is, on average
IN_PART, PART_HIGH = Type(11, colour="ink-2"), 0.32  # the line below a row that is shown in part
MORE = " …"
Words = Sequence[str]


@dataclass(frozen=True)
class Set:
    """Some rows as they are set: the heads first, the inches of each column, the type, and whether
    words of them were left out."""

    rows: Sequence[Words]
    wide: Sequence[float]
    size: float
    in_part: bool = False

    @property
    def highs(self) -> list[float]:
        return [high(row, self.wide, self.size) for row in self.rows]


def add_tables(
    deck: Deck, make: Callable[[], tuple[Any, Area]], heads: Words, rows: Sequence[Words], alt: str
) -> list[tuple[Any, int]]:
    """On one slide after the other, as `make` gives them with their room. Returns each table with
    the number of its first row. `alt` says what it holds. A row that is higher than a slide is
    shown in part, which is said below it: the notes of its slide must have all of it."""
    made: list[tuple[Any, int]] = []
    first = 0
    while first < len(rows) or not made:
        slide, area = make()
        rest = rows[first:]
        some = _cut(_fitting(heads, rest[: _even(heads, rest, area)], area), area.height)
        made.append((_add(deck, slide, area, some, alt), first))
        if some.in_part:
            below = replace(area, top=area.top + sum(some.highs) + 0.02, height=PART_HIGH)
            deck.words(slide, below, _in_part(), IN_PART)
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


def _in_part() -> str:
    return _("Shown in part: all the words of this row are in the notes of this slide.")


def _cut(some: Set, height: float) -> Set:
    """The same where it fits; else its one row with as many first lines of each cell as fit."""
    if sum(some.highs) <= height or len(some.rows) != 2:
        return some
    heads, row = some.rows
    room = height - some.highs[0] - PART_HIGH - ENDS
    most = max(1, int(room * 72 / (some.size * 1.2)))
    cells = zip(row, some.wide, strict=True)
    kept = tuple(_first(words, inches - SIDES, some.size, most) for words, inches in cells)
    return replace(some, rows=(heads, kept), in_part=kept != tuple(row))


def _first(words: str, inches: float, size: float, most: int) -> str:
    """As many of the first words as stand in so many lines, with a mark where more follow."""
    if _many(words, inches, size) <= most:
        return words
    low, longest = 0, len(words)
    while low < longest:
        middle = (low + longest + 1) // 2
        if _many(words[:middle] + MORE, inches, size) <= most:
            low = middle
        else:
            longest = middle - 1
    return (words[:low].rpartition(" ")[0] or words[:low]).rstrip() + MORE


def _many(words: str, inches: float, size: float) -> int:
    """Lines that words take, with those that somebody broke."""
    return sum(len(broken(line, inches, size)) for line in words.split("\n"))


def high(row: Words, wide: Sequence[float], size: float) -> float:
    """Inches that a row takes, with its words broken into lines."""
    lines = (_many(words, inches - SIDES, size) for words, inches in zip(row, wide, strict=True))
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
