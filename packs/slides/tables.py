"""Tables as a presentation has them: with a head row that is marked as one."""

from collections.abc import Sequence
from typing import Any

from packs.slides.deck import Area, Deck, Type, rgb

ROW, HIGHEST = 0.3, 0.46  # inches: how high a row is, at least and at most


def add_table(
    deck: Deck,
    slide: Any,
    area: Area,
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    alt: str,
    size: float = 12,
) -> Any:
    """The first row is the heads. `widths` are parts of the whole; `alt` says what it holds."""
    from pptx.util import Inches

    left, top, width, _height = area.emu
    high = Inches(max(ROW, min(HIGHEST, area.height / len(rows))))
    frame = slide.shapes.add_table(len(rows), len(rows[0]), left, top, width, high * len(rows))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, part in zip(table.columns, widths, strict=True):
        column.width = int(width * part / sum(widths))
    for number, row in enumerate(rows):
        table.rows[number].height = high
        for place, words in enumerate(row):
            _cell(deck, table.cell(number, place), words, Type(size, bold=not number))
    return table


def _cell(deck: Deck, cell: Any, words: str, look: Type) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    deck.fill(cell.text_frame, [words], look)
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb("sunk" if look.bold else "surface")
