"""The check-in page at its edges: slips of the hand, and what a preview leaves out."""

from datetime import date
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from okrs.checkins import Reading
from okrs.models import CheckIn
from tests.factories import KeyResultFactory, MilestoneFactory, UserFactory
from tests.okrs.telling import at, moves, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def april():
    with time_machine.travel(at(4, 1), tick=False):
        yield


@pytest.fixture
def desk(april, signed_in, lead):
    return signed_in(lead)


def address(key_result, name="check_in"):
    return reverse(f"okrs:{name}", args=[key_result.pk])


def filled(key_result, *, on=date(2027, 4, 1), **more):
    key_result.refresh_from_db()
    day = {"as_of_day": on.day, "as_of_month": on.month, "as_of_year": on.year}
    return day | {"key": str(uuid4()), "version": key_result.version, **more}


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def previewed(desk, key_result, **sent):
    """The panel beside the form, for what is typed so far."""
    answer = desk.post(address(key_result, "check_in_preview"), filled(key_result, **sent))
    assert answer.status_code == 200
    return words(answer)


def test_the_preview_counts_the_steps_that_are_ticked_and_writes_none(desk):
    key_result = KeyResultFactory.create(milestones=True)
    steps = MilestoneFactory.create_batch(2, key_result=key_result)

    assert "1 of 2 done" in previewed(desk, key_result, steps=[str(steps[0].pk)])
    assert "Achieved" in previewed(desk, key_result, steps=[str(step.pk) for step in steps])
    assert not key_result.milestones.exclude(done_on=None).exists()


def test_the_preview_of_nothing_written_says_what_is_missing(desk):
    key_result = KeyResultFactory.create()
    assert "Nothing has been read yet. Write the figure" in previewed(desk, key_result)

    says(key_result, 20, when=at(2, 1))
    assert "Write the figure, or choose “Nothing new” below." in previewed(desk, key_result)
    assert "Tick the steps" in previewed(desk, KeyResultFactory.create(milestones=True))


def test_a_reading_of_a_day_before_the_line_broke_is_said_to_change_nothing(desk):
    key_result = KeyResultFactory.create()
    moves(key_result, 5, 66, when=at(3, 1), on=date(2027, 3, 1))

    panel = previewed(desk, key_result, value="66", on=date(2027, 2, 1))
    assert "The baseline was set anew on 1 March 2027." in panel
    assert "Achieved" not in panel
    assert "66%</text>" in panel  # the target, and not a figure of now
    data = filled(key_result, value="66", on=date(2027, 2, 1), save="yes")
    answer = desk.post(address(key_result), data, follow=True)
    said = "for 1 February 2027: 66%. Kept with the earlier readings: the baseline was set anew on"
    assert f"{said} 1 March 2027" in words(answer)
    key_result.refresh_from_db()
    assert key_result.latest is None
    assert "Achieved" in previewed(desk, key_result, value="66", on=date(2027, 3, 1))


# --- Nothing new ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "reading", "offer"),
    [
        ({}, Reading(value=Decimal(23)), "confirm 23%"),
        ({"status": True}, Reading(word="in_progress"), "confirm In progress"),
        ({}, Reading(suppressed=True), "confirm what it was"),
        ({"from_as_of": date(2027, 1, 1)}, None, "confirm 0%"),
        ({"milestones": True}, None, None),
        ({}, None, None),
    ],
)
def test_confirming_says_what_is_confirmed_once_there_is_something(desk, traits, reading, offer):
    key_result = KeyResultFactory.create(**traits)
    if reading:
        says(key_result, reading=reading, when=at(2, 1))

    page = words(desk.get(address(key_result)))
    assert (f"Nothing new: {offer}" in page) if offer else ("Nothing new:" not in page)


def test_confirming_before_anything_was_read_is_refused(desk):
    key_result = KeyResultFactory.create()
    answer = desk.post(address(key_result), filled(key_result, confirm="yes"))

    assert "Nothing has been read yet." in words(answer)
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("traits", "first", "sent", "sentence"),
    [
        ({}, Reading(value=Decimal(20)), {"value": "24"}, "You wrote a figure here."),
        (
            {},
            Reading(numerator=Decimal(1), denominator=Decimal(5)),
            {"numerator": "2", "denominator": "10"},
            "You wrote a figure here.",
        ),
        (
            {"status": True},
            Reading(word="in_progress"),
            {"word": "completed"},
            "You chose another answer here.",
        ),
    ],
)
def test_confirming_drops_no_figure_that_was_written(desk, traits, first, sent, sentence):
    key_result = KeyResultFactory.create(**traits)
    says(key_result, reading=first, when=at(2, 1))

    answer = desk.post(address(key_result), filled(key_result, confirm="yes", **sent))
    assert words(answer).count(sentence) == 2  # in the summary, and beside the field
    assert CheckIn.objects.count() == 1


def test_a_reading_that_is_what_it_was_may_be_confirmed_instead(desk):
    key_result = KeyResultFactory.create()
    says(key_result, 23, when=at(2, 1))

    hint = "If nothing is new, you can confirm that one instead."
    assert hint in previewed(desk, key_result, value="23")
    assert hint not in previewed(desk, key_result, value="24")
    desk.post(address(key_result), filled(key_result, value="23", confirm="yes"))
    assert CheckIn.objects.latest("pk").value is None
    key_result.refresh_from_db()
    assert key_result.confirmed_on == date(2027, 4, 1)


def test_blocked_and_nothing_else_sent_twice_is_kept_once(desk):
    key_result = KeyResultFactory.create()
    data = filled(key_result, blocked="on", save="yes")

    for _twice in range(2):
        assert desk.post(address(key_result), data).status_code == 302
    assert CheckIn.objects.count() == 1


# --- A day before the start -----------------------------------------------------------------------


def test_a_day_before_the_start_is_asked_about_and_kept_when_said(desk):
    key_result = KeyResultFactory.create()
    data = filled(key_result, value="24", on=date(2017, 4, 1), save="yes")
    question = "1 April 2017 is before this key result starts, on 1 January 2027. Is that right?"
    page = words(desk.post(address(key_result), data))
    assert page.count(question) == 3  # in the summary, beside the date, and in the panel
    assert "Yes, the figure describes a day before the start" in page
    assert not CheckIn.objects.exists()

    desk.post(address(key_result), data | {"before_start": "on"})
    assert CheckIn.objects.get().as_of == date(2017, 4, 1)


def test_the_tick_for_an_early_day_is_not_there_before_it_is_needed(desk):
    key_result = KeyResultFactory.create()
    tick = "Yes, the figure describes a day before the start"

    assert tick not in words(desk.get(address(key_result)))
    late = filled(key_result, value="many", on=date(2027, 1, 1), save="yes")
    assert tick not in words(desk.post(address(key_result), late))


def test_today_is_not_asked_about_before_the_start(desk):
    key_result = KeyResultFactory.create(starts_on=date(2027, 5, 1))
    desk.post(address(key_result), filled(key_result, value="24", save="yes"))

    assert CheckIn.objects.get().as_of == date(2027, 4, 1)


def test_a_correction_asks_about_an_early_day_only_when_it_is_a_new_one(desk):
    key_result = KeyResultFactory.create()
    wrong = says(key_result, 24, when=at(2, 1), as_of=date(2026, 11, 1))
    page = reverse("okrs:correct", args=[key_result.pk, wrong.pk])

    moved = filled(key_result, value="25", why="A slip.", on=date(2026, 10, 1))
    assert "Yes, the figure describes a day before the start" in words(desk.post(page, moved))
    assert CheckIn.objects.count() == 1
    kept = filled(key_result, value="25", why="A slip.", on=date(2026, 11, 1))
    assert desk.post(page, kept).status_code == 302


# --- What is said ---------------------------------------------------------------------------------


def test_a_change_without_its_first_count_says_who_sets_it_and_takes_words(desk):
    key_result = KeyResultFactory.create(
        kind="percent_change", from_value=None, to_value=Decimal(20)
    )
    data = filled(key_result, numerator="200", changed="Two fairs were held.", save="yes")
    assert "a lead sets it with the baseline" in words(desk.post(address(key_result), data))

    desk.post(address(key_result), data | {"numerator": ""})
    assert CheckIn.objects.get().changed == "Two fairs were held."


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        (True, "Last reading: 23%, of 1 February 2027, given by Sam Quinn."),
        (False, "Last reading: 23%, of 1 February 2027."),
    ],
)
def test_the_last_reading_is_said_with_its_figure_and_who_told_it(desk, named, sentence):
    key_result = KeyResultFactory.create()
    told = says(key_result, 23, when=at(2, 1), by=UserFactory.create(name="Sam Quinn"))
    CheckIn.objects.filter(pk=told.pk).update(recorded_by=told.recorded_by if named else None)

    assert sentence in words(desk.get(address(key_result)))


def test_the_page_after_saving_says_which_draft_may_go_and_a_refusal_does_not(desk):
    key_result = KeyResultFactory.create()
    mark = f'data-draft-saved="check-in-{key_result.pk}"'
    refused = desk.post(address(key_result), filled(key_result, value="many", save="yes"))
    assert mark not in words(refused)

    data = filled(key_result, value="24", save="yes")
    assert mark in words(desk.post(address(key_result), data, follow=True))
    assert mark not in words(desk.get(reverse("okrs:key_result", args=[key_result.pk])))
