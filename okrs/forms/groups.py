"""Which questions a key result is asked, by its kind, and under which headings they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from okrs.ends import FIGURES
from okrs.rules.words import Kind

ENDS: dict[Kind, tuple[str, ...]] = {
    Kind.number: ("from_value", "from_as_of", "to_value", "set_by", "direction"),
    Kind.percent: (
        "from_value",
        "from_as_of",
        "from_numerator",
        "from_denominator",
        "to_value",
        "set_by",
        "direction",
    ),
    Kind.percent_change: ("base_count", "from_as_of", "to_value", "set_by", "direction"),
    Kind.keep_at: ("low", "high", "tolerance", "set_by"),
    Kind.status: (),
    Kind.milestones: (),
}
WHAT = ("title", "objective", "definition")
WHO_AND_WHEN = ("owner", "reviewer", "starts_on", "due_on", "cadence")
READINGS = ("follows", "figure", "of_whom", "benchmark")
HOW_IT_COUNTS = ("intent", "weight", "guardrail", "also_supports", "pace", "curve")
HAVE_A_UNIT = FIGURES | {Kind.keep_at}


@dataclass(frozen=True)
class Group:
    """Questions that belong together, under one heading; `folded` ones open when needed."""

    name: str
    legend: str | Promise
    fields: tuple[BoundField, ...]
    hint: str | Promise = ""
    folded: bool = False

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


def groups_of(form: forms.Form, *, kind: Kind, ends: tuple[str, ...]) -> Iterator[Group]:
    """The form's questions in groups; a group may be empty where its kind asks nothing."""
    to_set = _("Leave empty what nobody knows yet: it becomes a dated to-do, and is never a zero.")
    yield Group("what", _("What it is"), _there(form, WHAT))
    asked = _there(form, ("unit", *ends))
    legend = _("The range to keep") if kind is Kind.keep_at else _("From and To")
    yield Group("ends", legend, asked, hint=to_set if ends else "")
    yield Group("who", _("Who and when"), _there(form, WHO_AND_WHEN))
    hint = _("Beyond check-ins, only what is read “With each survey” can follow it.")
    yield Group("readings", _("Where its readings come from"), _there(form, READINGS), hint=hint)
    yield Group("counts", _("How it counts"), _there(form, HOW_IT_COUNTS), folded=True)


def _there(form: forms.Form, names: tuple[str, ...]) -> tuple[BoundField, ...]:
    return tuple(form[name] for name in names if name in form.fields)
