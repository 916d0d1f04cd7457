"""What a key result keeps of its readings: the latest, blocked or not, ever reached or not."""

from datetime import date

import pytest

from okrs import history, key_result_page
from okrs.checkins import Reading
from okrs.models import CheckIn
from tests.factories import KeyResultFactory, MilestoneFactory
from tests.okrs.telling import at, mends, moves, says

pytestmark = pytest.mark.django_db


# --- What a correction says about now -------------------------------------------------------------


@pytest.mark.parametrize("now_blocked", [False, True])
def test_a_correction_of_an_older_check_in_says_nothing_about_blocked_now(lead, now_blocked):
    key_result = KeyResultFactory.create()
    old = says(key_result, 10, when=at(2, 1), blocked=not now_blocked)
    news = says(key_result, 20, when=at(3, 1), blocked=now_blocked, changed="We moved on.")
    mends(old, 11, when=at(3, 5))
    key_result.refresh_from_db()

    assert key_result.blocked is now_blocked
    plan = history.plan_on(key_result.objective.strategy_id, day=date(2027, 3, 10))
    assert plan.rows[0].key_result.blocked is now_blocked
    assert CheckIn.objects.filter(key_result=key_result).told_last().get() == news
    page = key_result_page.load(key_result.pk, user=lead, today=date(2027, 3, 10))
    assert page.latest.check_in == news


def test_a_correction_of_what_was_told_last_leaves_it_blocked():
    key_result = KeyResultFactory.create()
    mends(says(key_result, 10, when=at(2, 1), blocked=True), 11, when=at(2, 2))
    key_result.refresh_from_db()

    assert key_result.blocked


# --- Whether the target was ever reached ----------------------------------------------------------


def test_a_correction_that_takes_the_target_back_forgets_that_it_was_reached():
    key_result = KeyResultFactory.create()
    mends(says(key_result, 70, when=at(2, 1)), 7, when=at(2, 2))
    key_result.refresh_from_db()

    assert not key_result.ever_achieved


@pytest.mark.parametrize(("ends", "reached"), [((0, 90), False), ((0, 60), True)])
def test_whether_a_target_that_moved_was_ever_reached_goes_by_where_it_is_now(ends, reached):
    key_result = KeyResultFactory.create()
    says(key_result, 66, when=at(2, 1))
    says(key_result, 30, when=at(2, 2))
    moves(key_result, *ends, when=at(2, 3))

    assert key_result.ever_achieved is reached


def test_what_was_reached_before_the_line_broke_is_not_reached_on_the_new_one():
    key_result = KeyResultFactory.create()
    says(key_result, 66, when=at(2, 1))
    moves(key_result, 5, 60, when=at(3, 1), on=date(2027, 3, 1))

    assert not key_result.ever_achieved


def test_a_late_reading_at_the_target_is_remembered():
    key_result = KeyResultFactory.create()
    says(key_result, 50, when=at(3, 1))
    says(key_result, 66, when=at(3, 2), as_of=date(2027, 2, 1))
    key_result.refresh_from_db()

    assert key_result.ever_achieved


def test_a_word_that_was_completed_once_is_remembered():
    key_result = KeyResultFactory.create(status=True)
    says(key_result, when=at(2, 1), reading=Reading(word="completed"))
    says(key_result, when=at(3, 1), reading=Reading(word="in_progress"))
    key_result.refresh_from_db()

    assert key_result.ever_achieved


def test_words_alone_do_not_forget_what_the_milestones_reached():
    key_result = KeyResultFactory.create(milestones=True, ever_achieved=True)
    MilestoneFactory.create(key_result=key_result)
    says(key_result, when=at(2, 1), changed="One more step was found.")
    key_result.refresh_from_db()

    assert key_result.ever_achieved
