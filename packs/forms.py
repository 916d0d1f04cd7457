"""What is asked before a pack is issued: as of which day, for whom, and with names or without."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_dates import DayField
from accounts.plain_form import PlainForm
from packs.gathering import Order
from packs.models import Pack


class IssueForm(PlainForm):
    """`key` lets the same form be sent twice and issue once."""

    audience = forms.CharField(
        max_length=Pack._meta.get_field("audience").max_length,
        label=gettext_lazy("Who is it for?"),
        help_text=gettext_lazy("It stands on the first page, such as “Board of Example Ltd”."),
        error_messages={"required": gettext_lazy("Say who it is for.")},
    )
    as_of = DayField(
        label=gettext_lazy("As of which day?"),
        help_text=gettext_lazy("It holds what was known at the end of that day."),
        error_messages={"required": gettext_lazy("Write the day that it is of.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("May it name people?"),
        choices=Pack.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it may name people.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, organisation: str, **kwargs: Any) -> None:
        offered = {
            "audience": _("Board of %(organisation)s") % {"organisation": organisation},
            "as_of": today,
            "kind": Pack.Kind.LEADERS.value,
            "key": uuid4(),
        }
        super().__init__(*args, initial=offered, **kwargs)

    @property
    def order(self) -> Order:
        """What was asked for, once it is valid."""
        told = self.cleaned_data
        return Order(day=told["as_of"], audience=told["audience"], kind=told["kind"])
