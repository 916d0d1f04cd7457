"""A reviewer and a keep-at are chosen in the form, and both ends of the pair say so."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from okrs import planning
from okrs.models import KeyResult
from okrs.refusals import CannotPlan
from tests.factories import NOON, KeyResultFactory, ObjectiveFactory, UserFactory
from tests.okrs.test_editing_pages import ADD, SignIn, words


@pytest.fixture
def keep(db: None) -> KeyResult:
    return KeyResultFactory.create(keep_at=True, title="Keep quality")


@pytest.fixture
def page(lead: User, signed_in: SignIn) -> Client:
    return signed_in(lead)


def filled_in(key_result: KeyResult, **given: Any) -> dict[str, Any]:
    stored = {"title": key_result.title, "version": key_result.version}
    return words(key_result.objective, **(stored | given))


def test_both_are_chosen_when_a_key_result_is_added(page: Client, keep: KeyResult) -> None:
    reviewer = UserFactory.create(viewer=True, name="Ada Byron")
    asked = {"reviewer": reviewer.pk, "guardrail": keep.pk}

    page.post(ADD, words(keep.objective, **asked))

    made = KeyResult.objects.exclude(pk=keep.pk).get()
    assert (made.reviewer, made.guardrail) == (reviewer, keep)
    shown = page.get(f"/okrs/key-results/{made.pk}/").content.decode()
    assert "Reviewer Ada Byron" in shown
    assert f'<a href="/okrs/key-results/{keep.pk}/">Keep quality</a>' in shown
    other = page.get(f"/okrs/key-results/{keep.pk}/").content.decode()
    assert "Holds back, while it is outside" in other
    assert f'<a href="/okrs/key-results/{made.pk}/">{made.title}</a>' in other


def test_the_form_is_filled_in_with_both_and_empties_them(page: Client, keep: KeyResult) -> None:
    reviewer = UserFactory.create(name="Ada Byron")
    made = KeyResultFactory.create(
        objective=keep.objective, guardrail=keep, reviewer=reviewer, set_by=None
    )
    address = f"/okrs/key-results/{made.pk}/edit/"

    shown = page.get(address).content.decode()
    page.post(address, filled_in(made))

    assert f'<option value="{keep.pk}" selected>Keep quality</option>' in shown
    assert f'<option value="{reviewer.pk}" selected>Ada Byron</option>' in shown
    made.refresh_from_db()
    assert (made.reviewer, made.guardrail) == (None, None)


def test_a_retired_keep_at_stays_chosen_and_is_named_as_retired(
    page: Client, keep: KeyResult
) -> None:
    made = KeyResultFactory.create(objective=keep.objective, guardrail=keep)
    KeyResult.objects.filter(pk=keep.pk).update(retired_as="archived", retired_at=NOON)

    shown = page.get(f"/okrs/key-results/{made.pk}/edit/").content.decode()

    assert "selected>Keep quality (retired: it holds nothing back)</option>" in shown
    page_of_it = page.get(f"/okrs/key-results/{made.pk}/").content.decode()
    assert "It has been retired, so it no longer holds anything back." in page_of_it


def test_without_a_keep_at_there_is_nothing_to_choose(page: Client, db: None) -> None:
    made = KeyResultFactory.create()

    assert 'name="guardrail"' not in page.get(f"/okrs/key-results/{made.pk}/edit/").content.decode()


def test_a_keep_at_has_no_guardrail_so_there_are_no_circles(page: Client, keep: KeyResult) -> None:
    other = KeyResultFactory.create(keep_at=True, objective=keep.objective)

    shown = page.get(f"/okrs/key-results/{other.pk}/edit/").content.decode()
    planning.edit_key_result(key_result=other, by=UserFactory.create(), at=NOON, guardrail=keep)

    assert 'name="guardrail"' not in shown
    other.refresh_from_db()
    assert other.guardrail is None


@pytest.mark.parametrize("which", ["no keep-at", "of another strategy"])
def test_what_makes_no_pair_is_refused(lead: User, keep: KeyResult, which: str) -> None:
    made = KeyResultFactory.create(objective=keep.objective)
    wrong = KeyResultFactory.create(objective=keep.objective)
    if which == "of another strategy":
        wrong = KeyResultFactory.create(keep_at=True, objective=ObjectiveFactory.create())

    with pytest.raises(CannotPlan) as refused:
        planning.edit_key_result(key_result=made, by=lead, at=NOON, guardrail=wrong)

    assert refused.value.field == "guardrail"


def test_what_guards_another_stays_a_keep_at(lead: User, keep: KeyResult) -> None:
    KeyResultFactory.create(objective=keep.objective, guardrail=keep, title="More hires")

    with pytest.raises(CannotPlan, match="“More hires” has it as its guardrail"):
        planning.edit_key_result(key_result=keep, by=lead, at=NOON, kind="status")


def test_the_weight_is_said_as_its_part_of_the_objective(page: Client, keep: KeyResult) -> None:
    ones = [KeyResultFactory.create(objective=keep.objective, weight=2) for _n in range(2)]
    for one in ones:
        KeyResult.objects.filter(pk=one.pk).update(from_as_of="2027-01-01")
    unread = KeyResultFactory.create(objective=keep.objective)

    def said(key_result: KeyResult) -> str:
        return page.get(f"/okrs/key-results/{key_result.pk}/").content.decode()

    assert "Weight 2: 50% of its objective." in said(ones[0])
    assert "Weight 1. It counts once it can be measured." in said(unread)
    assert "Weight 1. A keep-at has no progress, so it is in no mean." in said(keep)
