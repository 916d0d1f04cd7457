"""What pages and files say of readings that came from published tables, and what they never say."""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from okrs.followed import DISCLOSURE_RATE, Followed
from okrs.models import KeyResult
from tests.disclosure import tables
from tests.disclosure.test_reading import alter
from tests.factories import UserFactory
from tests.okrs import survey_lines
from tests.okrs.survey_lines import (
    AUTUMN,
    BOARD,
    EAST,
    NORTH,
    SENIOR,
    TO_UK,
    follower,
    more,
    post,
    publish,
)
from tests.surveys.making import standing_open_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client: Client, lead: User) -> Any:
    client.force_login(lead)

    def read(key_result: KeyResult, page: str = "key_result") -> str:
        answer = client.get(reverse(f"okrs:{page}", args=[key_result.pk]))
        text = answer.content.decode("utf-8-sig")
        return text if page == "readings_csv" else " ".join(text.split())

    return read


def row_of(read: Any, key_result: KeyResult, place: int = -1) -> dict[str, str]:
    """One line of the file, by its headings."""
    return list(csv.DictReader(io.StringIO(read(key_result, "readings_csv"))))[place]


# Shown ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followed", "said"),
    [
        (NORTH, ["49%", "about 185 answers", "41% to 57%", "background. Unit: North"]),
        (SENIOR, ["about 40%", "about 25 answers", "15% to 65%"]),
        (BOARD, ["about a third", "about 10 answers", "In words only: it moves nothing"]),
        (TO_UK, ["−6 points", "about 350 answers", "−9 to −2"]),
        (
            Followed(word=DISCLOSURE_RATE, measure="SEB1"),
            ["93%", "about 400 answers", "Said something to “Main earner’s job"],
        ),
    ],
)
def test_a_reading_says_its_wave_its_answers_and_its_range(
    read: Any, followed: Followed, said: list[str]
) -> None:
    key_result = follower(followed, from_value=Decimal(1), to_value=Decimal(50))
    publish()
    post()

    page = read(key_result)

    for words in ("Survey, spring (w1)", *said):
        assert words in page
    assert "Its readings come from the survey from" in page


def test_the_next_wave_stands_beside_the_one_before(read: Any) -> None:
    key_result = follower()
    publish()
    publish("w2", AUTUMN, made=more(60))
    post()

    assert "up 17 points since Survey, spring" in read(key_result)


def test_no_clear_change_is_said_so(read: Any) -> None:
    key_result = follower()
    publish()
    publish("w2", AUTUMN)
    post()

    assert "no clear change since Survey, spring" in read(key_result)


def test_the_file_has_what_it_rests_on(read: Any) -> None:
    key_result = follower(NORTH)
    publish()
    post()

    line = row_of(read, key_result)

    told = ("Wave", "Version", "As published", "About so many answers", "Likely from", "Likely to")
    assert [line[name] for name in told] == ["w1", "1", "49%", "185", "41", "57"]
    populations = ("Invited", "Responded", "Answered the question", "Could be placed")
    assert [line[name] for name in populations] == ["600", "400", "375", "350"]


@pytest.mark.parametrize("followed", [NORTH, TO_UK])
def test_a_check_in_asks_for_words_only(read: Any, followed: Followed) -> None:
    page = read(follower(followed), "check_in")

    assert "come from the survey by themselves" in page
    assert not re.search('name="(numerator|denominator|value)"', page)


# Hidden ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["key_result", "chart", "readings_csv"])
def test_of_what_is_hidden_no_outlet_says_a_number(read: Any, page: str) -> None:
    """East's own count is searched for in tables where it could be told from everybody's."""
    hidden = follower(EAST)
    publish()
    post()

    text = read(hidden, page).split("Could be placed")[-1]  # the file's own headings are words

    for number in ("33%", "400", "350", "375", "195", " answers", "likely", "600"):
        assert number not in text
    assert page != "key_result" or "Hidden to protect people" in text


def test_two_hidden_figures_read_alike_whatever_hides_them(read: Any) -> None:
    """Nothing is kept of why a group is hidden, so their pages differ in their names only."""
    made = survey_lines.cells()
    made[("UNIT",)][("WEST",)] = None
    west = Followed(word="share", measure="SEB1", groups=("lower",), cut=("UNIT",), key=("WEST",))
    first, second = follower(EAST), follower(west)
    publish(made=made)
    post()

    lines = [row_of(read, one) for one in (first, second)]
    said = [re.sub("East|West|[0-9]+", "", readings(read(one))) for one in (first, second)]

    assert lines[0] == lines[1]
    assert said[0] == said[1]
    assert "Hidden to protect people" in said[0]


def readings(page: str) -> str:
    """The part of the page that has the readings."""
    return page[page.index('id="readings"') : page.index("</table>")]


def test_what_was_taken_back_is_not_shown_any_more(read: Any) -> None:
    key_result = follower(NORTH)
    publish()
    post()
    assert "49%" in read(key_result)
    survey_lines.corrected(made=survey_lines.without(("UNIT",)))
    post()

    page = read(key_result)

    assert "49%" not in page
    assert "41% to 57%" not in page
    assert "taken back" in page
    assert "A table was made by mistake" in page
    assert "49" not in row_of(read, key_result, 0).values()


# Why there is none ----------------------------------------------------------------------------


def test_before_anything_is_published_the_figure_has_its_name(read: Any) -> None:
    key_result = follower()
    wave = standing_open_wave()

    page = read(key_result)

    assert "No wave has been published yet." in page
    assert "Lower socio-economic background. Everybody together" in page
    assert wave.label not in page


def test_before_any_wave_it_still_has_a_page(read: Any) -> None:
    assert "share/SEB1:lower/:/" in read(follower())


@pytest.mark.parametrize(
    ("followed", "options", "said"),
    [
        (Followed(word="share", measure="SEB2", groups=("x",)), {}, "The question was not asked"),
        (NORTH, {"starts_on": date(2027, 6, 1)}, "it closed before this key result starts"),
        (EAST, {}, "Hidden to protect people."),
        (
            Followed(word="share", measure="SEB1", groups=("lower",), cut=("UNIT",), key=("FAR",)),
            {},
            "does not stand by itself",
        ),
        (
            Followed(word="share", measure="SEB1", groups=("lower",), cut=("AGE",), key=("OLD",)),
            {},
            "It has no such table",
        ),
        (
            Followed(word="gap", measure="SEB1", groups=("lower",), benchmark="own-1"),
            {},
            "The benchmark is not there any more",
        ),
        (
            Followed(word="gap", measure="SEB1", groups=("lower",), benchmark="fsm_adult"),
            {},
            "It answers another question than your figure does",
        ),
    ],
)
def test_the_page_says_why_the_newest_wave_gives_no_reading(
    read: Any, followed: Followed, options: dict[str, Any], said: str
) -> None:
    key_result = follower(followed, **options)
    publish()
    post()

    page = read(key_result)

    assert "The newest published wave is Survey, spring (w1)." in page
    assert said in page


def test_a_group_from_which_nobody_was_invited_has_no_reading_and_is_not_called_hidden(
    read: Any,
) -> None:
    key_result = follower(EAST)
    publish(words=tables.words() | {"empty": {"UNIT": [["EAST"]]}})
    post()

    page = read(key_result)

    assert "No reading: Nobody was invited from this group." in page
    assert "Hidden to protect people" not in page


def test_a_wave_that_counted_in_another_way_is_named(read: Any) -> None:
    key_result = follower()
    publish()
    words = tables.words()
    words["measures"]["SEB1"]["mapping"] = "SMC-2030"
    publish("w2", AUTUMN, words=words)
    post()

    assert "counted in another way than in “Survey, spring”" in read(key_result)


def test_a_wave_of_no_known_day_gives_no_reading(read: Any) -> None:
    key_result = follower()
    publish(day=None)
    post()

    assert "nobody knows which day it describes" in read(key_result)


def test_what_was_altered_in_the_database_is_said_and_not_shown(read: Any) -> None:
    key_result = follower()
    publish()
    alter("disclosure_publishedtable", "cells", "[]", "cut = ''")

    page = read(key_result)

    assert "These figures are not those that were published" in page
    assert "33%" not in page


# Who and how many -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["key_result", "chart", "readings_csv"])
def test_an_outsider_sees_nothing_of_it(client: Client, page: str) -> None:
    key_result = follower()
    publish()
    post()
    client.force_login(UserFactory.create(outsider=True))

    assert client.get(reverse(f"okrs:{page}", args=[key_result.pk])).status_code == 403


def test_twice_the_waves_cost_no_more_queries(
    client: Client, lead: User, same_queries: Any
) -> None:
    key_result = follower()
    publish()
    publish("w2", AUTUMN)
    post()
    client.force_login(lead)
    address = reverse("okrs:key_result", args=[key_result.pk])

    def two_more() -> None:
        publish("w3", date(2027, 10, 1))
        publish("w4", date(2027, 11, 1))
        post()

    same_queries(lambda: client.get(address), add_rows=two_more)


def test_who_owns_a_gap_says_words_alone_as_it_has_no_counts(read: Any) -> None:
    key_result = follower(TO_UK)

    page = read(key_result, "check_in")

    assert 'name="changed"' in page
    assert not re.search(r'name="(value|numerator|denominator)"', page)
