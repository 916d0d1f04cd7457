"""What the page of a key result says of the wave it follows: since when, which, and of whom."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from okrs import checkins, planning, survey_readings
from okrs.models import CheckIn, KeyResult
from okrs.told import Reading, Story
from tests.factories import OrganisationFactory
from tests.okrs.test_survey_readings import MONDAY, TUESDAY, counted, noted, on, rate, wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client: Client, lead: User):
    client.force_login(lead)

    def read(key_result: KeyResult) -> str:
        page = client.get(reverse("okrs:key_result", args=[key_result.pk])).content.decode()
        return " ".join(page.split())

    return read


def test_older_readings_by_hand_are_not_called_the_surveys(read, lead: User) -> None:
    key_result = rate(owner=lead, follows="", starts_on=date(2026, 1, 1))
    checkins.record_checkin(
        key_result=key_result,
        reading=Reading(value=40),
        story=Story(changed="Counted by us."),
        as_of=date(2026, 3, 2),
        by=lead,
        at=on(date(2026, 3, 2))["at"],
        key=survey_readings.OURS,
    )
    key_result.refresh_from_db()
    planning.edit_key_result(
        key_result=key_result, by=lead, at=on(MONDAY)["at"], follows=KeyResult.RESPONSE_RATE
    )

    page = read(key_result)

    assert "Its readings come from the survey from 1 March 2027 on" in page
    assert "From then on nobody writes them by hand" in page


def test_a_reading_of_the_survey_has_no_link_to_correct_it(read, lead: User) -> None:
    key_result = rate(owner=lead, starts_on=date(2026, 1, 1))
    noted(wave(), MONDAY, 120)
    survey_readings.post(**on(MONDAY))

    assert f"/{CheckIn.objects.get().pk}/correct" not in read(key_result)


def test_while_a_wave_is_open_it_says_when_the_first_reading_comes(read, lead: User) -> None:
    key_result, spring = rate(owner=lead), wave()
    assert "once a day while a survey is open, as soon as" in read(key_result)

    noted(spring, MONDAY, 120)
    survey_readings.post(**on(MONDAY))

    assert "once a day while a survey is open, as soon as" not in read(key_result)


def test_before_any_wave_no_day_is_promised(read, lead: User) -> None:
    page = read(rate(owner=lead))

    assert "The first comes once a survey is open and somebody has answered" in page
    assert "The next is due on" not in page


def test_the_wave_that_opened_last_is_followed_not_the_one_made_last() -> None:
    rate()
    noted(wave("w1", opened_on=date(2027, 3, 1)), TUESDAY, 120)
    noted(wave("w2", title="Trial", opened_on=date(2027, 1, 4)), TUESDAY, 10, invited=14)

    survey_readings.post(**on(TUESDAY))

    assert CheckIn.objects.get().denominator == 400


@pytest.mark.parametrize(
    ("invited", "said"),
    [
        (60, "Its figure is of the 60 people invited, not of everybody (400)."),
        (200, "Its figure is of the 200 people invited."),
        (9, "Fewer than 10 people were invited, so no figure is given."),
    ],
)
def test_the_page_says_which_wave_and_of_how_many(read, lead, invited: int, said: str) -> None:
    OrganisationFactory.create(headcount=400)
    key_result, trial = rate(owner=lead), wave(title="Trial")
    noted(trial, MONDAY, 5, invited=invited)

    page = read(key_result)

    assert f"The wave it follows is Trial (w1), opened on 22 February 2027. {said}" in page


def test_where_nobody_said_how_many_work_here_no_share_is_made_up(read, lead: User) -> None:
    OrganisationFactory.create(headcount=None)
    key_result, trial = rate(owner=lead), wave()
    counted(trial, on_day=MONDAY, counted=40, invited=60)

    assert "of the 60 people invited." in read(key_result)
