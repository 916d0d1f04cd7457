"""A field left empty, or filled in wrong, is refused in a sentence of ours."""

from datetime import date
from typing import Any

import pytest
from django import forms

from accounts.forms import EditPersonForm, PersonForm
from accounts.plain_form import PlainForm
from okrs.forms.key_result import KeyResultForm
from okrs.forms.link import LinkForm
from okrs.forms.milestone import MilestoneForm
from okrs.forms.objective import ObjectiveForm, RetireForm
from okrs.forms.override import OverrideForm
from okrs.forms.playbook import DeclineForm
from okrs.rules.words import Kind
from strategy.forms import OrganisationForm, SetUpForm, StrategyForm, UnitForm

FORMS: list[tuple[type[PlainForm], dict[str, Any]]] = [
    (SetUpForm, {"today": date(2027, 3, 31)}),
    (OrganisationForm, {}),
    (StrategyForm, {}),
    (ObjectiveForm, {}),
    (RetireForm, {}),
    (OverrideForm, {}),
    (LinkForm, {}),
    (DeclineForm, {}),
    (PersonForm, {}),
    (EditPersonForm, {}),
    *((KeyResultForm, {"kind": kind, "objectives": [], "owners": []}) for kind in Kind),
]


class AskForm(PlainForm):
    name = forms.CharField(label="Name")
    why = forms.CharField(label="Why?")
    email = forms.EmailField(label="E-mail address")


def test_a_blank_is_filled_in_and_a_question_is_answered():
    errors = AskForm({"email": "nowhere"}).errors

    assert errors["name"] == ["Fill in “Name”."]
    assert errors["why"] == ["Answer “Why?”"]
    assert errors["email"] == ["Enter a whole e-mail address, such as name@example.org."]


def no_question_is_quoted(form: forms.Form) -> None:
    quoted = [
        sentence for said in form.errors.values() for sentence in said if "?" in str(sentence)
    ]
    assert form.errors
    assert quoted == []


@pytest.mark.parametrize(("form", "given"), FORMS)
def test_no_refusal_of_ours_quotes_a_question(form, given, db):
    no_question_is_quoted(form({}, **given))


@pytest.mark.parametrize("form", [UnitForm, MilestoneForm])
def test_nor_does_one_of_a_form_that_offers_what_is_stored(form, db):
    no_question_is_quoted(form({}))


def test_what_is_kept_is_not_asked_for_as_a_movement():
    form = KeyResultForm({}, kind=Kind.keep_at, objectives=[], owners=[])

    assert form["title"].label == "What do we want to keep?"
    assert form.errors["title"] == ["Write what we want to keep."]
    assert "The range to keep" in [group.legend for group in form.groups()]
