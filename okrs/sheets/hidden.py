"""What a workbook hides: rows and columns are read and told, hidden sheets are not read and told.

A filter that was left on hides rows that are still the plan's, so they stay; nobody is surprised.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NAMED = 6  # more than so many are counted


def in_sheet(rows: Collection[int], columns: Collection[int]) -> tuple[str, ...]:
    """A sentence for hidden rows and one for hidden columns, of those that could be read at all."""
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(n) for n in sorted(columns)]
    told = []
    if rows:
        said = ngettext(
            "Row %(names)s is hidden in the sheet. It is read as well.",
            "Rows %(names)s are hidden in the sheet. They are read as well.",
            len(rows),
        )
        told.append(said % {"names": _named([str(n) for n in sorted(rows)])})
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


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return shown if more <= 0 else _("%(names)s and %(n)s more") % {"names": shown, "n": more}
