"""What each page of an import shows. Reads; writes nothing."""

from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator

from okrs.importing import checking, confirming, drafts, showing, undoing
from okrs.importing.asking import number_in
from okrs.importing.checking import Check
from okrs.importing.places import State
from okrs.models import Objective, SheetImport
from okrs.sheets import shapes
from okrs.sheets.columns import LABELS, normal
from okrs.sheets.lines import Sheet
from okrs.sheets.wording import one_line

ROWS_A_PAGE = 100
PROBLEMS_NAMED = 20
RECENT = 10


def recent(*, at: datetime) -> list[dict[str, Any]]:
    """Imports that wait, and those that can still be undone, newest first: one query."""
    found = (
        SheetImport.objects.filter(undone_at=None)
        .select_related("started_by")
        .defer("cells", "rows")
        .order_by("-started_at", "-pk")[:RECENT]
    )
    return [
        {
            "draft": draft,
            "can_undo": undoing.can_undo(draft, at=at),
            "outcome": confirming.outcome_of(draft) if draft.confirmed_at else None,
        }
        for draft in found
    ]


def check(draft: SheetImport, *, today: date, page: str | None, row: str | None) -> dict[str, Any]:
    """The rows of one page, the row that is open, and what the whole sheet comes to."""
    setting = checking.setting_of(draft, today=today)
    found = checking.check(draft, setting)
    opened, stands = number_in(row), drafts.sheet_of(draft)
    of_page = Paginator(found.rows, ROWS_A_PAGE).get_page(page)
    return {
        "draft": draft,
        "check": found,
        "page": of_page,
        "rows": [showing.shown(r, setting, is_open=r.number == opened) for r in of_page],
        "opened": opened,
        "counts": _counts(found),
        "problems": _problems(found)[:PROBLEMS_NAMED],
        "more_problems": max(0, len(_problems(found)) - PROBLEMS_NAMED),
        "better_titles": sum(bool(showing.better_title(r)) for r in found.rows),
        "columns": columns_in_words(draft),
        "columns_left_out": columns_left_out(draft),
        "objectives": _objectives(draft, found),
        "sheet": stands.name,
        "hidden": stands.hidden,
        "unread": _unread(draft, stands),
        "shape": shapes.shape_called(draft.shape),
        "told": draft.columns.get("told", []),
    }


def _unread(draft: SheetImport, stands: Sheet) -> list[str]:
    """Sheets of the file that nothing is read from: those beside the one that was chosen."""
    read = {stands.name, *stands.made_of}
    made = {stored["name"] for stored in draft.cells if stored.get("made_of")}
    return [name for name in drafts.sheet_names(draft) if name.partition(":")[0] not in read | made]


def export(draft: SheetImport) -> dict[str, Any]:
    """Whose export a sheet looks like, what becomes of each of its columns, and by which record."""
    shape, lines = shapes.shape_called(draft.shape), drafts.sheet_of(draft).lines
    header = next(line for line in lines if line.number == draft.columns["header"])
    assert shape
    return {
        "draft": draft,
        "shape": shape,
        "told": draft.columns["told"],
        "columns": list(shapes.in_words(shape, header)),
        "sheets": drafts.sheet_names(draft),
    }


def _counts(found: Check) -> dict[str, int]:
    return {
        "new": found.count(State.NEW),
        "updates": found.count(State.UPDATES),
        "unset": found.count(State.UNSET),
        "needs": found.count(State.NEEDS),
        "left_out": found.count(State.LEFT_OUT),
        "same": found.count(State.SAME),
    }


def _problems(found: Check) -> list[dict[str, Any]]:
    """Each problem with the page and the box it leads to."""
    pages = {row.number: place // ROWS_A_PAGE + 1 for place, row in enumerate(found.rows)}
    return [
        {
            "sentence": problem.sentence,
            "page": pages[row.number],
            "box": showing.cell_name(row.number, problem.part),
        }
        for row, problem in found.problems
    ]


def columns_in_words(draft: SheetImport) -> list[tuple[str, str]]:
    """What their columns are called, and what they are here, where the two differ."""
    match, lines = drafts.match_of(draft), drafts.sheet_of(draft).lines
    header = next((line for line in lines if line.number == match.header), None)
    if header is None:
        return []
    pairs = [(header.at(column), str(LABELS[part])) for part, column in match.columns.items()]
    return [(theirs, ours) for theirs, ours in pairs if normal(theirs) != normal(ours)]


def columns_left_out(draft: SheetImport) -> list[str]:
    """The headers of the columns that nothing is read from: a loss nobody should miss."""
    match, lines = drafts.match_of(draft), drafts.sheet_of(draft).lines
    header = next((line for line in lines if line.number == match.header), None)
    if (shape := shapes.shape_called(draft.shape)) and header:
        return [one_line(theirs) for theirs, ours in shapes.in_words(shape, header) if not ours]
    read = {*match.columns.values(), *match.readings}
    cells = enumerate(header.cells) if header else ()
    return [one_line(text) for column, text in cells if text.strip() and column not in read]


def _objectives(draft: SheetImport, found: Check) -> list[str]:
    """Titles to choose from: those of the plan, then those of the sheet."""
    stored = (
        Objective.objects.active()
        .filter(strategy=draft.strategy)
        .in_page_order()
        .values_list("title", flat=True)
    )
    return list(dict.fromkeys([*stored, *(row.objective_title for row in found.rows)]))


def done(draft: SheetImport, *, at: datetime) -> dict[str, Any]:
    """What went in, by objective, and what did not."""
    return {
        "draft": draft,
        "outcome": confirming.outcome_of(draft),
        "made": confirming.key_results_made(draft),
        "left": draft.made.get("left", []),
        "can_undo": undoing.can_undo(draft, at=at),
    }
