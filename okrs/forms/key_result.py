"""A key result on a page: only what its kind needs, in plain questions. Saves nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.plain_dates import TextDayField
from okrs.forms.curves import CurveField
from okrs.forms.figures import FigureField
from okrs.forms.following import CHOSEN, FollowingForm, chosen_by
from okrs.forms.groups import ENDS, HAVE_A_UNIT, Group, groups_of
from okrs.guarding import is_in_the_plan
from okrs.models import KeyResult, Objective
from okrs.refusals import CannotStandStill
from okrs.rules.words import Cadence, Direction, Intent, Kind, Pace
from okrs.survey_choices import Menu
from okrs.terms import Terms
from okrs.weighing import would_be
from strategy.pillars import Pillar


class KeyResultForm(FollowingForm):
    """Takes the kind and the choices there are; `ends=False` once From and To are set."""

    changed_meanwhile = False  # somebody else saved first: the page shows both
    keep_at: CannotStandStill | None = None  # From equals To: the page offers to keep it

    title = forms.CharField(
        label=gettext_lazy("What do we want to move?"),
        max_length=240,
        error_messages={"required": gettext_lazy("Write what we want to move.")},
    )
    objective = forms.TypedChoiceField(
        label=gettext_lazy("Which objective is it for?"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose an objective.")},
    )
    definition = forms.CharField(
        label=gettext_lazy("What exactly is counted?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("So that two people would count the same."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("What the figure counts: “of candidates”, “partnerships”."),
    )
    from_value = FigureField(label=gettext_lazy("From"), required=False)
    from_numerator = FigureField(label=gettext_lazy("Or as counts: how many"), required=False)
    from_denominator = FigureField(label=gettext_lazy("Out of how many"), required=False)
    base_count = FigureField(
        label=gettext_lazy("The count it starts from"),
        required=False,
        help_text=gettext_lazy("A change is measured against it; the count itself stands for 0%."),
    )
    from_as_of = TextDayField(
        label=gettext_lazy("From describes which day?"),
        required=False,
        help_text=gettext_lazy("With a day, From is the first reading. For example 31 March 2027."),
    )
    to_value = FigureField(label=gettext_lazy("To"), required=False)
    direction = forms.ChoiceField(
        label=gettext_lazy("Which way is better?"),
        required=False,
        choices=[
            (Direction.increase.value, gettext_lazy("Up")),
            (Direction.decrease.value, gettext_lazy("Down")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("We work this out once both are known."),
    )
    low = FigureField(label=gettext_lazy("At least"), required=False)
    high = FigureField(label=gettext_lazy("At most"), required=False)
    tolerance = FigureField(
        label=gettext_lazy("Tolerance"),
        required=False,
        help_text=gettext_lazy("How far outside still counts as behind and not as off track."),
    )
    set_by = TextDayField(
        label=gettext_lazy("Set what is missing by"),
        required=False,
        help_text=gettext_lazy("Left empty, ninety days after it starts."),
    )
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Who owns it?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("One person, who gives the readings."),
    )
    reviewer = forms.TypedChoiceField(
        label=gettext_lazy("Who looks after it beside the owner?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Hears when it is stale. Without one, the leads do."),
    )
    cadence = forms.ChoiceField(
        label=gettext_lazy("How often is a reading due?"),
        choices=[(one.value, one.label) for one in Cadence],
        error_messages={"required": gettext_lazy("Choose how often a reading is due.")},
    )
    starts_on = TextDayField(label=gettext_lazy("Starts on"))
    due_on = TextDayField(
        label=gettext_lazy("Due on"),
        help_text=gettext_lazy("Often sooner than the strategy ends: a year keeps it in sight."),
    )
    intent = forms.ChoiceField(
        label=gettext_lazy("How much of it is promised?"),
        choices=[
            (Intent.committed.value, gettext_lazy("Committed: we expect all of it")),
            (Intent.aspirational.value, gettext_lazy("Aspirational: 70% would be good")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how much of it is promised.")},
    )
    weight = FigureField(
        label=gettext_lazy("Weight"),
        help_text=gettext_lazy("Beside the others of its objective; 1 is usual."),
    )
    guardrail = forms.TypedChoiceField(
        label=gettext_lazy("What must hold while it moves?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy(
            "A keep-at beside it. While that one is outside, this one is not called on track."
        ),
    )
    also_supports = forms.MultipleChoiceField(
        label=gettext_lazy("Which other pillars does it support?"),
        required=False,
        choices=Pillar.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They show it; only its own pillar counts it."),
    )
    pace = forms.ChoiceField(
        label=gettext_lazy("How do we expect it to move?"),
        required=False,
        choices=[
            ("", gettext_lazy("As is usual for how often it is read")),
            *((one.value, one.label) for one in Pace),
        ],
    )
    curve = CurveField(label=gettext_lazy("Our own points"), required=False)
    kind = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        objectives: list[Objective],
        owners: list[User],
        reviewers: Sequence[User] = (),
        keeps: Sequence[KeyResult] = (),
        ends: bool = True,
        menu: Menu | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measured = kind
        self._objectives = {objective.pk: objective for objective in objectives}
        self._owners = {owner.pk: owner for owner in owners}
        self._reviewers = {one.pk: one for one in reviewers}
        self._keeps = {keep.pk: keep for keep in keeps}
        self.ends = ENDS[kind] if ends else ()
        self._keep_only_what_the_kind_needs()
        self.initial = {
            "kind": kind.value,
            "weight": "1",
            "intent": Intent.committed.value,
            "cadence": Cadence.quarterly.value,
        } | dict(self.initial)
        self.offer_figures(kind, menu)
        self._choice("objective").choices = _by_pillar(objectives)
        self._choice("owner").choices = [("", _("Nobody yet")), *_named(owners)]
        self._choice("reviewer").choices = [("", _("Nobody")), *_named(reviewers)]
        self._offer_keeps(keeps)

    def _offer_keeps(self, keeps: Sequence[KeyResult]) -> None:
        """Only where there is one to choose, and never for a keep-at."""
        if self.measured is Kind.keep_at or not keeps:
            del self.fields["guardrail"]
            return
        names = [(one.pk, one.title if is_in_the_plan(one) else _retired(one)) for one in keeps]
        self._choice("guardrail").choices = [("", _("Nothing")), *names]

    def say_weight(self, beside: Mapping[int, list[Decimal]]) -> None:
        """Say beside the weight what it comes to, as filled in, under the objective chosen."""
        chosen, weight = self["objective"].value(), self["weight"].value()
        if self.measured is Kind.keep_at or not str(chosen or "").isdecimal():
            return
        try:
            given = Decimal(str(weight))
        except InvalidOperation:
            return
        if given.is_finite() and given > 0:
            said = would_be(given, beside.get(int(str(chosen)), []))
            asked = self["weight"]  # already bound, so the field's own words would come too late
            asked.help_text = f"{asked.help_text} {said}"

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def _keep_only_what_the_kind_needs(self) -> None:
        for name in {name for ends in ENDS.values() for name in ends} - set(self.ends):
            del self.fields[name]
        if self.measured not in HAVE_A_UNIT:
            del self.fields["unit"]
        if self.measured is Kind.percent and "to_value" in self.fields:
            percent = _("A number from 0 to 100.")
            self.fields["from_value"].help_text = percent
            self.fields["to_value"].help_text = percent
        if self.measured is Kind.keep_at:
            title = self.fields["title"]
            title.label = _("What do we want to keep?")
            title.error_messages["required"] = _("Write what we want to keep.")
        if self.measured is Kind.percent_change and "to_value" in self.fields:
            self.fields["to_value"].label = _("To: the change in percent")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = "direction" in self.fields and not self.errors
        start = "base_count" if self.measured is Kind.percent_change else "from_value"
        if asked and not cleaned["direction"] and None in (cleaned[start], cleaned["to_value"]):
            counted = cleaned.get("from_numerator") is not None
            if not counted or cleaned["to_value"] is None:
                self.add_error(
                    "direction",
                    _("Say which way is better, while From or To is not known."),
                )
        return cleaned

    @property
    def objective_chosen(self) -> Objective:
        return self._objectives[self.cleaned_data["objective"]]

    def terms(self) -> Terms:
        """What was written, as the verbs of okrs.planning take it."""
        terms = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("objective", "version", *CHOSEN)
        }
        terms |= self.follows_what()
        chosen = self.cleaned_data["owner"]
        terms["owner"] = self._owners[chosen] if chosen else None
        terms["reviewer"] = self._reviewers.get(self.cleaned_data["reviewer"])
        if "guardrail" in self.fields:
            terms["guardrail"] = self._keeps.get(self.cleaned_data["guardrail"])
        terms["kind"] = self.measured.value
        return cast(Terms, terms)

    def groups(self) -> Iterator[Group]:
        return groups_of(self, kind=self.measured, ends=self.ends)


def initial_of(key_result: KeyResult) -> dict[str, Any]:
    """A form filled in with what is stored."""
    others = {"owner", "reviewer", "guardrail", "curve", "follows", *CHOSEN}
    names = {*KeyResultForm.base_fields, "version"} - others
    stored = {name: getattr(key_result, name) for name in names} | chosen_by(key_result)
    return stored | {
        "objective": key_result.objective_id,
        "owner": key_result.owner_id,
        "reviewer": key_result.reviewer_id,
        "guardrail": key_result.guardrail_id,
        "curve": CurveField.in_words(key_result.curve),
    }


def _named(people: Iterable[User]) -> list[tuple[int, str]]:
    return [(one.pk, one.name) for one in people]


def _retired(keep: KeyResult) -> str:
    return _("%(title)s (retired: it holds nothing back)") % {"title": keep.title}


def _by_pillar(objectives: list[Objective]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Objectives under their pillars, as the list of choices shows them."""
    return [
        (
            str(pillar.label),
            [(one.pk, one.title) for one in objectives if one.pillar == pillar.value],
        )
        for pillar in Pillar
        if any(one.pillar == pillar.value for one in objectives)
    ]
