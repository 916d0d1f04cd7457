"""The letter of the week, which each lead switches off for themselves."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail

from accounts.models import AuditEvent
from okrs import reminders, week_letter
from okrs.models import WeekNotWanted
from tests.factories import KeyResultFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 7, 5, 9, tzinfo=UTC)
PAGE = "/okrs/letter-of-the-week/"


def told(_day: date) -> str:
    return "The week to Sunday."


def week_of(at=MONDAY):
    """To whom the letter of the week went."""
    mail.outbox.clear()
    with time_machine.travel(at, tick=False):
        reminders.remind(at=at, week=told)
    return [message.to[0] for message in mail.outbox if "The week to Sunday." in message.body]


def test_it_says_how_to_switch_it_off_and_then_comes_no_more(signed_in, lead, settings):
    settings.SITE_URL = "https://mobility.example.org"
    other = UserFactory.create(role="lead")
    assert sorted(week_of()) == sorted([lead.email, other.email])
    assert f"week: https://mobility.example.org{PAGE}" in mail.outbox[0].body

    desk = signed_in(lead)
    assert f'href="{PAGE}"' in desk.get("/account/").content.decode()
    answer = desk.post(PAGE, {"wanted": "no"}, follow=True).content.decode()

    assert "You no longer get the letter of the week." in answer
    assert "Switch it on again" in answer
    assert week_of(datetime(2027, 7, 12, 9, tzinfo=UTC)) == [other.email]


def test_switched_on_again_it_comes_again(signed_in, lead):
    desk = signed_in(lead)
    for wanted in ("no", "no", "yes", "yes", "perhaps"):
        desk.post(PAGE, {"wanted": wanted})

    told_of = AuditEvent.objects.filter(verb__endswith="the weekly letter of").order_by("pk")
    assert [event.verb.split()[1] for event in told_of] == ["off", "on"]
    assert not WeekNotWanted.objects.exists()
    assert week_of() == [lead.email]


def test_what_waits_for_a_lead_still_reaches_them(lead):
    key_result = KeyResultFactory.create(owner=lead, title="Listen")
    week_letter.switch(person=lead, on=False, at=MONDAY)

    assert week_of() == []
    assert [key_result.title in message.body for message in mail.outbox] == [True]
    assert "letter of the week" not in mail.outbox[0].body


def test_who_is_no_lead_finds_no_switch(signed_in):
    owner = signed_in(UserFactory.create(contributor=True))

    assert owner.get(PAGE).status_code == 403
    assert PAGE not in owner.get("/account/").content.decode()
