"""The survey's page: the same bytes for everybody, drawn once, and nothing of anybody in it."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from surveys.ballot import door
from surveys.entrance.page import forget_pages, screens
from surveys.models import Wave
from tests.surveys import making
from tests.surveys.making import abandoned

pytestmark = pytest.mark.django_db
PEOPLE = 20


@pytest.fixture
def wave() -> Wave:
    return making.open_wave(3)


def test_twenty_people_are_given_the_same_bytes(wave: Wave, lead: User) -> None:
    pages = set()
    for turn in range(PEOPLE):
        visitor = Client(
            REMOTE_ADDR=f"192.0.2.{turn}",
            headers={"User-Agent": f"browser {turn}", "Accept-Language": "cy" if turn else "en"},
        )
        if turn % 2:
            visitor.force_login(lead)
        answer = visitor.get(f"/s/{wave.label}/")
        pages.add((answer.content, answer.headers["ETag"]))

    assert len(pages) == 1


def test_it_is_drawn_once_and_says_when_nothing_has_changed(client: Client, wave: Wave) -> None:
    first = client.get(f"/s/{wave.label}/")

    with CaptureQueriesContext(connection) as queries:
        again = client.get(f"/s/{wave.label}/", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert len(queries) <= 2
    assert first.headers["Cache-Control"] == "public, max-age=60"


def test_it_leaves_no_cookie_no_session_and_no_referrer(client: Client, wave: Wave) -> None:
    answer = client.get(f"/s/{wave.label}/")

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not Session.objects.exists()


def test_it_says_what_the_count_makes_of_the_answers_and_who_may_see_it(
    client: Client, wave: Wave
) -> None:
    page = " ".join(client.get(f"/s/{wave.label}/").content.decode().split())

    assert "Tables of groups of 10 people or more, with every count moved a little" in page
    assert "the tables of a plan that was fixed before the survey opened, and no others" in page
    assert f'href="/surveys/{wave.label}/anonymity/#plan"' in page
    assert "Groups of fewer than 10 people are hidden" in page
    assert "does not publish" not in page


def test_nothing_of_the_invited_is_in_it(client: Client, wave: Wave) -> None:
    said = client.get(f"/s/{wave.label}/").content.decode()

    for invitee in making.invitees(wave):
        assert making.token(wave, invitee) not in said
    assert "staff.example" not in said


def test_the_minutes_left_never_grow(wave: Wave) -> None:
    left = [screen.minutes_left for screen in screens(wave)]

    assert left == sorted(left, reverse=True)
    assert left[-1] == 1


@pytest.mark.parametrize("kept", [True, False])
def test_when_it_was_abandoned_the_page_still_opens(client: Client, wave: Wave, kept: bool):
    abandoned(wave)
    if not kept:
        forget_pages()
        door.forget_public_keys()

    said = client.get(f"/s/{wave.label}/").content.decode()

    assert "This survey was abandoned" in said
    assert "Every answer was destroyed and nothing was counted." in said
    assert "Start now" not in said


def test_a_closed_survey_does_not_invite_anybody(client: Client, wave: Wave) -> None:
    making.close_and_count(wave)

    said = client.get(f"/s/{wave.label}/").content.decode()

    assert "This survey is closed" in said
    assert "sv-facts" not in said
    assert "change your answers" not in said


@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_there_is_nothing_to_do_but_to_read_it(client: Client, wave: Wave, verb: str) -> None:
    assert getattr(client, verb)(f"/s/{wave.label}/").status_code == 405


def test_a_draft_and_a_wave_that_is_not_there_have_no_page(client: Client) -> None:
    assert client.get(f"/s/{making.draft_wave().label}/").status_code == 404
    assert client.get("/s/w999/").status_code == 404
