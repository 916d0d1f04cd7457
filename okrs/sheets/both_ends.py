"""From and To that stand in one cell ("19% → 25%"), or only in the words of the key result."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from okrs.sheets.cells import NotUnderstood, amount
from okrs.sheets.columns import Part, normal
from okrs.sheets.sheet_rows import SheetRow

FIGURE = r"[£$€]?\d[\d,]*(?:\.\d+)?\s*(?:%|per\s?cent|pct)?"
END = rf"({FIGURE}|x\s?%?|tbc)"
ARROW = re.compile(
    rf"^\s*(?:from\s+)?{END}\s*(?:→|-+>|=>|–>|>|\bto\b)\s*{END}\s*$",
    re.I,
)
IN_WORDS = re.compile(rf"\bfrom\s+({FIGURE})\s+to\s+({FIGURE})(?![\d.]*\d)", re.I)

YEAR = re.compile(r"^(?:19|20)\d\d$")  # "from 2024 to 2027" says when, not how much


def with_both_ends(row: SheetRow) -> SheetRow:
    """The row with its one cell parted, or its words read where both cells are empty."""
    if bool(row.from_text) != bool(row.to_text):
        part = Part.FROM if row.from_text else Part.TO
        found = ARROW.match(row.text_of(part))
        return _with(row, found) if found else row
    if row.from_text or row.to_text:
        return row
    found = IN_WORDS.search(row.heading or row.title)
    if not found or all(YEAR.match(text) for text in found.groups()):
        return row
    told = _("From and To are read out of its words: “%(words)s”.") % {"words": found[0]}
    read = _with(row, found)
    return row if read == row else replace(read, told=(*row.told, told))


def _with(row: SheetRow, found: re.Match[str]) -> SheetRow:
    first, last = (" ".join(text.split()) for text in found.groups())
    if "%" in last and first[-1:].isdigit():
        first = f"{first}%"  # "19 → 25%" is of one measure
    return replace(row, from_text=first, to_text=last) if _both_read(first, last) else row


def _both_read(first: str, last: str) -> bool:
    try:
        return all(amount(text).is_set or normal(text) for text in (first, last))
    except NotUnderstood:
        return False
