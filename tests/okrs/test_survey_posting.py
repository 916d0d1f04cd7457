"""Readings that published waves give by themselves: once, as said, and nothing that is hidden."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from disclosure.models import Publication, PublishedTable
from okrs import checkins, evidence, survey_posting
from okrs.followed import DISCLOSURE_RATE, Followed
from okrs.models import CheckIn, KeyResult
from surveys.states import State
from tests.disclosure import tables
from tests.disclosure.test_reading import alter
from tests.okrs import survey_lines
from tests.okrs.survey_lines import (
    AUTUMN,
    BOARD,
    EAST,
    NORTH,
    SENIOR,
    SPRING,
    TO_UK,
    evidence_of,
    follower,
    more,
    post,
    publish,
    told,
)

pytestmark = pytest.mark.django_db

D = Decimal


# What is posted -------------------------------------------------------------------------------


def test_a_published_wave_gives_its_figure_as_of_its_closing_day() -> None:
    key_result = follower()
    publish()

    assert post() == 1

    key_result.refresh_from_db()
    reading = key_result.latest
    assert reading is not None
    assert (reading.value, reading.as_of) == (33, SPRING)  # 117 of 117 + 83 + 151
    assert (reading.numerator, reading.denominator, reading.recorded_by) == (None, None, None)
    assert reading.source == CheckIn.SURVEY
    assert reading.evidence == {
        "figure": "share/SEB1:lower/:/",
        "wave": "w1",
        "title": "Survey, spring",
        "version": 1,
        "said": "33%",
        "about": 350,
        "low": 30,
        "high": 37,
        "coverage": {"invited": 600, "responded": 400, "answered": 375, "classified": 350},
        "terms": {
            "question": "SEB1",
            "mapping": "SMC-2020-11",
            "definition": "lower of intermediate+lower+professional",
            "benchmark": "",
        },
        "change": None,
    }


@pytest.mark.parametrize(
    ("followed", "value", "said", "about"),
    [
        (NORTH, 49, "49%", 185),
        (SENIOR, 40, "about 40%", 25),  # of fewer than a hundred: the nearest 5
        (BOARD, None, "about a third", 10),  # of fewer than twenty: in words
        (TO_UK, -6, "−6 points", 350),
        (Followed(word=DISCLOSURE_RATE, measure="SEB1"), 93, "93%", 400),
    ],
)
def test_every_figure_is_said_as_its_size_bears(
    followed: Followed, value: int | None, said: str, about: int
) -> None:
    follower(followed)
    publish()

    assert post() == 1

    reading = told()[0]
    assert reading.value == value
    assert (evidence_of(0)["said"], evidence_of(0)["about"]) == (said, about)
    assert (evidence_of(0)["low"] is None) == (value is None)


def test_what_is_said_in_words_is_no_figure_to_count_with() -> None:
    key_result = follower(BOARD)
    publish()
    post()

    key_result.refresh_from_db()
    assert key_result.latest is None
    assert evidence_of(0)["low"] is None


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSING, State.CLOSED, State.ABANDONED])
def test_before_it_is_published_nothing_is_posted(state: State) -> None:
    follower()
    publish(state=state)

    assert post() == 0
    assert told() == []


@pytest.mark.parametrize(
    "options",
    [{"starts_on": date(2027, 3, 11)}, {"retired_as": "archived", "retired_at": "2027-01-01"}],
)
def test_who_begins_later_or_is_retired_is_not_told(options: dict[str, Any]) -> None:
    if "retired_at" in options:
        options["retired_at"] = tables.AT
    follower(**options)
    publish()

    assert post() == 0


def test_a_day_that_has_not_come_is_not_told() -> None:
    follower()
    publish()

    assert post(date(2027, 3, 9)) == 0
    assert post(SPRING) == 1


@pytest.mark.parametrize(
    "followed",
    [
        Followed(word="share", measure="SEB2", groups=("state",)),  # not asked
        Followed(word="share", measure="SEB1", groups=("unheard",)),
        Followed(word="share", measure="SEB1", groups=("lower",), cut=("AGE",), key=("OLD",)),
        Followed(word="share", measure="SEB1", groups=("lower",), cut=("UNIT",), key=("MOON",)),
        Followed(word="gap", measure="SEB1", groups=("lower",), benchmark="own-7"),
        Followed(word="gap", measure="SEB1", groups=("lower",), benchmark="fsm_adult"),
    ],
)
def test_what_the_wave_does_not_make_gives_no_reading(followed: Followed) -> None:
    follower(followed)
    publish()

    assert post() == 0
    assert told() == []


# Hidden ---------------------------------------------------------------------------------------


def test_what_is_hidden_is_a_reading_without_anything_in_it() -> None:
    key_result = follower(EAST)
    publish()

    assert post() == 1

    key_result.refresh_from_db()
    reading = key_result.latest
    assert reading is not None
    assert reading.suppressed
    assert (reading.value, reading.evidence, reading.numerator) == (None, None, None)
    assert not any(digit in reading.changed.replace("w1", "") for digit in "0123456789")


def test_the_database_refuses_evidence_beside_what_is_hidden() -> None:
    follower(EAST)
    publish()
    post()

    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.update(evidence={"about": 5})


def test_the_database_refuses_evidence_of_a_check_in() -> None:
    follower()
    publish()
    post()

    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.update(source=CheckIn.PERSON)


# Once -----------------------------------------------------------------------------------------


def test_asked_again_it_posts_nothing_twice() -> None:
    follower()
    publish()

    assert [post(), post(), post(date(2027, 12, 2))] == [1, 0, 0]


def test_killed_half_way_everyone_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for _one in range(3):
        follower()
    publish()
    record, calls = checkins.record_checkin, []

    def die_at_the_second(**given: Any) -> CheckIn:
        calls.append(given)
        if len(calls) == 2:
            raise SystemExit
        return record(**given)

    monkeypatch.setattr(survey_posting, "record_checkin", die_at_the_second)
    with pytest.raises(SystemExit):
        post()
    monkeypatch.setattr(survey_posting, "record_checkin", record)

    assert post() == 2
    assert CheckIn.objects.count() == CheckIn.objects.values("key_result").distinct().count() == 3


def test_of_two_workers_only_one_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    follower()
    publish()
    record = checkins.record_checkin

    def twice(**given: Any) -> CheckIn:
        record(**given)
        return record(**given)

    monkeypatch.setattr(survey_posting, "record_checkin", twice)
    post()

    assert len(told()) == 1


def test_nothing_new_costs_as_many_queries_however_many_follow(
    django_assert_num_queries: Any,
) -> None:
    for _one in range(3):
        follower()
    publish()
    post()

    with django_assert_num_queries(4):  # who follows, waves, versions, keys
        post()


# Wave after wave ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "verdict", "points"), [(0, "no_clear_change", 0), (60, "up", 17), (-60, "down", -17)]
)
def test_the_next_wave_says_whether_it_changed(part: int, verdict: str, points: int) -> None:
    follower()
    publish()
    publish("w2", AUTUMN, made=more(part))

    assert post() == 2

    change = evidence_of(1)["change"]
    assert (change["since"], change["verdict"]) == ("Survey, spring", verdict)
    assert change["points"] == points


@pytest.mark.parametrize(
    "other",
    [{"mapping": "SMC-2030"}, {"definition": "SEB9"}, {"classified": ["lower", "intermediate"]}],
)
def test_what_was_counted_in_another_way_is_never_put_in_one_line(other: dict[str, Any]) -> None:
    follower()
    publish()
    words = tables.words()
    words["measures"]["SEB1"] |= other
    publish("w2", AUTUMN, words=words)

    assert post() == 1
    assert [one.as_of for one in told()] == [SPRING]


# Corrections ----------------------------------------------------------------------------------


def test_a_correction_that_leaves_the_figure_posts_nothing() -> None:
    follower()
    publish()
    post()
    survey_lines.corrected(title="Survey of spring")

    assert post() == 0


def test_a_correction_that_moves_the_range_posts_anew_and_says_why() -> None:
    key_result = follower()
    publish()
    post()
    survey_lines.corrected(invited=410, reason="Some had left")

    assert post() == 1
    assert post() == 0

    first, second = told()
    key_result.refresh_from_db()
    assert (first.replaced_by, key_result.latest) == (second, second)
    assert second.correction_why == "Some had left"
    assert "corrected, version 2: Some had left" in second.changed
    assert evidence_of(1)["version"] == 2


def test_a_table_taken_back_leaves_a_reading_that_says_nothing() -> None:
    key_result = follower(NORTH)
    publish()
    post()
    survey_lines.corrected(made=survey_lines.without(("UNIT",)))

    assert post() == 1
    assert post() == 0

    key_result.refresh_from_db()
    assert key_result.latest.suppressed
    assert told()[0].replaced_by == key_result.latest


def test_a_table_taken_back_takes_every_version_of_its_figure_with_it() -> None:
    follower(NORTH)
    publish()
    post()
    moved = survey_lines.cells() | {("UNIT",): {("NORTH",): tables.cell(205, 69, 61, 53, 10, 13)}}
    survey_lines.corrected(made=moved)
    assert post() == 1
    survey_lines.corrected(made=survey_lines.without(("UNIT",)))

    assert post() == 1

    first, second, last = told()
    assert (first.replaced_by, second.replaced_by) == (last, last)
    assert evidence.is_taken_back(first)
    assert evidence.is_taken_back(second)


def test_what_the_next_wave_said_of_a_figure_that_is_taken_back_goes_with_it() -> None:
    """ "49%, then 19%, down 30 points": whoever reads the last two has the first."""
    follower(NORTH)
    publish()
    lower = {("UNIT",): {("NORTH",): tables.cell(205, 35, 41, 107, 10, 13), ("EAST",): None}}
    publish("w2", AUTUMN, made=survey_lines.cells() | lower)
    assert post() == 2
    assert evidence_of(1)["change"]["points"] == -30
    survey_lines.corrected(made=survey_lines.without(("UNIT",)))

    assert post() == 1

    assert evidence_of(1)["change"] is None
    assert evidence_of(1)["said"] == "19%"
    assert told()[2].suppressed


@pytest.mark.parametrize("retired_as", [KeyResult.CLOSED, KeyResult.ARCHIVED])
def test_what_left_the_plan_shows_no_figure_that_is_taken_back(retired_as: str) -> None:
    key_result = follower(NORTH)
    publish()
    post()
    KeyResult.objects.update(retired_as=retired_as, retired_at=told()[0].recorded_at)
    publish("w2", AUTUMN)
    assert post() == 0
    survey_lines.corrected(made=survey_lines.without(("UNIT",)))

    assert post() == 1
    assert post() == 0

    key_result.refresh_from_db()
    assert key_result.latest.suppressed
    assert told()[0].replaced_by == key_result.latest


def test_a_table_that_never_was_is_not_called_taken_back() -> None:
    follower(NORTH)
    publish(made=survey_lines.without(("UNIT",)))
    survey_lines.corrected(made=survey_lines.without(("UNIT",)))

    assert post() == 0


def test_what_was_altered_in_the_database_posts_nothing(caplog: Any) -> None:
    follower()
    made = publish()
    table = PublishedTable.objects.get(publication=made, cut="")
    cells = table.cells
    cells[0][1][1]["SEB1"][0] += 40
    alter("disclosure_publishedtable", "cells", json.dumps(cells))

    assert post() == 0
    assert "altered" in caplog.text
    assert Publication.objects.count() == 1


def test_nobody_writes_a_figure_that_is_published() -> None:
    key_result = follower()

    with pytest.raises(checkins.CannotCheckIn, match="come from the survey"):
        checkins.record_checkin(
            key_result=key_result,
            reading=checkins.Reading(value=D(90)),
            story=checkins.Story(),
            as_of=SPRING,
            by=None,
            at=tables.AT,
            key=survey_posting.OURS,
        )
    assert KeyResult.objects.get().latest is None
