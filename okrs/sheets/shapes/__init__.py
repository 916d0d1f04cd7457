"""Exports of other products, each read by a recorded mapping: its columns, its words, its source.

`SHAPES` are those we know; `recognise` says whose export a sheet looks like: a person confirms it.
"""

from collections.abc import Iterable

from okrs.sheets.columns import normal
from okrs.sheets.lines import Line, Sheet
from okrs.sheets.shapes.perdoo import PERDOO
from okrs.sheets.shapes.quantive import QUANTIVE
from okrs.sheets.shapes.shape import Field, Shape
from okrs.sheets.shapes.viva_goals import VIVA_GOALS

SHAPES = (VIVA_GOALS, PERDOO, QUANTIVE)
LOOKED_AT = 10  # an export begins with its header, or a few lines below a title


def shape_called(key: str) -> Shape | None:
    return next((shape for shape in SHAPES if shape.key == key), None)


def recognise(sheet: Sheet) -> tuple[Shape, int] | None:
    """Whose export this looks like and the number of its header's line; None for a plain sheet."""
    best: tuple[int, Shape, int] | None = None
    for line in sheet.lines[:LOOKED_AT]:
        names = {normal(cell) for cell in line.cells}
        for shape in SHAPES:
            marks = len(shape.marks & names)
            fits = marks >= shape.enough and Field.TITLE in shape.columns_in(line)
            if fits and (best is None or marks > best[0]):
                best = marks, shape, line.number
    return (best[1], best[2]) if best else None


def in_words(shape: Shape, header: Line) -> Iterable[tuple[str, str]]:
    """Each column of an export beside what becomes of it."""
    found = {column: field for field, column in shape.columns_in(header).items()}
    for column, text in enumerate(header.cells):
        if text:
            yield text, str(found[column].label) if column in found else ""
