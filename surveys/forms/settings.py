"""A wave's settings on a page. Saves nothing; what is locked is not asked."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm
from surveys.drafting import Settings
from surveys.locking import STILL_OPEN
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.states import State

NAMES = tuple(field.name for field in fields(Settings))


class WaveForm(PlainForm):
    """Takes the wave, or None for a new one."""

    title = forms.CharField(
        label=_("What is this wave called?"),
        max_length=120,
        help_text=_("People see it, such as “Where did you start? Autumn 2027”."),
        error_messages={"required": _("Give the wave a name.")},
    )
    opens_on = TextDayField(
        label=_("Opens on"),
        required=False,
        help_text=_(
            "It opens by itself at 8 in the morning of that day, if nothing is missing by then. "
            "Left empty, it opens when you open it. Write a day such as 4 December 2026."
        ),
    )
    closes_on = TextDayField(
        label=_("Last day to answer"),
        required=False,
        help_text=_(
            "It closes by itself at the end of that day. You can give more time later. Write a "
            "day such as 18 December 2026."
        ),
    )
    results_on = TextDayField(
        label=_("Results on"),
        required=False,
        help_text=_(
            "A promise: everybody is told this day when they have answered. Write a day such as "
            "15 January 2027."
        ),
    )
    contact = forms.CharField(
        label=_("Whom can people ask?"),
        required=False,
        max_length=200,
        help_text=_(
            "A name and how to reach them. It stands in every message. Needed before the wave "
            "opens."
        ),
    )
    done_last_time = forms.CharField(
        label=_("What was done with the answers last time?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One thing a line. People answer when they see that it led to something."),
    )
    custody = forms.ChoiceField(
        label=_("Who holds the key that opens the answers?"),
        choices=[
            (
                Custody.HOST,
                _(
                    "The server: a file outside the database, destroyed after the count. Whoever "
                    "runs the server could copy it while the wave is open"
                ),
            ),
            (
                Custody.GUARDIAN,
                _(
                    "A guardian: somebody outside HR, such as a works council, makes the key in "
                    "their browser and counts on their machine. Nobody else can open an answer; "
                    "if they lose the key, nobody can"
                ),
            ),
        ],
        initial=Custody.HOST.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who holds the key.")},
    )
    guardian = forms.CharField(
        label=_("Who is the guardian?"),
        required=False,
        max_length=160,
        help_text=_("Only if a guardian holds the key. A name, and what they do."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, wave: Wave | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wave = wave
        if wave is None:
            return
        stored = {name: getattr(wave, name) for name in (*NAMES, "version")}
        self.initial = stored | dict(self.initial)
        if wave.state != State.DRAFT:
            for name in set(NAMES) - STILL_OPEN:
                del self.fields[name]

    def settings(self) -> Settings:
        """What was written; what is locked stays as it is stored."""
        stored = {name: getattr(self.wave, name) for name in NAMES} if self.wave else {}
        written = {name: self.cleaned_data[name] for name in NAMES if name in self.cleaned_data}
        return Settings(**(stored | written))
