"""A pack as a workbook: a sheet for each of its pages, numbers as numbers to go on counting with.

Text is written as text: a cell that begins like a formula is not one (OWASP, "CSV injection").
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.workbook_safely import HARMLESS
from packs.contents import Contents
from packs.sheet_names import sheet_names
from packs.sheet_pages import FORMATS, PLAIN, WRAPPED, Value, page_of
from packs.wording import around

AS_TEXT = {"in_memory": True, **HARMLESS}
WIDEST, NARROWEST = 48, 8  # characters
Page = tuple[str, list[list[Value]]]  # what the sheet is called, and its lines


def made(contents: Contents) -> bytes:
    """The bytes of the workbook: the same for the same pack."""
    import xlsxwriter  # here: only needed for a download

    file = BytesIO()
    day = datetime.combine(contents.issued_on or contents.as_of, time(), UTC)
    with override(contents.language or None), xlsxwriter.Workbook(file, AS_TEXT) as book:
        book.set_properties({"title": contents.title, "created": day.replace(tzinfo=None)})
        looks = {name: book.add_format(told) for name, told in FORMATS.items()}
        pages = list(_pages(contents))
        names = sheet_names(name for name, _lines in pages)
        for name, (_title, lines) in zip(names, pages, strict=True):
            _write(book.add_worksheet(name), lines, looks)
    return file.getvalue()


def _pages(contents: Contents) -> Iterator[Page]:
    words = around(contents)
    yield _("Pack"), _front(contents, words)
    yield _("Strategy"), _strategy(contents, words)
    if contents.changes:
        yield contents.changes.heading, page_of(contents.changes)
    for number, finding in enumerate((*contents.findings, *contents.commitments), start=1):
        yield f"{number} {finding.heading}", page_of(finding)
    if contents.definitions:
        terms = [[Value(name), Value(text)] for name, text in contents.definitions]
        yield words["definitions"], [[Value(words["definitions"], "title")], [], *terms]
    yield contents.unsaid.heading, page_of(contents.unsaid)


def _front(contents: Contents, words: dict[str, str]) -> list[list[Value]]:
    told = [words["audience"], words["as_at"], words["issued"], words["demo"], "", words["said"]]
    lines = [[Value(contents.title, "title")], [Value(contents.organisation)]]
    lines += [[Value(line)] for line in (*told, *contents.said, words["said_rests"])]
    lines += [[], [Value(words["inside"])]]
    parts = [contents.changes, *contents.findings, *contents.commitments, contents.unsaid]
    return lines + [[Value(part.title)] for part in parts if part]


def _strategy(contents: Contents, words: dict[str, str]) -> list[list[Value]]:
    """Owners have a column only where the pack names any."""
    heads = [_("Pillar"), _("Objective"), words["key_result"], words["from"], words["now"]]
    heads += [words["to"], words["status"]]
    owners = any(line.owner for line in contents.strategy)
    lines = [
        [line.pillar, line.objective, line.key_result, line.start, line.now, line.end, line.said]
        + ([line.owner] if owners else [])
        for line in contents.strategy
    ]
    heads += [words["owner"]] if owners else []
    return [
        [Value(contents.vision, "title")],
        [Value(words["plan_rests"])],
        [],
        [Value(head, "head") for head in heads],
        *([Value(value) for value in line] for line in lines),
    ]


def _write(sheet: Any, lines: list[list[Value]], looks: dict[str, Any]) -> None:
    """Each value where it belongs; columns as wide as what stands beside others in them."""
    widths: dict[int, int] = {}
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if value.value == "":
                continue
            length, is_last = len(str(value.value)), place == len(line) - 1
            wraps = value.look == PLAIN and length > WIDEST and not is_last
            sheet.write(number, place, value.value, looks[WRAPPED if wraps else value.look])
            if not is_last or (place and length <= WIDEST):  # what is last may go on to the right
                widths[place] = min(max(widths.get(place, NARROWEST), length + 2), WIDEST)
    for place, width in widths.items():
        sheet.set_column(place, place, width, looks[PLAIN])
