"""Reminders: each step once, on working mornings, one message a person, leads when it is stale."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts import post
from okrs import reminders
from okrs.models import KeyResult, Reminder
from tests.factories import (
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DUE = date(2027, 7, 1)  # a Thursday: two quarters after the start
HALF = DUE + timedelta(days=7)
STALE = DUE + timedelta(days=15)


def morning(day, hour=8):
    """That hour in London, which is an hour ahead of UTC in summer."""
    return datetime(day.year, day.month, day.day, hour - 1, tzinfo=UTC)


@pytest.fixture
def owner():
    return UserFactory.create(contributor=True, name="Sam Okafor", email="sam@example.org")


@pytest.fixture
def key_result(owner):
    return waiting(owner, title="Listen")


def waiting(owner, **more):
    """Read at the end of March, which answers the first of April: the first of July is next."""
    return KeyResultFactory.create(
        owner=owner, **{"confirmed_on": date(2027, 3, 31), "objective": objective(), **more}
    )


def objective():
    """One strategy for all of a test: the current one is what is reminded of."""
    first = KeyResult.objects.select_related("objective").first()
    return first.objective if first else ObjectiveFactory.create()


def sent(at):
    """To whom messages went at that moment."""
    before = len(mail.outbox)
    told = reminders.remind(at=at)
    assert told == len(mail.outbox) - before
    return sorted(message.to[0] for message in mail.outbox[before:])


def test_nobody_hears_before_the_day(key_result):
    assert sent(morning(DUE - timedelta(days=1))) == []


def test_the_owner_hears_three_times_and_the_leads_once_it_is_stale(key_result):
    UserFactory.create(email="lead@example.org")
    UserFactory.create(viewer=True)
    UserFactory.create(email="left@example.org", is_active=False)
    days = (DUE + timedelta(days=n) for n in range(40))

    heard = {day: to for day in days if (to := sent(morning(day)))}
    assert heard == {
        DUE: ["sam@example.org"],
        HALF: ["sam@example.org"],
        STALE: ["lead@example.org", "sam@example.org"],
    }
    assert Reminder.objects.count() == 3


def test_the_message_says_what_is_due_and_where_to_answer(key_result, settings):
    settings.SITE_URL = "https://mobility.example.org"
    sent(morning(DUE))

    message = mail.outbox[0]
    assert message.subject == "A check-in is due"
    assert "Hello Sam," in message.body
    assert "Listen\nDue 1 July 2027. Owner: Sam Okafor." in message.body
    address = f"https://mobility.example.org/okrs/key-results/{key_result.pk}/check-in/"
    assert address in message.body


def test_a_person_gets_one_message_with_everything_that_waits(owner, key_result):
    waiting(owner, title="Provide action")
    other = UserFactory.create(contributor=True, email="ada@example.org")
    waiting(other)

    assert sent(morning(DUE)) == ["ada@example.org", "sam@example.org"]
    theirs = next(message for message in mail.outbox if message.to == ["sam@example.org"])
    assert theirs.subject == "2 check-ins are due"
    assert "Listen" in theirs.body
    assert "Provide action" in theirs.body


def test_a_lead_who_owns_hears_once_of_theirs_and_of_what_went_stale(owner, key_result):
    lead = UserFactory.create(email="lead@example.org")
    waiting(lead, title="Provide action")

    assert sent(morning(STALE)) == ["lead@example.org", "sam@example.org"]
    to_lead = next(message for message in mail.outbox if message.to == ["lead@example.org"])
    own, others = to_lead.body.split("Nobody has checked in on these:")
    assert to_lead.subject == "A check-in is due"
    assert ("Provide action" in own, "Listen" in own) == (True, False)
    assert ("Provide action" in others, "Listen" in others) == (False, True)


def test_said_again_at_once_nothing_is_said_twice(key_result):
    assert sent(morning(DUE)) == ["sam@example.org"]
    assert sent(morning(DUE)) == []
    assert sent(morning(DUE, hour=17)) == []


def test_only_what_is_new_is_in_the_second_message_of_a_day(owner, key_result):
    sent(morning(DUE))
    waiting(owner, title="Provide action")
    sent(morning(DUE, hour=12))

    assert "Listen" not in mail.outbox[1].body


def test_killed_half_way_all_of_it_is_said_again_and_none_of_it_twice(key_result, monkeypatch):
    waiting(UserFactory.create(contributor=True, email="ada@example.org"))
    send = post.send
    put: list[object] = []

    def post_office_that_falls_over(**message):
        if put:
            raise OSError
        put.append(message)

    monkeypatch.setattr(post, "send", post_office_that_falls_over)
    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011 - a plain fault, as they come
        reminders.remind(at=morning(DUE))
    assert not Reminder.objects.exists()

    monkeypatch.setattr(post, "send", send)
    assert sent(morning(DUE)) == ["ada@example.org", "sam@example.org"]


def test_the_database_itself_holds_a_step_to_once(key_result):
    sent(morning(DUE))

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(key_result=key_result, due_on=DUE, step=0, at=morning(DUE))


@pytest.mark.parametrize(
    ("at", "heard"),
    [
        (datetime(2027, 7, 1, 6, 59, tzinfo=UTC), False),  # a minute to eight in London
        (datetime(2027, 7, 1, 7, 0, tzinfo=UTC), True),
        (datetime(2027, 7, 3, 9, tzinfo=UTC), False),  # Saturday
        (datetime(2027, 7, 4, 9, tzinfo=UTC), False),  # Sunday
        (datetime(2027, 7, 5, 9, tzinfo=UTC), True),  # Monday: what waited over the weekend
    ],
)
def test_nobody_is_woken_or_disturbed_at_the_weekend(key_result, at, heard):
    assert bool(sent(at)) is heard


def test_after_a_long_silence_only_the_last_step_is_said(key_result):
    assert sent(morning(STALE + timedelta(days=4))) == ["sam@example.org"]
    assert list(Reminder.objects.values_list("step", flat=True)) == [reminders.STALE]


def test_a_check_in_ends_it_until_the_next_is_due(key_result):
    sent(morning(DUE))
    KeyResult.objects.update(confirmed_on=DUE)

    assert sent(morning(HALF)) == []
    assert sent(morning(date(2027, 10, 1))) == ["sam@example.org"]


def test_who_left_and_what_is_retired_or_has_no_owner_is_passed_over(key_result):
    waiting(None)
    waiting(UserFactory.create(contributor=True, is_active=False))
    waiting(UserFactory.create(contributor=True), archived=True)

    assert sent(morning(DUE)) == ["sam@example.org"]


def test_what_waits_for_its_baseline_is_not_asked_for_a_figure(key_result):
    waiting(UserFactory.create(contributor=True), unset=True)

    assert sent(morning(DUE)) == ["sam@example.org"]


def test_milestones_meanwhile_are_asked_about(key_result):
    ada = UserFactory.create(contributor=True, email="ada@example.org")
    MilestoneFactory.create(key_result=waiting(ada, unset=True), weight=Decimal(1))

    assert "ada@example.org" in sent(morning(DUE))


def test_reminding_costs_the_same_however_many_wait(key_result, same_queries):
    def another_round():
        Reminder.objects.all().delete()
        reminders.remind(at=morning(DUE))

    owner = key_result.owner
    same_queries(another_round, add_rows=lambda: [waiting(owner) for _more in range(5)])
