"""Where the readings of a key result come from: its owner, or a figure of the survey, and which.

Every question is there from the start and says when it counts, so that the page works without
JavaScript.
"""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_form import PlainForm
from okrs.followed import DISCLOSURE_RATE, GAP, PUBLISHED, RESPONSE_RATE, SHARE, Followed, kept
from okrs.models import KeyResult
from okrs.refusals import CannotPlan
from okrs.rules.words import Kind
from okrs.survey_choices import Menu

A_FIGURE = "published"  # a share or a disclosure rate: the figure itself says which
CHOSEN = ("figure", "of_whom", "benchmark")
BY_CHECK_INS = ("", gettext_lazy("Check-ins of its owner"))
SOURCES = {
    Kind.percent: [
        BY_CHECK_INS,
        (RESPONSE_RATE, gettext_lazy("The response rate of our survey")),
        (A_FIGURE, gettext_lazy("A figure that our survey publishes")),
    ],
    Kind.number: [
        BY_CHECK_INS,
        (GAP, gettext_lazy("The gap, in points, between a figure of our survey and a benchmark")),
    ],
}
NOTHING = ("", gettext_lazy("Choose one"))


class FollowingForm(PlainForm):
    """The questions about readings; `offer_figures` keeps those that this kind can answer."""

    follows = forms.ChoiceField(
        label=gettext_lazy("Where do its readings come from?"),
        required=False,
        help_text=gettext_lazy(
            "From the survey, they come by themselves: the response rate while a wave is open and "
            "when it is counted, other figures once a wave is published."
        ),
    )
    figure = forms.ChoiceField(
        label=gettext_lazy("Which figure of the survey?"),
        required=False,
        help_text=gettext_lazy("Only for a figure of the survey, or a gap."),
    )
    of_whom = forms.ChoiceField(
        label=gettext_lazy("Of whom?"),
        required=False,
        help_text=gettext_lazy(
            "Only groups that the survey publishes. Small ones are often hidden to protect people."
        ),
    )
    benchmark = forms.ChoiceField(
        label=gettext_lazy("The gap to which benchmark?"),
        required=False,
        help_text=gettext_lazy("Only one that counts as our survey does."),
    )

    def offer_figures(self, kind: Kind, menu: Menu | None) -> None:
        """Ask what this kind can follow, in the words of the menu; nothing where it can follow
        nothing. What is followed already stays among the choices."""
        self._menu = menu
        self._known = kept(
            self.initial.get("follows_word", ""), self.initial.get("followed")
        )  # as stored
        offered = SOURCES.get(kind, [])
        if menu is None and self._known is None:
            offered = [one for one in offered if one[0] in ("", RESPONSE_RATE)]
        asked = {"follows": len(offered) > 1, **dict.fromkeys(CHOSEN, len(offered) > 1)}
        asked |= dict.fromkeys(CHOSEN, any(word in (A_FIGURE, GAP) for word, _name in offered))
        asked["benchmark"] = asked["benchmark"] and kind is Kind.number
        for name in (name for name, is_asked in asked.items() if not is_asked):
            del self.fields[name]
        self._fill(offered)

    def _fill(self, offered: Any) -> None:
        if "follows" in self.fields:
            self._select("follows").choices = offered
        if "figure" not in self.fields:
            return
        menu, known = self._menu, self._known
        figures = [*menu.shares] if menu else []
        if menu and "benchmark" not in self.fields:
            figures.append((_("How many said something"), menu.rates))
        self._offer("figure", figures, known.figure_code if known else "")
        self._offer("of_whom", menu.people if menu else [], known.whom_code if known else ":")
        if "benchmark" in self.fields:
            options = menu.benchmark_choices if menu else []
            self._offer("benchmark", options, known.benchmark if known else "")

    def _offer(
        self, name: str, choices: list[tuple[str, list[tuple[str, str]]]], known: str
    ) -> None:
        """The choices under their headings; what is stored is one of them, whatever happened."""
        codes = {code for _heading, options in choices for code, _name in options}
        extra = [] if known in codes | {""} else [(known, _("As it is now"))]
        first = [] if name == "of_whom" else [NOTHING]
        self._select(name).choices = [*first, *extra, *choices]

    def _select(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._followed: Followed | None = None
        word = cleaned.get("follows", "")
        if word not in (A_FIGURE, GAP) or any(name in self.errors for name in CHOSEN):
            return cleaned
        try:
            self._followed = self._checked(word, cleaned)
        except CannotPlan as refusal:
            field = refusal.field if refusal.field in self.fields else "follows"
            self.add_error(field, str(refusal))
        return cleaned

    def _checked(self, word: str, cleaned: dict[str, Any]) -> Followed:
        """The figure that was chosen. Raises CannotPlan for one that no wave plans."""
        figure = cleaned.get("figure", "")
        share_or_rate = DISCLOSURE_RATE if figure.endswith(":") else SHARE
        followed = Followed.from_codes(
            GAP if word == GAP else share_or_rate,
            figure=figure,
            of_whom=cleaned.get("of_whom", ""),
            benchmark=cleaned.get("benchmark", ""),
        )
        if followed != self._known and self._menu:
            self._menu.check(followed)
        return followed

    def follows_what(self) -> dict[str, Any]:
        """What was chosen, as the verbs of okrs.planning take it."""
        if self._followed:
            return {"follows": self._followed.word, "followed": self._followed.to_data()}
        return {"follows": self.cleaned_data.get("follows", ""), "followed": {}}


def chosen_by(key_result: KeyResult) -> dict[str, Any]:
    """What a key result follows, as the questions are answered."""
    word = key_result.follows
    followed = kept(word, key_result.followed)
    asked = A_FIGURE if word in PUBLISHED and word != GAP else word
    told = {"follows": asked, "follows_word": word, "followed": key_result.followed}
    if followed is None:
        return told
    return told | {
        "figure": followed.figure_code,
        "of_whom": followed.whom_code,
        "benchmark": followed.benchmark,
    }
