"""The columns of the grid that are typed into, and what each says of a key result.

A cell says the same in two ways: `exact` can be typed back without losing anything, `shown` is how
people read it ("M. Hale", "19%", "to set").
"""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_dates import in_words
from okrs.figures import figure, plain
from okrs.models import KeyResult
from okrs.rules.words import Cadence, Kind


class Column(StrEnum):
    """What is typed into, in the order of the page."""

    TITLE = "title"
    FROM = "from"
    TO = "to"
    OWNER = "owner"
    DUE = "due"
    CADENCE = "cadence"
    WEIGHT = "weight"


LABELS = {
    Column.TITLE: gettext_lazy("Key result"),
    Column.FROM: gettext_lazy("From"),
    Column.TO: gettext_lazy("To"),
    Column.OWNER: gettext_lazy("Owner"),
    Column.DUE: gettext_lazy("Due"),
    Column.CADENCE: gettext_lazy("Check-in"),
    Column.WEIGHT: gettext_lazy("Weight"),
}
STORED_AS = {  # the column of the table, as the record of changes names it
    Column.TITLE: "title",
    Column.FROM: "from_value",
    Column.TO: "to_value",
    Column.OWNER: "owner",
    Column.DUE: "due_on",
    Column.CADENCE: "cadence",
    Column.WEIGHT: "weight",
}
ENDS = (Column.FROM, Column.TO)
LOCKED: dict[str, tuple[Column, ...]] = {  # ends that are not one figure each
    Kind.percent_change.value: (Column.FROM,),
    Kind.status.value: ENDS,
    Kind.milestones.value: ENDS,
    Kind.keep_at.value: ENDS,
}
NOT_ONE_FIGURE = "–"


def locked(kind: str) -> tuple[Column, ...]:
    """The columns that a key result of this kind does not take in the grid."""
    return LOCKED.get(kind, ())


def end(value: Decimal | None, *, kind: str) -> str:
    """A From or To with every decimal it has, "17.4%" or "+25%"; "" while it is to be set."""
    if value is None:
        return ""
    written = plain(value).replace("-", "−")
    if kind == Kind.percent.value:
        return f"{written}%"
    if kind == Kind.percent_change.value:
        return f"+{written}%" if value > 0 else f"{written}%"
    return written


def _shown_end(value: Decimal | None, key_result: KeyResult, column: Column) -> str:
    if column in locked(key_result.kind) and value is None:
        return NOT_ONE_FIGURE
    return figure(value, kind=key_result.kind) or _("to set")


EXACT: dict[Column, Callable[[KeyResult], str]] = {
    Column.TITLE: lambda one: one.title,
    Column.FROM: lambda one: end(one.from_value, kind=one.kind),
    Column.TO: lambda one: end(one.to_value, kind=one.kind),
    Column.OWNER: lambda one: one.owner.name if one.owner else "",
    Column.DUE: lambda one: in_words(one.due_on),
    Column.CADENCE: lambda one: str(Cadence[one.cadence].label),
    Column.WEIGHT: lambda one: plain(one.weight),
}
SHOWN: dict[Column, Callable[[KeyResult], str]] = {
    **EXACT,
    Column.FROM: lambda one: _shown_end(one.from_value, one, Column.FROM),
    Column.TO: lambda one: _shown_end(one.to_value, one, Column.TO),
    Column.OWNER: lambda one: one.owner.short_name if one.owner else _("nobody yet"),
}


def exact(key_result: KeyResult, column: Column) -> str:
    """What the cell says, fit to be typed back."""
    return EXACT[column](key_result)


def shown(key_result: KeyResult, column: Column) -> str:
    """What the cell says, as people read it."""
    return SHOWN[column](key_result)


def stored(key_result: KeyResult, column: Column) -> Any:
    """What the cell stands for, as the table keeps it."""
    return getattr(key_result, STORED_AS[column])
