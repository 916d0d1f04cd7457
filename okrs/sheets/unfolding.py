"""Sheets laid out otherwise than one row a key result, unfolded into one that is.

Key results side by side ("Objective, KR1, KR2, KR3") come below each other; several sheets of one
layout, one a pillar or an objective, become one, each under its sheet's name. The sheets as sent
stay beside it, to be chosen instead. Numbers of lines say where each row stood: `place_of`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from okrs.sheets.columns import LABELS, LOOKED_AT, Part, guess, normal, part_called
from okrs.sheets.lines import MOST_ROWS, Line, Sheet

BESIDE = re.compile(r"^(?:key result|kr)\s*(\d{1,2})\b\s*(.*)$")
A_COLUMN = 20_000  # more than a sheet has lines: key result 2 of line 4 is 20,004
A_SHEET = 1_000_000
MOST_SHEETS = 60  # more are read one at a time: their rows would have no numbers left


def unfolded(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, before them the one they make together or unfolded, where they do."""
    whole = _together([_one_a_row(sheet) or sheet for sheet in sheets])
    if whole is None and len(sheets) == 1:
        whole = _one_a_row(sheets[0])
    if whole is None:
        return list(sheets)
    hidden = dict.fromkeys(sentence for sheet in sheets for sentence in sheet.hidden)
    return [replace(whole, hidden=tuple(hidden)), *sheets]


def place_of(number: int, sheet: Sheet) -> str:
    """ "4, key result 2" or "4 of “Hiring”"; nothing where the number alone says it."""
    if not sheet.made_of:
        return ""
    which, rest = divmod(number, A_SHEET)
    column, line = divmod(rest, A_COLUMN)
    said = _("%(row)s, key result %(n)s") % {"row": line, "n": column + 1} if column else str(line)
    if which and which <= len(sheet.made_of):
        return _("%(row)s of “%(sheet)s”") % {"row": said, "sheet": sheet.made_of[which - 1]}
    return said if column else ""


def _one_a_row(sheet: Sheet) -> Sheet | None:
    """Key results that stand side by side, below each other; None for any other sheet."""
    header = next((line for line in sheet.lines[:LOOKED_AT] if len(_groups(line)) > 1), None)
    if header is None or sheet.lines[-1].number >= A_COLUMN:
        return None
    groups = _groups(header)
    beside = {column for group in groups for column in group.values()}
    common = [column for column in range(len(header.cells)) if column not in beside]
    parts = list(dict.fromkeys(part for group in groups for part in group))
    head = [header.at(column) for column in common] + [str(LABELS[part]) for part in parts]
    lines = [Line(header.number, tuple(head))]
    for line in sheet.lines:
        if line.number > header.number:
            lines += _parted(line, common, groups, parts)
    if len(lines) > MOST_ROWS:
        return None
    name = _("%(name)s: one key result a row") % {"name": sheet.name}
    return Sheet(name, tuple(lines), (sheet.name,))


def _groups(header: Line) -> list[dict[Part, int]]:
    """Of each numbered key result, which column holds what: its words, its target, its owner."""
    groups: dict[int, dict[Part, int]] = {}
    for column, text in enumerate(header.cells):
        found = BESIDE.match(normal(text))
        part = (part_called(found[2]) if found[2] else Part.KEY_RESULT) if found else None
        if found and part:
            groups.setdefault(int(found[1]), {}).setdefault(part, column)
    return [groups[n] for n in sorted(groups) if Part.KEY_RESULT in groups[n]]


def _parted(
    line: Line, common: list[int], groups: list[dict[Part, int]], parts: list[Part]
) -> Iterable[Line]:
    shared = [line.at(column) for column in common]
    for place, group in enumerate(groups):
        own = [line.at(group.get(part)) for part in parts]
        if any(own) or (place == 0 and any(shared) and not _has_any(line, groups)):
            yield Line(line.number + place * A_COLUMN, tuple(shared + own))


def _has_any(line: Line, groups: list[dict[Part, int]]) -> bool:
    return any(line.at(column) for group in groups for column in group.values())


def _together(sheets: Sequence[Sheet]) -> Sheet | None:
    """Sheets with the same header as one: each begins with its own name alone in a line."""
    heads = [(sheet, _header(sheet)) for sheet in sheets]
    first = next((head for _sheet, head in heads if head), None)
    if first is None:
        return None
    alike = [(s, head) for s, head in heads if head and _same(head, first)]
    if not 2 <= len(alike) <= MOST_SHEETS:
        return None
    lines: list[Line] = []
    for which, (sheet, head) in enumerate(alike, start=1):
        start = which * A_SHEET
        lines.append(Line(start, (sheet.name.partition(":")[0],)))
        lines += [
            Line(start + line.number, line.cells)
            for line in sheet.lines
            if line.number >= head.number
        ]
    if len(lines) > MOST_ROWS:
        return None
    name = _("All %(n)s sheets together") % {"n": len(alike)}
    return Sheet(name, tuple(lines), tuple(sheet.name.partition(":")[0] for sheet, _h in alike))


def _header(sheet: Sheet) -> Line | None:
    match = guess(sheet)
    if Part.KEY_RESULT not in match.columns or sheet.lines[-1].number >= A_SHEET:
        return None
    return next(line for line in sheet.lines if line.number == match.header)


def _same(one: Line, other: Line) -> bool:
    return [normal(cell) for cell in one.cells] == [normal(cell) for cell in other.cells]
