"""The last day of an earlier survey, which key results read it as of; and levels in their order."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from disclosure import reading
from surveys.importing import targets
from surveys.importing.answers import Column
from surveys.models import Wave
from tests.surveys.importing.examples import FATHER_SON, brought_in
from tests.surveys.importing.test_import_pages import (
    HERE,
    sheet_in,
    text_of,
    upload,
    whole,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


@pytest.fixture
def sheet(at_work: Client) -> str:
    return sheet_in(upload(at_work, FATHER_SON.read_bytes()))


def test_a_last_day_that_is_known_is_the_waves_and_its_tables(at_work: Client, sheet: str) -> None:
    at_work.post(HERE, whole(sheet, "confirm", ended_on="31 May 2024"))

    wave = Wave.objects.get()
    assert wave.closed_on == date(2024, 5, 31)
    assert wave.choices["imported"]["ended_on"] == "2024-05-31"
    published = reading.latest(wave.label)
    assert published
    assert published.ends_on == date(2024, 5, 31)


def test_nobody_has_to_know_it(lead: User) -> None:
    wave = brought_in(by=lead)

    assert wave.closed_on is None
    assert wave.choices["imported"]["ended_on"] is None


@pytest.mark.parametrize("days", [1, 400])
def test_a_day_that_has_not_come_is_refused(at_work: Client, sheet: str, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)

    page = at_work.post(HERE, whole(sheet, "confirm", ended_on=day.isoformat()))

    assert "That day has not come yet." in text_of(page)
    assert not Wave.objects.exists()


def test_levels_we_know_stand_from_the_first_to_the_highest_and_others_after_them() -> None:
    found = ("Apprentice", "executive / board", "Manager", "Mid level", "Volunteer")

    question = targets.question_for("GRADE", Column("Level", found))

    assert [option.code for option in question.options] == [
        "MID_LEVEL",
        "MANAGER",
        "EXECUTIVE_BOARD",
        "APPRENTICE",
        "VOLUNTEER",
        "PNTS",
    ]
