"""Downloads as a workbook: numbers stay numbers and days days, to go on counting with.

Text is written as text: a cell that begins like a formula is not one (OWASP, "CSV injection").
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpResponse

from accounts.workbook_safely import HARMLESS, XLSX

WIDEST = 60  # characters; a longer cell is wrapped by the reader


def rows_to_workbook(
    header: Sequence[str], rows: Iterable[Sequence[Any]], *, filename: str, sheet: str
) -> HttpResponse:
    """A download of these rows as one sheet, its heading frozen and its columns wide enough."""
    from pandas import DataFrame, ExcelWriter  # slow to import, and only needed here

    table = DataFrame([[_cell(value) for value in row] for row in rows], columns=list(header))
    file = BytesIO()
    with ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": HARMLESS}) as writer:
        table.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
        for place, name in enumerate(header):
            longest = max([len(name), *(len(str(cell)) for cell in table[name])])
            writer.sheets[sheet].set_column(place, place, min(longest + 2, WIDEST))
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _cell(value: Any) -> str | float | date | None:
    if isinstance(value, Decimal):
        return float(value)  # a cell of a workbook holds no other kind of number
    return value if value is None or isinstance(value, date | int | float) else str(value)
