"""A wave on the lead's pages, from nothing to closed, and what each page must not show."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from surveys import participation, wave_results
from surveys.ballot import door
from surveys.models import Invitation, Participation, Wave, WaveCount
from surveys.states import State
from tests.factories import OrganisationFactory, UserFactory, WaveFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NOTICE = "You see them first, and everybody who signs in once you publish them."


@pytest.fixture
def page(lead: User, signed_in: SignIn) -> Client:
    OrganisationFactory.create()
    return signed_in(lead)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def sent(client: Client, address: str, **data: Any) -> str:
    return " ".join(client.post(address, data, follow=True).content.decode().split())


def of(wave: Wave, what: str = "") -> str:
    return f"/surveys/{wave.label}/{what}"


# The list


def test_an_empty_list_says_what_a_wave_is_and_the_first_step(page):
    shown = read(page, "/surveys/")

    assert "A wave is one asking of the survey" in shown
    assert shown.count('href="/surveys/new/"') == 1


def test_a_viewer_is_not_offered_what_they_may_not_do(signed_in):
    shown = read(signed_in(UserFactory.create(viewer=True)), "/surveys/")

    assert "Your D&I lead prepares it" in shown.replace("&amp;", "&")
    assert "/surveys/new/" not in shown


def test_the_list_says_how_each_wave_stands(page):
    WaveFactory.create(title="Draft one")
    gone = WaveFactory.create(title="Gone one", state=State.ABANDONED)
    done = WaveFactory.create(title="Done one", state=State.CLOSED, plan_hash="a" * 64)
    WaveCount.objects.create(
        wave=done, invited=1200, collected=830, reissued=3, counted=815, invalid=1
    )

    shown = read(page, "/surveys/")

    assert "Nobody has been asked yet" in shown
    assert "Every answer was destroyed" in shown
    assert "815 of 1,200 people answered, 68%." in shown
    assert shown.index(done.title) < shown.index(gone.title) < shown.index("Draft one")


def test_more_waves_cost_no_more_queries(page, same_queries):
    def add_two() -> None:
        for wave in WaveFactory.create_batch(2, state=State.OPEN, plan_hash="a" * 64):
            for day in (1, 2):
                Participation.objects.create(
                    wave=wave, day=date(2027, 3, day), invited=100, responded=40
                )

    add_two()
    same_queries(lambda: page.get("/surveys/"), add_rows=add_two)


# A new wave and its settings


def test_a_wave_needs_only_a_name_to_begin(page):
    shown = sent(page, "/surveys/new/", title="Autumn", custody="host")

    assert Wave.objects.get().title == "Autumn"
    assert "Before it opens" in shown
    assert "Nobody sees it until you open it" in shown


def test_sending_the_new_wave_twice_makes_one(page):
    for _turn in range(2):
        sent(page, "/surveys/new/", title="Autumn", custody="host")

    assert Wave.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": ""}, "Give the wave a name."),
        ({"closes_on": "31 June 2027"}, "June has 30 days"),
        ({"opens_on": "2 May 2027", "closes_on": "1 May 2027"}, "before the day it opens"),
        ({"custody": "guardian"}, "Say who the guardian is"),
    ],
)
def test_a_refused_setting_stands_beside_its_field_and_nothing_typed_is_lost(page, given, sentence):
    data = {"title": "Autumn", "custody": "host", "done_last_time": "Pay ranges."} | given

    shown = sent(page, "/surveys/new/", **data)

    assert sentence in shown
    assert "There is a problem" in shown
    assert "Pay ranges." in shown
    assert not Wave.objects.exists()


def test_each_custody_is_explained_in_a_sentence(page):
    shown = read(page, "/surveys/new/")

    assert "could copy it while the wave is open" in shown
    assert "if they lose the key, nobody can" in shown


def test_who_saves_second_sees_both_and_can_send_again(page):
    wave = WaveFactory.create()
    Wave.objects.update(contact="Alex, extension 7", version=2)
    typed = {"title": wave.title, "custody": "host", "contact": "Robin"}

    shown = sent(page, of(wave, "settings/"), **typed, version="1")
    assert "changed this wave while you were writing" in shown
    assert "Alex, extension 7" in shown
    assert 'value="Robin"' in shown

    version = re.search(r'name="version" value="(\d+)"', shown)
    assert version
    sent(page, of(wave, "settings/"), **typed, version=version[1])
    assert Wave.objects.get().contact == "Robin"


# The draft's page


def test_a_draft_says_what_is_done_and_what_is_missing(page):
    wave = WaveFactory.create(closes_on=None, contact="")

    shown = read(page, of(wave))

    assert "things are missing" in shown
    for what in ("settings/", "questions/"):
        assert f'href="{of(wave, what)}"' in shown
    assert "Choose at least the last day to answer." in shown


def test_a_draft_that_is_complete_says_when_it_opens(page):
    wave = making.draft_wave(opens_on=timezone.localdate())
    making.invite(wave, 12)

    shown = read(page, of(wave))

    assert "Nothing is missing. It opens by itself at 8 in the morning" in shown
    assert "12 people are on it." in shown


def test_a_viewer_sees_of_a_draft_only_that_it_is_being_prepared(signed_in):
    shown = read(signed_in(UserFactory.create(viewer=True)), of(WaveFactory.create()))

    assert "Being prepared" in shown
    assert "/questions/" not in shown
    assert "/abandon/" not in shown


# Opening


def test_before_opening_the_page_says_what_is_frozen_and_what_will_come_of_it(page):
    wave = making.draft_wave()
    making.invite(wave, 12)

    shown = read(page, of(wave, "open/"))

    assert "What is frozen" in shown
    assert NOTICE in shown
    assert "5 questions" in shown
    assert "Everybody together" in shown
    assert 'aria-disabled="true"' not in shown


def test_a_wave_that_is_not_ready_says_why_and_does_not_open(page):
    wave = making.draft_wave(contact="")

    assert "It cannot open yet." in read(page, of(wave, "open/"))
    sent(page, of(wave, "open/"))

    assert Wave.objects.get().state == State.DRAFT


def test_a_wave_opens_once_however_often_it_is_sent(page):
    wave = making.draft_wave()
    making.invite(wave, 12)

    first, second = sent(page, of(wave, "open/")), sent(page, of(wave, "open/"))

    wave.refresh_from_db()
    assert wave.state == State.OPEN
    assert "The wave is open." in first
    assert "Nothing was done: the wave is open." in second
    assert AuditEvent.objects.filter(verb="opened").count() == 1
    assert door.invited(wave.label) == 12


# While it is open


def test_an_open_wave_shows_one_rounded_figure_of_the_day_and_no_other(page):
    wave = making.open_wave(20)
    for turn, invitee in enumerate(making.invitees(wave)[:12]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)
    participation.take_note(wave=wave, today=timezone.localdate())

    shown = re.sub(r"<[^>]+>", " ", read(page, of(wave)))

    assert "10 of 20" in shown
    assert "12 of" not in shown
    assert "60%" not in shown
    assert "twice" not in shown  # how many papers were issued again is said after the count


def test_before_the_first_figure_is_taken_it_says_so(page):
    shown = read(page, of(making.open_wave(12)))

    assert "the figure is taken once a day" in shown


def test_an_open_wave_shows_its_fingerprints_and_what_was_frozen(page):
    wave = making.open_wave(12)

    shown = read(page, of(wave))

    assert door.public_keys(wave.label).fingerprint in shown
    assert "Frozen when it opened" in shown
    assert f'href="/s/{wave.label}/"' in shown
    assert f'href="/surveys/{wave.label}/anonymity/"' in shown


def test_what_is_locked_is_shown_and_not_asked(page):
    wave = making.open_wave(12)

    settings, questions = read(page, of(wave, "settings/")), read(page, of(wave, "questions/"))

    assert 'name="contact"' in settings
    assert 'name="custody"' not in settings
    assert "are locked, because people answer on these terms" in settings
    assert "<form" not in questions.split("<main")[1]
    assert "cannot be changed" in questions


def test_a_locked_setting_that_is_sent_anyway_changes_nothing(page):
    wave = making.open_wave(12)

    sent(page, of(wave, "settings/"), title="Other", custody="guardian", contact="Alex", version=2)

    kept = Wave.objects.get()
    assert (kept.title, kept.custody, kept.contact) == (wave.title, "host", "Alex")


def test_locked_questions_that_are_sent_anyway_change_nothing(page):
    wave = making.open_wave(12)

    sent(page, of(wave, "questions/"), GENDER="on", minimum="10", version="2")

    assert Wave.objects.get().questions == wave.questions


def test_people_are_given_more_time(page):
    wave = making.open_wave(12)
    assert wave.closes_on
    later = wave.closes_on + timedelta(days=7)

    assert "Choose the new last day" in sent(page, of(wave, "extend/"), closes_on="")
    sent(page, of(wave, "extend/"), closes_on=later.isoformat())

    assert Wave.objects.get().closes_on == later


# Closing, and after


def test_closing_early_says_what_is_lost_and_happens_once(page):
    wave = making.open_wave(12)
    assert NOTICE in read(page, of(wave, "close/"))

    for _turn in range(2):
        shown = sent(page, of(wave, "close/"))

    assert "Being counted" in shown
    assert AuditEvent.objects.filter(verb="closed").count() == 1


def test_after_the_count_the_page_says_who_took_part_and_what_was_kept(page):
    wave = making.open_wave(12)
    making.everyone_answers(wave)
    making.close_and_count(wave)

    shown = re.sub(r"<[^>]+>", " ", read(page, of(wave)))

    assert "12 of 12 people answered, 100%." in " ".join(shown.split())
    assert "Issued twice" in shown
    assert "Nothing else was kept but the tables of the plan" in shown
    wave.refresh_from_db()
    assert wave_results.of(wave, runs=True).said in shown


def test_a_box_with_too_few_ballots_says_why_nobody_was_counted(page):
    wave = making.open_wave(12)
    making.close_and_count(wave)

    assert "So none was, and all were destroyed." in read(page, of(wave))


@pytest.mark.parametrize("typed", ["", "Another name"])
def test_abandoning_asks_for_the_name(page, typed):
    wave = making.open_wave(12)

    shown = sent(page, of(wave, "abandon/"), title=typed)

    assert "There is a problem" in shown
    assert Wave.objects.get().state == State.OPEN


def test_an_abandoned_wave_is_destroyed_and_says_so(page):
    wave = making.open_wave(12)
    making.everyone_answers(wave)
    assert "Everything is destroyed at once" in read(page, of(wave, "abandon/"))

    shown = sent(page, of(wave, "abandon/"), title=f" {wave.title.upper()} ")

    assert "This wave was abandoned." in shown
    assert Wave.objects.get().state == State.ABANDONED
    assert (door.ballots(wave.label), wave.invitations.count()) == (0, 0)


@pytest.mark.parametrize("what", ["open/", "extend/", "close/", "abandon/", "settings/"])
def test_a_counted_wave_takes_no_step_any_more(page, what):
    wave = making.open_wave(12)
    making.close_and_count(wave)
    events = AuditEvent.objects.count()

    assert page.get(of(wave, what)).status_code in {200, 302}
    sent(page, of(wave, what), title=wave.title, closes_on="1 May 2040", version="9")

    assert Wave.objects.get().state == State.CLOSED
    assert AuditEvent.objects.count() == events


def test_everything_a_lead_did_is_in_the_record_under_their_name(page, lead):
    wave = making.draft_wave()
    making.invite(wave, 12)
    sent(page, of(wave, "open/"))
    sent(page, of(wave, "extend/"), closes_on=(timezone.localdate() + timedelta(40)).isoformat())
    sent(page, of(wave, "close/"))

    done = AuditEvent.objects.order_by("pk").values_list("verb", "by_name")
    assert list(done) == [(verb, lead.name) for verb in ("opened", "extended", "closed")]


def test_an_open_waves_page_costs_the_same_however_many_are_invited(page, same_queries):
    wave = making.open_wave(12)

    def add_days_and_people() -> None:
        for day in range(1, 6):
            Participation.objects.create(
                wave=wave, day=date(2027, 3, day), invited=100, responded=40
            )
        Invitation.objects.bulk_create(
            Invitation(wave=wave, email=f"more{turn}@staff.example") for turn in range(10)
        )

    same_queries(lambda: page.get(of(wave)), add_rows=add_days_and_people)


def test_a_draft_costs_the_same_however_many_are_on_the_list(page, same_queries):
    wave = making.draft_wave()

    same_queries(lambda: page.get(of(wave)), add_rows=lambda: making.invite(wave, 40))
