"""From the lines of a sheet to rows that make sense: one row, one key result.

Sheets are written for people. A blank first cell belongs to the heading above it; a line of one
cell above a table names the objective; a table may say its header again; a row may have slipped
one column to the right; a cell may hold a page of text. All of that is undone here, and nothing is
lost: what does not fit a title is kept as the definition.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from okrs.sheets import readings, wording
from okrs.sheets.both_ends import with_both_ends
from okrs.sheets.carrying import carried_down
from okrs.sheets.cells import NotUnderstood, amount
from okrs.sheets.columns import Match, Part, normal, repeats
from okrs.sheets.dating import in_one_order
from okrs.sheets.lines import Line, Sheet
from okrs.sheets.sheet_rows import FIELDS, SheetRow
from okrs.sheets.titling import titled

PROSE = 40  # letters: a From longer than this is no figure
SECTION_NAMED = re.compile(r"^\(?\d{1,2}[.)]\s|^(?:objective|pillar|theme|goal|strand)\b", re.I)
NOTHING = frozenset({"", "n a", "na", "none", "x", "tbc", "tbd", "to set"})
OWN = frozenset(FIELDS) - {Part.KEY_RESULT}  # a title is worked out from all its rows


def understand(sheet: Sheet, match: Match) -> list[SheetRow]:
    """The rows of a sheet, in its order."""
    found: list[SheetRow] = []
    above: dict[str, str] = {}
    heading = section = ""
    for line, is_section in _lines_below_the_title(sheet, match):
        if is_section:
            section, heading, above = _only_text(line), "", {}
            continue
        row = _row(line, match, section=section)
        if found and _continues_milestones(row, found[-1], section):
            found[-1] = replace(found[-1], milestones=(*found[-1].milestones, *row.milestones))
            continue
        row = carried_down(row, above)
        heading = row.heading or heading
        found.append(replace(row, heading=heading))
    return in_one_order([row for group in _groups(found) for row in titled(group)])


def _lines_below_the_title(sheet: Sheet, match: Match) -> Iterable[tuple[Line, bool]]:
    """The lines that count, each with whether it names what follows.

    Above the first header only the last line counts, if it is one cell: it names the first table.
    """
    lines = list(sheet.lines)
    headers = _headers(lines, match.header)
    first = headers[0] if headers else 0
    for place, line in enumerate(lines):
        if place in headers:
            continue
        if place < first:
            if place == first - 1 and _is_alone(line):
                yield line, True
            continue
        followed_by_header = place + 1 in headers
        is_section = _is_alone(line) and (followed_by_header or _names(lines, place, headers))
        yield line, is_section


def _headers(lines: list[Line], number: int | None) -> list[int]:
    header = next((line for line in lines if line.number == number), None)
    if header is None:
        return []
    return [
        place
        for place, line in enumerate(lines)
        if line.number >= header.number and repeats(line, header)
    ]


def _names(lines: list[Line], place: int, headers: list[int]) -> bool:
    """A numbered line by itself is a section when rows with more in them follow, never the last."""
    if not SECTION_NAMED.match(_only_text(lines[place])) or place + 1 >= len(lines):
        return False
    return not _is_alone(lines[place + 1])


def _is_alone(line: Line) -> bool:
    return sum(bool(cell) for cell in line.cells) == 1


def _only_text(line: Line) -> str:
    return wording.one_line(next(cell for cell in line.cells if cell))


def _row(line: Line, match: Match, *, section: str) -> SheetRow:
    """A line as its cells stand, or one column further left where it has slipped."""
    columns = match.columns
    at = {part: line.at(column) for part, column in columns.items()}
    shifted = _slipped(line, columns)
    stood = tuple(
        at.get(part, "") for part in (Part.KEY_RESULT, Part.FROM, Part.TO, Part.MILESTONES)
    )
    if shifted:
        first = columns[Part.KEY_RESULT]
        at |= {
            Part.KEY_RESULT: line.at(first + 1),
            Part.FROM: line.at(first + 2),
            Part.TO: line.at(first + 3),
            Part.MILESTONES: "",
        }
    plain: dict[str, Any] = {
        FIELDS[p]: wording.one_line(text) for p, text in at.items() if p in OWN
    }
    row = SheetRow(
        number=line.number,
        heading=at.get(Part.KEY_RESULT, ""),
        section=section,
        shifted=shifted,
        stood=stood if shifted else (),
        milestones=milestones_of(at.get(Part.MILESTONES, "")),
        readings=_readings(line, at, match.readings),
        **plain,
    )
    return with_both_ends(row)


def _readings(line: Line, at: Mapping[Part, str], headed: Mapping[int, str]) -> tuple[str, ...]:
    """What stands in the columns of readings, each with its day: its header's, or its row's."""
    found = [(day, wording.one_line(line.at(column))) for column, day in sorted(headed.items())]
    found.append(
        (wording.one_line(at.get(Part.READ_ON, "")), wording.one_line(at.get(Part.READING, "")))
    )
    return tuple(readings.line(day, text) for day, text in found if normal(text) not in NOTHING)


def _slipped(line: Line, columns: Mapping[Part, int]) -> bool:
    """Whether a key result stands under From, its From under To and its To under what follows."""
    first = columns.get(Part.KEY_RESULT)
    if first is None or columns.get(Part.FROM) != first + 1 or columns.get(Part.TO) != first + 2:
        return False
    title, start, end = line.at(first + 1), line.at(first + 2), line.at(first + 3)
    if line.at(first) or len(title) < PROSE or _is_amount(title):
        return False
    return bool(start and end) and _is_amount(start) and _is_amount(end)


def _is_amount(text: str) -> bool:
    try:
        amount(wording.one_line(text))
    except NotUnderstood:
        return False
    return True


def milestones_of(cell: str) -> tuple[str, ...]:
    return tuple(item for item in wording.items(cell) if normal(item) not in NOTHING)


def _continues_milestones(row: SheetRow, before: SheetRow, section: str) -> bool:
    """A line with nothing but milestones has more of those above it."""
    only = replace(row, milestones=(), number=0, section="")
    return bool(row.milestones) and only == SheetRow(number=0) and before.section == section


def _groups(rows: list[SheetRow]) -> list[list[SheetRow]]:
    """Rows that stand under one heading, one after the other."""
    groups: list[list[SheetRow]] = []
    for row in rows:
        last = groups[-1][-1] if groups else None
        if last and (last.section, last.heading) == (row.section, row.heading):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def as_it_stood(row: SheetRow) -> SheetRow:
    """A slipped row read as it stands, for who says that nothing slipped."""
    title, start, end, steps = row.stood
    return replace(
        row,
        title=wording.title_and_rest(title)[0] or row.heading,
        definition="",
        from_text=wording.one_line(start),
        to_text=wording.one_line(end),
        milestones=milestones_of(steps),
        shifted=False,
        stood=(),
    )
