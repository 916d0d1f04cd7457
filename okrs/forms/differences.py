"""What somebody typed beside what is stored, question by question, where the two differ."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    label: str | Promise
    typed: str
    stored: str


def differences(typed: forms.Form, stored: forms.Form) -> list[Difference]:
    """Both are forms over the same fields: one with what was typed, one with what is stored."""
    found = []
    for field in typed.visible_fields():
        mine, theirs = _shown(field), _shown(stored[field.name])
        if mine != theirs:
            found.append(Difference(field.label, mine, theirs))
    return found


def _shown(field: forms.BoundField) -> str:
    """An answer as people read it: the label of a choice, a date in words, a figure as written."""
    value = field.value()
    if isinstance(value, date):
        return date_format(value, "j F Y")
    options = dict(_options(field))
    if options:
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(options.get(str(one), "")) for one in chosen if one not in (None, ""))
    return _("nothing") if value is None else " ".join(str(value).split())


def _options(field: forms.BoundField) -> list[tuple[str, Any]]:
    choices = getattr(field.field, "choices", ())
    flat: list[tuple[str, Any]] = []
    for value, label in choices:
        flat.extend((str(v), name) for v, name in label) if isinstance(
            label, list
        ) else flat.append((str(value), label))
    return flat
