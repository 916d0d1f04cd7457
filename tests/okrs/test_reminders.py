"""Reminders: each step once, on working mornings, one message a person a day, and none lost."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts import post
from accounts.roles import Role
from okrs import listing, reminders
from okrs.models import CheckIn, DayOfMail, KeyResult, OwnerLink, Reminder
from okrs.writing import save
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)
from tests.okrs.owner_links import newest_mailed, open_in, words

pytestmark = pytest.mark.django_db
DUE = date(2027, 7, 1)  # a Thursday: two quarters after the start
HALF = DUE + timedelta(days=7)
STALE = DUE + timedelta(days=15)  # a Friday
REVIEWED = date(2027, 7, 20)  # two working days after that, a Tuesday
A_DAY = timedelta(days=1)


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


def heard_on(days=40, start=DUE, hour=8):
    """On which days who heard, with the worker looking each morning."""
    mornings = (start + n * A_DAY for n in range(days))
    return {day: to for day in mornings if (to := sent(morning(day, hour)))}


def test_the_owner_hears_three_times_and_the_leads_two_working_days_later(key_result):
    UserFactory.create(email="lead@example.org")
    UserFactory.create(viewer=True)
    UserFactory.create(email="left@example.org", is_active=False)

    assert heard_on() == {
        DUE: ["sam@example.org"],
        HALF: ["sam@example.org"],
        STALE: ["sam@example.org"],
        REVIEWED: ["lead@example.org"],
    }
    assert Reminder.objects.count() == 4


@pytest.mark.parametrize(
    ("reviewer", "hears"),
    [
        ({"viewer": True}, "ada@example.org"),
        ({"is_active": False}, "lead@example.org"),
        ({"role": ""}, "lead@example.org"),
    ],
)
def test_its_reviewer_hears_of_what_is_stale_and_without_one_the_leads(key_result, reviewer, hears):
    UserFactory.create(email="lead@example.org")
    key_result.reviewer = UserFactory.create(email="ada@example.org", **reviewer)
    key_result.save()

    assert heard_on()[REVIEWED] == [hears]
    said = "Nobody has checked in on this since it was due. A word with the owner helps most:"
    assert said in mail.outbox[-1].body
    assert "Listen\nDue 1 July 2027. Owner: Sam Okafor." in mail.outbox[-1].body
    assert f"/okrs/key-results/{key_result.pk}/\n" in mail.outbox[-1].body
    assert mail.outbox[-1].subject == "A key result is stale"


def test_who_owns_what_they_review_is_not_told_of_their_own_silence_the_leads_are(key_result):
    UserFactory.create(email="lead@example.org")
    key_result.reviewer = key_result.owner
    key_result.save()

    assert heard_on()[REVIEWED] == ["lead@example.org"]


def test_of_what_nobody_owns_leads_hear_that_nobody_was_asked():
    UserFactory.create(email="lead@example.org")
    waiting(None)
    sent(morning(REVIEWED))
    waiting(None)
    waiting(None)
    sent(morning(REVIEWED + A_DAY))

    one, two = (message.body for message in mail.outbox)
    assert "since it was due. Nobody owns it yet, so nobody was asked:" in one
    assert "Owner: nobody yet." in one
    assert "since they were due. Nobody owns them yet, so nobody was asked:" in two


def test_where_nobody_leads_administrators_hear_what_leads_would(key_result):
    UserFactory.create(role=Role.ADMIN, email="admin@example.org")
    assert heard_on()[REVIEWED] == ["admin@example.org"]

    UserFactory.create(email="lead@example.org")
    Reminder.objects.all().delete()
    assert sent(morning(date(2027, 9, 1))) == ["lead@example.org", "sam@example.org"]


def test_who_is_given_what_was_said_already_hears_of_it_too(owner, key_result):
    """Or the new owner of what has gone stale would never be asked."""
    UserFactory.create(email="lead@example.org")
    heard_on(days=20)
    ada = UserFactory.create(contributor=True, email="ada@example.org")
    given = REVIEWED + 3 * A_DAY
    give(key_result, owner=ada, at=morning(given))

    assert heard_on(days=14, start=given) == {given: ["ada@example.org"]}
    zoe = UserFactory.create(viewer=True, email="zoe@example.org")
    give(key_result, reviewer=zoe, at=morning(given + 14 * A_DAY))
    assert heard_on(days=14, start=given + 14 * A_DAY) == {given + 14 * A_DAY: ["zoe@example.org"]}


def give(key_result, *, at, **columns):
    stored = KeyResult.objects.get(pk=key_result.pk)
    save(stored, columns, by=UserFactory.create(role=Role.ADMIN), at=at)


def test_a_silent_owner_is_asked_again_on_each_later_date_until_the_last(key_result):
    """Once each: the reading of October is asked for, though that of July never came."""
    october, last = date(2027, 10, 1), date(2027, 12, 31)

    assert list(heard_on(days=250, hour=9)) == [DUE, HALF, STALE, october, last]
    assert "Due 1 July 2027." in mail.outbox[-1].body


def test_nobody_writes_to_the_people_of_the_demo_once_it_is_over(key_result, settings):
    demo = {"is_demo": True, "contributor": True}
    waiting(UserFactory.create(email="owner@demo.example", **demo))
    key_result.reviewer = UserFactory.create(email="eva@demo.example", **demo)
    key_result.save()
    UserFactory.create(email="lead@demo.example", is_demo=True)

    settings.DEMO = False
    assert sent(morning(REVIEWED)) == ["sam@example.org"]
    settings.DEMO = True
    assert sent(morning(REVIEWED + A_DAY)) == [
        "eva@demo.example",
        "lead@demo.example",
        "owner@demo.example",
    ]


def test_a_lead_who_owns_alone_is_told_as_its_owner_only():
    waiting(UserFactory.create(email="lead@example.org"))

    assert list(heard_on()) == [DUE, HALF, STALE]


def test_the_message_says_what_is_due_and_where_to_answer(key_result, settings):
    settings.SITE_URL = "https://mobility.example.org"
    sent(morning(DUE))

    message = mail.outbox[0]
    assert message.subject == "A check-in is due"
    assert "Hello Sam," in message.body
    assert "This is waiting for you. It takes about a minute:" in message.body
    begins = "Listen\nDue 1 July 2027.\nhttps://mobility.example.org/my-check-ins/"
    assert begins in message.body
    assert "nothing else, until 31 July 2027. The first time it asks for a code" in message.body


def test_the_link_in_a_message_opens_the_check_in_it_names(key_result):
    sent(morning(DUE))
    address = newest_mailed()

    with time_machine.travel(morning(DUE), tick=False):
        browser = Client()
        assert "This link is for Sam Okafor alone" in words(browser.get(address))
        path = address.removesuffix(f"{key_result.pk}/")
        assert open_in(browser, path, key_result=key_result.pk) == address
        assert "Save check-in" in words(browser.get(address))


def test_who_changes_the_plan_signs_in_and_is_sent_no_link():
    lead = UserFactory.create(email="lead@example.org")
    key_result = waiting(lead)
    sent(morning(DUE))

    assert f"/okrs/key-results/{key_result.pk}/check-in/" in mail.outbox[0].body
    assert not OwnerLink.objects.exists()


def test_a_person_gets_one_message_with_everything_that_waits(owner, key_result):
    waiting(owner, title="Provide action")
    other = UserFactory.create(contributor=True, email="ada@example.org")
    waiting(other)

    assert sent(morning(DUE)) == ["ada@example.org", "sam@example.org"]
    theirs = next(message for message in mail.outbox if message.to == ["sam@example.org"])
    assert theirs.subject == "2 check-ins are due"
    assert "These are waiting for you. Each takes about a minute:" in theirs.body
    assert "Listen" in theirs.body
    assert "Provide action" in theirs.body


def test_who_is_written_to_is_told_all_of_theirs_that_waits_and_no_more(owner, key_result):
    """What was said already too: "one check-in is due" would not be true."""
    heard_on(days=16)
    waiting(owner, title="Provide action")
    waiting(owner, title="In October", confirmed_on=DUE)
    sent(morning(REVIEWED))

    assert mail.outbox[-1].subject == "2 check-ins are due"
    told = mail.outbox[-1].body
    assert [told.count(title) for title in ("Listen", "Provide action", "In October")] == [1, 1, 0]
    assert Reminder.objects.filter(key_result=key_result).count() == 3  # as before
    assert sent(morning(REVIEWED + A_DAY)) == []


def test_a_lead_who_owns_hears_once_of_theirs_and_of_what_went_stale(owner, key_result):
    lead = UserFactory.create(email="lead@example.org")
    waiting(lead, title="Provide action")

    sent(morning(REVIEWED))
    to_lead = next(message for message in mail.outbox if message.to == ["lead@example.org"])
    own, others = to_lead.body.split("Nobody has checked in on this since")
    assert to_lead.subject == "A check-in is due"
    assert ("Provide action" in own, "Listen" in own) == (True, False)
    assert ("Provide action" in others, "Listen" in others) == (False, True)


def test_said_again_at_once_nothing_is_said_twice(key_result):
    assert sent(morning(DUE)) == ["sam@example.org"]
    assert sent(morning(DUE)) == []
    assert sent(morning(DUE, hour=17)) == []


def test_what_comes_up_after_the_days_message_goes_out_on_the_next_working_day(owner, key_result):
    friday = DUE + A_DAY
    sent(morning(friday))
    waiting(owner, title="Provide action")

    assert heard_on(days=4, start=friday) == {friday + 3 * A_DAY: ["sam@example.org"]}
    assert "Provide action" in mail.outbox[1].body


def test_what_two_leads_are_to_hear_waits_until_neither_had_a_message_today(key_result):
    busy = UserFactory.create(email="busy@example.org")
    UserFactory.create(email="idle@example.org")
    DayOfMail.objects.create(person=busy, day=REVIEWED)

    assert sent(morning(REVIEWED)) == ["sam@example.org"]
    assert sent(morning(REVIEWED + A_DAY)) == ["busy@example.org", "idle@example.org"]


def test_who_checked_in_today_or_yesterday_is_left_in_peace_and_hears_later(owner, key_result):
    other = waiting(owner, title="Provide action")
    CheckInFactory.create(key_result=other, recorded_by=owner, recorded_at=morning(DUE, 17))

    assert heard_on(days=7) == {DUE + 4 * A_DAY: ["sam@example.org"]}  # over the weekend


def test_a_figure_of_the_survey_or_of_somebody_else_is_no_check_in_of_theirs(owner, key_result):
    at = morning(DUE) - timedelta(hours=1)
    lead = UserFactory.create()
    CheckInFactory.create(key_result=key_result, recorded_by=lead, recorded_at=at)
    CheckInFactory.create(
        key_result=key_result, recorded_by=owner, recorded_at=at, source=CheckIn.SURVEY
    )

    assert sent(morning(DUE)) == ["sam@example.org"]


def test_that_somebody_was_written_to_is_forgotten_after_a_month(owner, key_result):
    DayOfMail.objects.create(person=owner, day=DUE - 32 * A_DAY)
    kept = DayOfMail.objects.create(person=owner, day=DUE - 31 * A_DAY)
    sent(morning(DUE))

    assert {row.day for row in DayOfMail.objects.all()} == {kept.day, DUE}


def test_the_database_itself_holds_a_person_to_one_message_a_day(owner, key_result):
    sent(morning(DUE))

    with pytest.raises(IntegrityError), transaction.atomic():
        DayOfMail.objects.create(person=owner, day=DUE)


# --- The week -------------------------------------------------------------------------------------

MONDAY = date(2027, 7, 5)


def weekly(day):
    return f"The week, on {day:%-d %B}."


def told_of_the_week(days, week=weekly):
    """To whom the week went, by day."""
    found = {}
    for day in days:
        before = len(mail.outbox)
        reminders.remind(at=morning(day), week=week)
        new = [message for message in mail.outbox[before:] if "The week, on" in message.body]
        if new:
            found[day] = sorted(message.to[0] for message in new)
    return found


def test_leads_hear_of_the_week_with_their_first_message_of_it():
    UserFactory.create(email="lead@example.org")
    UserFactory.create(contributor=True)
    UserFactory.create(email="left@example.org", is_active=False)
    days = [MONDAY + n * A_DAY for n in range(9)]

    assert told_of_the_week(days) == {
        MONDAY: ["lead@example.org"],
        MONDAY + 7 * A_DAY: ["lead@example.org"],
    }
    assert mail.outbox[0].subject == "The week in your strategy"


def test_after_a_bank_holiday_the_week_is_told_on_tuesday():
    UserFactory.create(email="lead@example.org")
    august = date(2027, 8, 30)

    assert list(told_of_the_week([august, august + A_DAY])) == [august + A_DAY]


def test_a_worker_that_was_away_on_monday_tells_it_when_it_is_back():
    UserFactory.create(email="lead@example.org")

    assert list(told_of_the_week([MONDAY + 2 * A_DAY, MONDAY + 3 * A_DAY])) == [MONDAY + 2 * A_DAY]


def test_the_week_and_what_waits_are_one_message():
    lead = UserFactory.create(email="lead@example.org")
    waiting(lead, title="Listen")

    reminders.remind(at=morning(MONDAY), week=weekly)

    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "A check-in is due, and the week in your strategy"
    assert mail.outbox[0].body.index("Listen") < mail.outbox[0].body.index("The week, on 5 July.")


def test_a_week_of_nothing_sends_nothing():
    UserFactory.create(email="lead@example.org")

    assert reminders.remind(at=morning(MONDAY), week=lambda _day: "") == 0
    assert not mail.outbox


def test_the_week_is_not_worked_out_where_nobody_would_read_it():
    def never(_day):
        raise AssertionError

    UserFactory.create(contributor=True)
    assert reminders.remind(at=morning(MONDAY), week=never) == 0


# --- Once, whatever happens -----------------------------------------------------------------------


def test_killed_half_way_all_of_it_is_said_again_and_none_of_it_twice(key_result, monkeypatch):
    waiting(UserFactory.create(contributor=True, email="ada@example.org"))
    send = post.send
    put: list[object] = []

    def post_office_that_falls_over(**message):
        if put:
            raise OSError
        put.append(message)

    monkeypatch.setattr(post, "send", post_office_that_falls_over)
    with pytest.raises(OSError):  # noqa: PT011 - a plain fault, as they come
        reminders.remind(at=morning(DUE))
    assert not Reminder.objects.exists()
    assert not DayOfMail.objects.exists()
    assert not OwnerLink.objects.exists()

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
        (datetime(2027, 8, 30, 9, tzinfo=UTC), False),  # the bank holiday of August
    ],
)
def test_nobody_is_woken_or_disturbed_at_the_weekend(key_result, at, heard):
    assert bool(sent(at)) is heard


def test_nobody_hears_on_a_day_that_was_proclaimed_a_bank_holiday(key_result, settings):
    settings.EXTRA_BANK_HOLIDAYS = frozenset({DUE})

    assert sent(morning(DUE)) == []
    assert sent(morning(DUE + A_DAY)) == ["sam@example.org"]


def test_after_a_long_silence_only_the_last_steps_are_said(key_result):
    assert sent(morning(REVIEWED)) == ["sam@example.org"]
    steps = Reminder.objects.values_list("step", flat=True)
    assert list(steps) == [reminders.STALE]  # there is no lead, and so nobody else to tell


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
        DayOfMail.objects.all().delete()
        reminders.remind(at=morning(DUE))

    owner = key_result.owner
    same_queries(another_round, add_rows=lambda: [waiting(owner) for _more in range(5)])


@pytest.mark.django_db(transaction=True)
def test_while_the_plan_is_read_everybody_else_can_save(key_result, monkeypatch):
    """A transaction holds all of SQLite: it is opened once it is known what to write."""
    UserFactory.create(email="lead@example.org")
    seen = []
    rows_for = listing.rows_for

    def looked(**asked):
        seen.append(connection.in_atomic_block)
        return rows_for(**asked)

    def week(_day):
        seen.append(connection.in_atomic_block)
        return "The week."

    monkeypatch.setattr(reminders, "rows_for", looked)
    assert reminders.remind(at=morning(DUE), week=week) == 2
    assert seen == [False, False]
