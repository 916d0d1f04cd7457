"""The rows of the grid, written straight to HTML: a sheet has hundreds, and each a dozen cells.

Words are written at once, without a single field: a field is made in the cell that is typed into
(static/js/grid). `data-e` is what a cell says exactly, where that is more than it shows. Roles are
written out, because rows are laid out as grids and a browser may then forget that this is a table.
Everything people wrote is escaped here, by `escape`.
"""

from collections.abc import Iterable
from functools import cache
from html import escape

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from okrs.grid.columns import Column, exact, locked, shown, stored
from okrs.grid.words import WORDS
from okrs.models import KeyResult
from okrs.paths import words_of
from okrs.rules.words import Kind
from okrs.standings import Row
from strategy.pillars import Pillar

AFTER_KIND = (Column.FROM, Column.TO)
AFTER_NOW = (Column.OWNER, Column.DUE, Column.CADENCE, Column.WEIGHT)
NUMERIC = frozenset({Column.FROM, Column.TO, Column.WEIGHT})
CELL = '<td role="gridcell" class="c-{0}{1}" data-c="{0}"{2}>{3}</td>'


def rows(shown_rows: Iterable[tuple[Row, int]]) -> SafeString:
    """All rows, each with its version."""
    language, cells = get_language() or "", _Cells()
    return SafeString("".join(_row(row, version, language, cells) for row, version in shown_rows))


class _Cells:
    """Each different cell of a page, written once: most rows share dates, owners and figures."""

    def __init__(self) -> None:
        self._written: dict[tuple[Column, object, str], str] = {}

    def of(self, one: KeyResult, columns: tuple[Column, ...]) -> str:
        return "".join(self._of(one, column) for column in columns)

    def _of(self, one: KeyResult, column: Column) -> str:
        key = (column, stored(one, column), one.kind)
        found = self._written.get(key)
        if found is None:
            found = self._written[key] = _cell(one, column)
        return found


def _row(row: Row, version: int, language: str, cells: _Cells) -> str:
    one = row.key_result
    title = escape(one.title)
    return (
        f'<tr role="row" id="k{one.pk}" data-v="{version}">'
        f'<th role="rowheader" class="g-name" data-c="title">{title}</th>'
        f"{_pillar(one.objective.pillar, language)}"
        f"<small>{escape(one.objective.title)}</small></td>"
        f'<td role="gridcell" class="c-kind" aria-readonly="true">{_kind(one.kind, language)}</td>'
        f"{cells.of(one, AFTER_KIND)}"
        f'<td role="gridcell" class="c-now n" aria-readonly="true">{escape(words_of(row).now)}</td>'
        f"{cells.of(one, AFTER_NOW)}"
        '<td role="gridcell" class="g-state" aria-readonly="true"></td></tr>'
    )


def _cell(one: KeyResult, column: Column) -> str:
    words, whole = shown(one, column), exact(one, column)
    more = "" if words == whole else f' data-e="{escape(whole)}"'
    if column in locked(one.kind):
        more += ' aria-readonly="true"'
    kind = " n" if column in NUMERIC else ""
    return CELL.format(column.value, kind if whole else f"{kind} g-tbs", more, escape(words))


@cache
def _pillar(slug: str, language: str) -> str:
    """Its icon and name. `language` keeps apart what the cache holds for each."""
    icon = f'<use href="{static("img/sprite.svg")}#i-{slug}" />'
    return (
        '<td role="gridcell" class="c-pillar" aria-readonly="true">'
        f'<span class="g-pillar" data-pillar="{slug}"><svg class="icon icon-line" '
        f'viewBox="0 0 20 20" aria-hidden="true" focusable="false">{icon}</svg>'
        f"{escape(str(Pillar(slug).label))}</span>"
    )


@cache
def _kind(kind: str, language: str) -> str:
    return escape(str(Kind[kind].label))


def settings() -> dict[str, object]:
    """What the script needs besides the rows: addresses, and the words it shows."""
    return {
        "save": reverse("okrs:grid_save"),
        "undo": reverse("okrs:grid_undo"),
        "words": {name: str(said) for name, said in WORDS.items()},
    }
