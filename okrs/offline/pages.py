"""What the page of differences shows: what it comes to, and one page of rows. Writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okrs.importing import undoing
from okrs.importing.asking import number_in
from okrs.importing.checking import setting_of
from okrs.models import SheetImport
from okrs.offline import accepting, arriving, comparing, deciding
from okrs.offline.deciding import Decisions
from okrs.offline.differences import Changed, Comparison, Difference, State
from okrs.offline.reaching import needs_a_reason

ROWS_A_PAGE = 50
ONLY_READ_NAMED = 10
ORDER = (State.WRONG, State.CONFLICT, State.CHANGED, State.ADDED, State.REMOVED)
WORDS: Mapping[State, tuple[str | Promise, str | Promise]] = {
    State.WRONG: (_("Needs you"), _("They stay out. Mend them in the sheet, and bring it again.")),
    State.CONFLICT: (
        _("Changed on both sides"),
        _("Somebody changed the same since. The plan’s stands unless you choose your sheet’s."),
    ),
    State.CHANGED: (_("Changed in your sheet"), _("Ticked rows go in.")),
    State.ADDED: (_("New in your sheet"), _("Ticked rows go in.")),
    State.REMOVED: (
        _("No longer in your sheet"),
        _("They stay in the plan, unless you tick them: then they are archived."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One difference with what is decided about it."""

    difference: Difference
    is_taken: bool
    fields: tuple[tuple[Changed, bool], ...]  # with whether the sheet's stands
    said: tuple[tuple[str | Promise, str], ...] = ()  # of a new row
    heading: tuple[str | Promise, str | Promise] | None = None  # of the first of its state

    @property
    def can_be_taken(self) -> bool:
        return self.difference.state is not State.WRONG


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A draft held against the plan: everything the page and its buttons need."""

    draft: SheetImport
    found: Comparison
    decisions: Decisions
    page: Any  # of a paginator of places: a page that was sent lives on, and would keep all rows
    rows: Sequence[Difference]  # of that page


def look(draft: SheetImport, *, today: date, page: str | None) -> Looked:
    found = comparing.compare(draft, setting_of(draft, today=today))
    ordered = [one for state in ORDER for one in found.of(state)]
    places = Paginator(range(len(ordered)), ROWS_A_PAGE).get_page(number_in(page) or 1)
    return Looked(
        draft=draft,
        found=found,
        decisions=deciding.decisions_of(draft),
        page=places,
        rows=[ordered[place] for place in places],
    )


def differences(looked: Looked) -> dict[str, Any]:
    draft, found = looked.draft, looked.found
    chosen = deciding.chosen(found, looked.decisions)
    return {
        "draft": draft,
        "page": looked.page,
        "rows": _shown(looked),
        "counts": {state.value: found.count(state) for state in State},
        "differ": len(found.differences),
        "unchanged": found.unchanged,
        "chosen": len(chosen),
        "asks_why": any(map(needs_a_reason, _might_go_in(looked))),
        "missing": [str(field.label) for field in arriving.columns_missing(draft)],
        "unknown": arriving.columns_unknown(draft),
        "told": draft.columns.get("told", []),
        "only_read": found.only_read[:ONLY_READ_NAMED],
        "more_only_read": max(0, len(found.only_read) - ONLY_READ_NAMED),
    }


def _might_go_in(looked: Looked) -> list[Difference]:
    return looked.found.of(State.CHANGED, State.CONFLICT)


def _shown(looked: Looked) -> list[Shown]:
    out: list[Shown] = []
    for one in looked.rows:
        is_first = not out or out[-1].difference.state is not one.state
        out.append(
            Shown(
                difference=one,
                is_taken=looked.decisions.takes(one),
                fields=tuple((x, looked.decisions.sheet_stands(one, x)) for x in one.fields),
                said=_said(one) if one.state is State.ADDED else (),
                heading=WORDS[one.state] if is_first else None,
            )
        )
    return out


def _said(one: Difference) -> tuple[tuple[str | Promise, str], ...]:
    """What a new row says of itself, without its title and what it leaves empty."""
    kind = str(one.values.get("kind", ""))
    return tuple(
        (field.label, field.value.said(one.values[field.name], kind))
        for field in one.table.fields
        if field.name != one.table.title and one.values.get(field.name) not in (None, "", [])
    )


def done(draft: SheetImport, *, at: datetime) -> dict[str, Any]:
    return {
        "draft": draft,
        "outcome": accepting.outcome_of(draft),
        "can_undo": undoing.can_undo(draft, at=at),
    }
