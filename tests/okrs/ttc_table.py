"""The hackathon's table of objectives and key results (TTC, spring 2021), as a sheet to import.

The table is kept in tests/data/ttc-table.tsv with its four columns as they stand: tags, bullets,
"x", empty first cells, and the row of objective 4 that slipped one column to the right. Above each
table stands its objective's title; each table repeats the header.
"""

import io
from pathlib import Path

from openpyxl import Workbook

TABLE = Path(__file__).resolve().parent.parent / "data" / "ttc-table.tsv"
SHEET = "Objectives"


def lines() -> list[list[str]]:
    """The lines of the sheet, each a list of its cells; objective titles are lines of one cell."""
    return [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]


def as_xlsx() -> bytes:
    """The table typed into a workbook, with its title above it and a line between the tables."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["Practical objectives and a key results-based approach"])
    for cells in lines():
        if len(cells) == 1:
            sheet.append([])
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_pasted() -> str:
    """The same, as it arrives on a clipboard: tabs between cells, quotes doubled within quotes."""
    return "\n".join("\t".join(_quoted(cell) for cell in cells) for cells in lines())


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell
