"""What the demo tells: loaded once, on one day, for every test here. None of them writes."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from accounts import audit
from accounts.models import AuditEvent, SentMail, User
from dashboards import plan_reading
from dashboards.demo.survey import says
from okrs.falls import falls
from okrs.models import BaselineChange, CheckIn, KeyResult, PeriodResult
from okrs.playbook.offers import offers_for
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Status
from okrs.standings import Plan
from strategy.models import Strategy
from surveys import participation
from surveys.ballot import door
from surveys.models import Wave
from surveys.states import State
from surveys.wave_questions import question_set
from tests.dashboards.demo_days import assert_every_page_has_something, demo_on
from tests.okrs.owner_links import newest_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]
TODAY = date(2026, 11, 22)
SIGN_IN = ["admin", "lead", "leader", "owner"]
INVITED = ["jo.bevan", "liam.doyle", "rana.iqbal", "sam.quinn"]


@pytest.fixture(scope="module")
def plan(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """Loaded with the post that ./run has, and taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "EMAIL_BACKEND", "accounts.mail.KeptMailBackend")
            plan = demo_on("2026-11-22 12:00")
        yield plan
        transaction.set_rollback(True)
    cache.clear()


def addresses(names: list[str]) -> list[str]:
    return [f"{name}@demo.example" for name in names]


def test_every_page_has_something_to_show(plan):
    assert_every_page_has_something(plan)


def test_the_playbook_shows_what_was_taken_up_left_out_and_is_still_to_decide():
    tally = offers_for(Strategy.current(), today=TODAY).tally
    assert tally.taken_up > 30
    assert tally.declined == 2
    assert tally.undecided > 0


def test_one_is_held_back_by_what_stands_beside_it_and_one_was_carried_over(plan):
    rows = {row.key_result.title: row for row in plan.rows}
    held = [title for title, row in rows.items() if row.standing.verdict is Verdict.held_back]
    assert held == ["Roles with a non-graduate route"]
    assert str(rows["New hires still here after a year"].standing.word) == "Outside"

    after = KeyResult.objects.exclude(predecessor=None).get()
    before = after.predecessor
    result = PeriodResult.objects.get(key_result=before)
    assert (result.outcome, before.retired_as) == (PeriodResult.CARRIED, KeyResult.CLOSED)
    assert rows[after.title].key_result == after
    assert str(rows[after.title].standing.word) == "On track"
    assert (after.from_value, after.to_value, after.latest.value) == (3, 6, 5)


def test_where_confidence_fell_it_is_flagged(plan):
    fell = falls((row.key_result for row in plan.rows), today=TODAY)

    assert {fall.sentence for fall in fell.values()} == {"Confidence fell from 7 to 4: why?"}


def test_history_is_written_on_the_day_it_is_said_to_be_of():
    assert CheckIn.objects.filter(recorded_at__date__gt=TODAY).count() == 0
    assert CheckIn.objects.exclude(replaced_by=None).count() == 1
    assert BaselineChange.objects.filter(is_rebaseline=True).count() == 1
    assert audit.first_broken() is None


def test_only_who_fell_silent_is_stale_and_what_changed_is_mostly_movement():
    report = plan_reading.since_a_month(Strategy.current(), today=TODAY)

    stale = {
        day: sum(row.standing.status is Status.stale for row in plan.rows)
        for day, plan in (("now", report.now), ("a month ago", report.then))
    }
    moved = [movement for movement in report.movements if movement.was != movement.now]
    assert stale == {"now": 2, "a month ago": 1}
    assert len(moved) >= 0.8 * len(report.movements)


def test_its_people_are_marked_and_only_four_can_sign_in():
    assert User.objects.filter(is_demo=False).count() == 0
    can = [user.email for user in User.objects.order_by("email") if user.has_usable_password()]
    assert can == addresses(SIGN_IN)


def test_whoever_has_no_password_was_invited_and_their_mail_is_kept_to_be_read(client):
    client.force_login(User.objects.get(email="lead@demo.example"))

    page = client.get("/mail/").content.decode()

    links = SentMail.objects.filter(subject__contains="Your place")
    assert sorted(links.values_list("to", flat=True)) == addresses(INVITED)
    assert page.count("Your place in Mobility") == len(INVITED)
    assert "Hello Jo," in page
    invited = AuditEvent.objects.filter(verb="invited")
    assert {event.at.date() for event in invited} == {date(2024, 11, 1)}


def test_an_owner_who_never_signed_in_was_sent_a_link_that_opens_in_the_demo_alone(settings):
    letter = SentMail.objects.get(subject="Your link to check in")
    path = next(word for word in letter.body.split() if "/my-check-ins/" in word)
    path = path.removeprefix(settings.SITE_URL)
    browser = Client()

    with time_machine.travel("2026-11-23 12:00", tick=False):
        browser.post(f"{path}code/")
        browser.post(f"{path}open/", {"code": newest_code()})
        page = browser.get(path).content.decode()
        settings.DEMO = False
        outside = browser.get(path)

    assert letter.to == "jo.bevan@demo.example"
    assert "Senior leadership buy-in" in page.split("Your other key results")[0]
    assert outside.status_code == 410


@pytest.fixture
def survey() -> Wave:
    return Wave.objects.get(state=State.OPEN)


def test_a_survey_is_open_that_most_of_those_invited_first_have_answered(survey):
    assert (survey.state, survey.label) == (State.OPEN, "w3")
    assert (door.invited("w3"), door.ballots("w3"), door.collected("w3")) == (60, 35, 35)
    taken = participation.latest(survey)
    assert taken
    assert (taken.day, taken.responded, taken.invited) == (TODAY, 35, 60)


def test_the_survey_is_of_the_day_and_its_steps_are_in_the_record(survey):
    assert (survey.opened_on, survey.closes_on) == (date(2026, 11, 13), date(2026, 12, 11))
    verbs = AuditEvent.objects.about(audit.subject_of(survey)).values_list("verb", flat=True)
    assert sorted(verbs) == sorted(
        ["added", "chose the questions of", "opened"] + ["listed people for", "began to send"] * 2
    )


def test_every_answer_of_the_survey_is_one_that_can_be_given(survey):
    asked = question_set(survey)
    for turn in range(35):
        asked.ballot(says(asked, turn), language="en-gb")


def link_in(letter: str) -> str:
    return next(word for word in letter.split() if "/#t=" in word)


@pytest.mark.parametrize("name", SIGN_IN)
def test_whoever_signs_in_finds_an_invitation_that_nobody_has_used(name, survey, client):
    user = User.objects.get(email=f"{name}@demo.example")
    client.force_login(user)

    letter = SentMail.objects.get(to=user.email, body__contains=f"/s/{survey.label}/#t=")
    assert f'href="{link_in(letter.body)}"' in client.get("/mail/").content.decode()
    assert survey.invitations.get(email=user.email).invitee in set(door.waiting(survey.label))


def test_the_newest_messages_are_to_people_who_have_not_answered(survey):
    newest = SentMail.objects.order_by("-pk").values_list("to", flat=True)[:20]

    numbers = survey.invitations.filter(email__in=list(newest)).values_list("invitee", flat=True)
    assert set(numbers) <= set(door.waiting(survey.label))
