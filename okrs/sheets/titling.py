"""What each row is called, and what of its text becomes the definition."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from okrs.sheets import wording
from okrs.sheets.sheet_rows import SheetRow

LONGEST_MILESTONE = 400
FOOTNOTE = re.compile(r"\s*[(\[]\s*[*†]\s*([^()\[\]]+)[)\]]")


def titled(group: list[SheetRow]) -> list[SheetRow]:
    """A row alone is called by its heading; rows that share one are called by what each does."""
    named = [_footnoted(row) for row in group]
    if len(group) == 1:
        return [_called(named[0], named[0].heading)]
    taken: dict[str, int] = {}
    out = []
    for row in named:
        row = _called(row, row.milestones[0] if row.milestones else row.heading)
        taken[row.title] = taken.get(row.title, 0) + 1
        if taken[row.title] > 1:
            row = replace(row, title=f"{row.title[:230]} ({taken[row.title]})")
        out.append(row)
    return out


def _called(row: SheetRow, text: str) -> SheetRow:
    title, rest = wording.title_and_rest(text)
    heading = wording.one_line(row.heading)
    parts = [rest, row.definition]
    if heading and text != row.heading:
        parts.insert(0, _("Part of: %(heading)s") % {"heading": heading})
    row = replace(row, title=title, heading=wording.shortened(heading))
    return _short_milestones(replace(row, definition="\n".join(filter(None, parts))))


def _footnoted(row: SheetRow) -> SheetRow:
    """ "66%*" and "(*goal of the toolkit)" belong together: the note is kept as the definition."""
    marked = next((text for text in (row.to_text, row.from_text) if text.endswith(("*", "†"))), "")
    notes = [note for text in row.milestones for note in FOOTNOTE.findall(text)]
    if not marked or not notes:
        return row
    return replace(
        row,
        definition=f"{marked} {'; '.join(note.strip() for note in notes)}",
        milestones=tuple(FOOTNOTE.sub("", text) for text in row.milestones),
    )


def _short_milestones(row: SheetRow) -> SheetRow:
    """A milestone of more than 400 letters is cut, and the whole of it kept as the definition."""
    long = [text for text in row.milestones if len(text) > LONGEST_MILESTONE]
    if not long:
        return row
    return replace(
        row,
        milestones=tuple(wording.shortened(text, LONGEST_MILESTONE) for text in row.milestones),
        definition="\n".join(filter(None, [row.definition, *long])),
    )
