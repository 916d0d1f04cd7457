"""Somebody leaves: all of theirs is listed, given to others in one go, and the account closed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import people
from accounts.models import AuditEvent, User
from okrs import holding, overrides, undoing
from okrs.handing_over import Wishes, hand_over
from okrs.models import KeyResult, Milestone, OwnerLink, SheetImport, StatusOverride
from okrs.owner_links import making
from okrs.refusals import CannotPlan
from tests.factories import (
    NOON,
    KeyResultFactory,
    MilestoneFactory,
    ReadLinkFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 1)


@pytest.fixture
def leaver():
    return UserFactory.create(contributor=True, name="Ama Leaver")


@pytest.fixture
def heir():
    return UserFactory.create(contributor=True, name="Ben Heir")


@pytest.fixture
def theirs(leaver):
    """One of each that can be handed over."""
    owned = KeyResultFactory.create(owner=leaver, title="Owned")
    reviewed = KeyResultFactory.create(reviewer=leaver, title="Reviewed")
    step = MilestoneFactory.create(
        key_result=reviewed, owner=leaver, kind="outcome", target_value=5, target_unit="people"
    )
    return owned, reviewed, step


def all_to(heir: User, theirs: Any, **also: Any) -> Wishes:
    owned, reviewed, step = theirs
    keys = (f"owns-{owned.pk}", f"reviews-{reviewed.pk}", f"step-{step.pk}")
    return Wishes(to=dict.fromkeys(keys, heir), **also)


def test_everything_goes_to_the_successor_with_a_line_for_each(lead, leaver, heir, theirs):
    moved = hand_over(person=leaver, wishes=all_to(heir, theirs), by=lead, at=NOON)

    owned, reviewed, step = theirs
    assert moved == 3
    assert KeyResult.objects.get(pk=owned.pk).owner == heir
    assert KeyResult.objects.get(pk=reviewed.pk).reviewer == heir
    step.refresh_from_db()
    assert (step.owner, step.target_value, step.target_unit) == (heir, 5, "people")
    assert holding.of(leaver, today=TODAY).is_empty
    notes = AuditEvent.objects.filter(verb="changed").values_list("note", flat=True)
    assert sorted(notes) == ["", "Handed over from Ama Leaver.", "Handed over from Ama Leaver."]


def test_twice_is_once_and_what_went_to_another_meanwhile_stays_there(lead, leaver, heir, theirs):
    other = UserFactory.create()
    KeyResult.objects.filter(pk=theirs[0].pk).update(owner=other)

    first = hand_over(person=leaver, wishes=all_to(heir, theirs), by=lead, at=NOON)
    again = hand_over(person=leaver, wishes=all_to(heir, theirs), by=lead, at=NOON)

    assert (first, again) == (2, 0)
    assert KeyResult.objects.get(pk=theirs[0].pk).owner == other


def test_who_owned_and_reviewed_the_same_gives_both_in_one_line(lead, leaver, heir):
    both = KeyResultFactory.create(owner=leaver, reviewer=leaver)
    to = {f"owns-{both.pk}": heir, f"reviews-{both.pk}": lead}

    assert hand_over(person=leaver, wishes=Wishes(to=to), by=lead, at=NOON) == 2

    assert AuditEvent.objects.count() == 1
    both.refresh_from_db()
    assert (both.owner, both.reviewer) == (heir, lead)


def test_it_can_be_undone(lead, leaver, heir, theirs):
    wishes = Wishes(to={f"owns-{theirs[0].pk}": heir})
    hand_over(person=leaver, wishes=wishes, by=lead, at=NOON)

    undoing.undo(event=AuditEvent.objects.get(), by=lead, at=NOON)

    assert KeyResult.objects.get(pk=theirs[0].pk).owner == leaver


@pytest.mark.parametrize("who", ["leaver", "viewer"])
def test_nothing_moves_to_who_cannot_have_it(lead, leaver, heir, theirs, who):
    wrong = leaver if who == "leaver" else UserFactory.create(viewer=True)
    wishes = all_to(heir, theirs)
    wishes = Wishes(to={**wishes.to, f"step-{theirs[2].pk}": wrong})

    with pytest.raises(CannotPlan):
        hand_over(person=leaver, wishes=wishes, by=lead, at=NOON)

    assert KeyResult.objects.get(pk=theirs[0].pk).owner == leaver


def test_links_end_and_what_was_said_is_taken_back(lead, leaver, theirs):
    link, _token = making.make(owner=leaver, by=lead, at=timezone.now())
    read_link = ReadLinkFactory.create(
        made_by=leaver, expires_on=timezone.localdate() + timedelta(days=9)
    )
    said = StatusOverride.objects.create(
        key_result=theirs[0],
        status="behind",
        reason="Why",
        until=date(2099, 1, 1),
        by=leaver,
        at=NOON,
    )
    found = holding.of(leaver, today=timezone.localdate())
    assert (found.links, list(found.said)) == (2, [said])

    wishes = Wishes(end_links=True, take_back=[theirs[0].pk])
    hand_over(person=leaver, wishes=wishes, by=lead, at=timezone.now())

    assert not OwnerLink.objects.filter(pk=link.pk, withdrawn_at=None).exists()
    read_link.refresh_from_db()
    assert read_link.withdrawn_by == lead
    assert overrides.in_force(StatusOverride.objects.all(), today=TODAY) is None


def test_only_what_is_still_to_be_done_is_listed(leaver):
    key_result = KeyResultFactory.create(owner=leaver, archived=True)
    MilestoneFactory.create(owner=leaver, done_on=TODAY)
    MilestoneFactory.create(owner=leaver, key_result=key_result)
    KeyResultFactory.create(owner=leaver, retired_as=KeyResult.CLOSED, retired_at=NOON)

    found = holding.of(leaver, today=TODAY)

    assert list(found.owned) == [key_result]
    assert not found.steps


def test_an_account_is_not_closed_over_what_would_be_left_with_nobody(leaver, theirs):
    admin = UserFactory.create(admin=True)
    close = {"user": leaver, "name": leaver.name, "role": leaver.role, "is_active": False}

    with pytest.raises(people.StillHolds, match="owns 1 key result and 1 milestone"):
        people.edit_person(**close, by=admin, at=NOON)
    people.edit_person(**close, by=admin, at=NOON, even_so=True)

    leaver.refresh_from_db()
    assert not leaver.is_active


@pytest.mark.parametrize("role", ["viewer", ""])
def test_nobody_loses_the_role_to_answer_for_what_is_theirs(leaver, theirs, role):
    admin = UserFactory.create(admin=True)
    asked = {"user": leaver, "name": leaver.name, "role": role, "is_active": True, "by": admin}

    with pytest.raises(people.StillHolds, match="owns 1 key result and 1 milestone") as refused:
        people.edit_person(**asked, at=NOON)
    lead = people.edit_person(**asked | {"role": "lead"}, at=NOON)

    assert (refused.value.field, lead.role) == ("role", "lead")
    assert people.edit_person(**asked, at=NOON, even_so=True).role == role


def test_closing_with_something_kept_writes_nothing(leaver, heir, theirs):
    admin = UserFactory.create(admin=True)
    wishes = Wishes(to={f"owns-{theirs[0].pk}": heir}, close=True)

    with pytest.raises(people.StillHolds):
        hand_over(person=leaver, wishes=wishes, by=admin, at=NOON)

    assert KeyResult.objects.get(pk=theirs[0].pk).owner == leaver


def given(theirs, **also):
    owned, reviewed, step = theirs
    keys = (f"owns-{owned.pk}", f"reviews-{reviewed.pk}", f"step-{step.pk}")
    return dict.fromkeys(keys, "") | also


def test_the_page_lists_and_hands_over_to_one_person(lead, signed_in, leaver, heir, theirs):
    page, address = signed_in(lead), f"/okrs/hand-over/{leaver.pk}/"
    draft = SheetImport.objects.create(
        strategy=theirs[0].objective.strategy,
        name="Plan.xlsx",
        cells=[],
        started_by=leaver,
        started_at=NOON,
    )

    shown = page.get(address).content.decode()
    after = page.post(address, given(theirs, to=heir.pk), follow=True).content.decode()

    for words in ("Owned", "Reviewed", theirs[2].text, "Plan.xlsx", "Sheets they began"):
        assert words in shown
    assert "3 things were handed over." in after
    assert Milestone.objects.get(pk=theirs[2].pk).owner == heir
    assert draft.name in after


def test_row_by_row_one_goes_elsewhere_and_one_stays(lead, signed_in, leaver, heir, theirs):
    owned, reviewed, _step = theirs
    rows = {f"owns-{owned.pk}": lead.pk, f"reviews-{reviewed.pk}": "stays"}

    signed_in(lead).post(f"/okrs/hand-over/{leaver.pk}/", given(theirs, to=heir.pk) | rows)

    assert KeyResult.objects.get(pk=owned.pk).owner == lead
    assert KeyResult.objects.get(pk=reviewed.pk).reviewer == leaver
    assert Milestone.objects.get().owner == heir


def test_without_a_successor_it_asks_and_nothing_moves(lead, signed_in, leaver, theirs):
    shown = signed_in(lead).post(f"/okrs/hand-over/{leaver.pk}/", given(theirs)).content.decode()

    assert "Choose who gets what is not given to anybody below." in shown
    assert not AuditEvent.objects.exists()


def test_what_was_not_shown_is_not_moved(lead, signed_in, leaver, heir, theirs):
    late = KeyResultFactory.create(owner=leaver)

    signed_in(lead).post(f"/okrs/hand-over/{leaver.pk}/", given(theirs, to=heir.pk))

    assert KeyResult.objects.get(pk=late.pk).owner == leaver


def test_an_administrator_closes_the_account_in_the_same_go(signed_in, leaver, heir, theirs):
    admin = UserFactory.create(admin=True)
    address = f"/okrs/hand-over/{leaver.pk}/"

    signed_in(admin).post(address, given(theirs, to=heir.pk, close="on"))

    leaver.refresh_from_db()
    assert not leaver.is_active


def test_a_lead_is_not_asked_to_close_and_cannot(lead, signed_in, leaver, heir, theirs):
    page, address = signed_in(lead), f"/okrs/hand-over/{leaver.pk}/"

    assert "Then close the account" not in page.get(address).content.decode()
    page.post(address, given(theirs, to=heir.pk, close="on"))

    leaver.refresh_from_db()
    assert leaver.is_active


def test_the_person_s_page_says_what_is_theirs_and_leads_there(signed_in, leaver, theirs):
    page = signed_in(UserFactory.create(admin=True))
    address = reverse("people_edit", args=[leaver.pk])
    close = {"name": leaver.name, "role": leaver.role}

    shown = page.post(address, close).content.decode()
    leaver.refresh_from_db()
    still_open = leaver.is_active
    page.post(address, close | {"even_so": "on"})

    assert f"/okrs/hand-over/{leaver.pk}/" in shown
    assert "Do it anyway" in shown
    assert still_open
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_the_list_of_people_says_who_holds_how_much(lead, signed_in, leaver, theirs):
    shown = signed_in(lead).get("/okrs/hand-over/").content.decode()

    assert "Ama Leaver" in shown
    assert "3 things" in shown


def test_more_of_theirs_costs_the_pages_no_more_queries(
    lead, signed_in, leaver, theirs, same_queries
):
    page = signed_in(lead)

    def add_rows():
        for one in KeyResultFactory.create_batch(4, owner=leaver, reviewer=leaver):
            MilestoneFactory.create_batch(2, key_result=one, owner=leaver)

    same_queries(lambda: page.get(f"/okrs/hand-over/{leaver.pk}/"), add_rows=add_rows)
    same_queries(lambda: page.get("/okrs/hand-over/"), add_rows=add_rows)
