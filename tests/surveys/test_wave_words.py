"""The sentences that the lead's pages, the list and the public page must agree in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from surveys import checklist, participation, wave_page
from surveys.ballot import door
from surveys.models import Participation, Wave, WaveCount
from surveys.models.waves import Custody
from surveys.states import State
from tests.factories import OrganisationFactory, WaveFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(lead: User, signed_in: Callable[[User], Client]) -> Client:
    OrganisationFactory.create()
    return signed_in(lead)


def read(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def closed(counted: int) -> Wave:
    wave = making.standing_open_wave()
    Wave.objects.update(state=State.CLOSED)
    WaveCount.objects.create(
        wave=wave, invited=12, collected=counted, reissued=0, counted=counted, invalid=0
    )
    return wave


def test_each_fingerprint_has_one_name_on_both_pages(page):
    wave = making.standing_open_wave()
    public = door.public_keys(wave.label)
    ours, theirs = (
        read(page, f"/surveys/{wave.label}/"),
        read(page, f"/surveys/{wave.label}/anonymity/"),
    )

    for name, value in (
        ("its keys and its plan together", public.fingerprint),
        ("The keys that sign ballot papers and seal ballots", public.key_fingerprint),
    ):
        for shown in (ours, theirs):
            assert value in shown.partition(name)[2].partition("</dd>")[0]


@pytest.mark.parametrize(("counted", "is_said"), [(12, True), (0, False)])
def test_numbers_are_spoken_of_only_where_there_are_any(page, counted, is_said):
    wave = closed(counted)

    assert ("noted their ballot number" in read(page, f"/surveys/{wave.label}/")) is is_said


def test_closing_early_says_beforehand_that_fewer_than_ten_are_not_counted(page):
    wave = making.standing_open_wave()

    assert "With fewer than ten people’s ballots" in read(page, f"/surveys/{wave.label}/close/")


def test_a_box_that_waits_for_its_guardian_is_not_being_counted():
    frozen = {"state": State.CLOSING, "plan_hash": "a" * 64}
    WaveFactory.create(custody=Custody.GUARDIAN, guardian="Ada Byron", **frozen)
    WaveFactory.create(**frozen)

    host, guardian = (row.said for row in wave_page.rows(today=timezone.localdate()))
    assert host == "Closed to answers, and being counted."
    assert guardian == "Closed to answers. Waiting for Ada Byron to count."


def test_a_wave_closed_early_is_listed_with_the_day_it_closed():
    today = timezone.localdate()
    for closes_on in (today + timedelta(days=3), today, today - timedelta(days=1), None):
        WaveFactory.create(state=State.ABANDONED, closes_on=closes_on, closed_on=today)

    early = [row.last_day.startswith("Closed on") for row in wave_page.rows(today=today)]
    assert early == [True, False, True, True]


@pytest.mark.parametrize(("invited", "said"), [(31, "Nobody has been counted yet"), (9, "Fewer")])
def test_the_figure_taken_at_the_opening_is_no_figure_yet(page, invited, said):
    wave = making.standing_open_wave()
    taken = Participation.objects.create(
        wave=wave, day=timezone.localdate(), invited=invited, responded=0
    )

    assert said in participation.in_words(taken)
    for address in ("/surveys/", f"/surveys/{wave.label}/", f"/surveys/{wave.label}/anonymity/"):
        assert said in read(page, address)
        assert "0%" not in read(page, address)


def test_a_day_later_nought_is_a_figure():
    wave = making.standing_open_wave()
    next_day = timezone.localdate() + timedelta(days=1)
    taken = Participation(wave=wave, day=next_day, invited=31, responded=0)

    assert participation.in_words(taken).startswith("About 0 of 31")


@pytest.mark.parametrize(("days", "is_done"), [(-1, False), (0, True)])
def test_a_last_day_that_has_passed_is_not_done(days, is_done):
    today = timezone.localdate()
    wave = making.draft_wave(closes_on=today + timedelta(days=days))

    dates = checklist.steps(wave, today=today)[0]
    assert dates.done is is_done
    assert ("has passed: choose a later one." in dates.said) is not is_done


def test_tables_are_counted_alike_on_every_page(page):
    draft, wave = making.draft_wave(), making.standing_open_wave()
    draft.choices |= {"minimum": 10}
    said = "4 groupings, each for 3 questions and for how many answered: 16 tables"

    for address in (f"/surveys/{draft.label}/questions/", f"/surveys/{wave.label}/"):
        assert said in read(page, address)
    assert said in read(page, f"/surveys/{wave.label}/anonymity/")
    assert said in checklist.steps(draft, today=timezone.localdate())[2].said
