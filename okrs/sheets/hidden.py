"""What a workbook hides: rows and columns are read and told, hidden sheets are not read and told.

A filter that was left on hides rows that are still the plan's, so they stay; nobody is surprised.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*\bhidden="(?:1|true)"[^>]*>')
NUMBERS = {name: re.compile(rb'\b%s="(\d{1,7})"' % name) for name in (b"r", b"min", b"max")}
NAMED = 6  # more than so many are counted


def in_sheet(xml: bytes, *, rows: int, columns: int) -> tuple[str, ...]:
    """A sentence for hidden rows and one for hidden columns, of those that could be read at all."""
    from openpyxl.utils import get_column_letter

    numbers = [n for tag in ROW.findall(xml) if 0 < (n := _number(tag, b"r")) <= rows]
    letters = [
        get_column_letter(n)
        for tag in COLUMN.findall(xml)[:columns]
        for n in range(max(1, _number(tag, b"min")), min(columns, _number(tag, b"max")) + 1)
    ]
    told = []
    if numbers:
        said = ngettext(
            "Row %(names)s is hidden in the sheet. It is read as well.",
            "Rows %(names)s are hidden in the sheet. They are read as well.",
            len(numbers),
        )
        told.append(said % {"names": _named([str(n) for n in numbers])})
    if letters:
        said = ngettext(
            "Column %(names)s is hidden in the sheet. It is read as well.",
            "Columns %(names)s are hidden in the sheet. They are read as well.",
            len(letters),
        )
        told.append(said % {"names": _named(letters)})
    return tuple(told)


def sheets(names: list[str]) -> tuple[str, ...]:
    """A sentence that names the sheets which are not read because they are hidden."""
    if not names:
        return ()
    said = ngettext(
        "A hidden sheet is not read: %(names)s. Unhide it and send the file again if it counts.",
        "Hidden sheets are not read: %(names)s. Unhide them and send the file again if they count.",
        len(names),
    )
    return (said % {"names": _named([f"“{name}”" for name in names])},)


def _number(tag: bytes, name: bytes) -> int:
    found = NUMBERS[name].search(tag)
    return int(found[1]) if found else 0


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return shown if more <= 0 else _("%(names)s and %(n)s more") % {"names": shown, "n": more}
