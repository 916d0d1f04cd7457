"""The quick read of a list says exactly what the plain one says, in two queries."""

from datetime import date
from decimal import Decimal

import pytest

from okrs import list_read, standings
from okrs.models import KeyResult
from tests.factories import CheckInFactory, KeyResultFactory, MilestoneFactory, ObjectiveFactory

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 15)


@pytest.fixture
def plan(lead):
    """One of each kind; two share an objective and an owner; some have a reading, some none."""
    objective = ObjectiveFactory.create()
    for kind in ({}, {"number": True}, {"unset": True}):
        shared = KeyResultFactory.create(objective=objective, owner=lead, **kind)
    read = CheckInFactory.create(key_result=shared, numerator=Decimal(33), denominator=Decimal(100))
    KeyResult.objects.filter(pk=shared.pk).update(latest=read, confirmed_on=read.as_of)
    KeyResultFactory.create(status=True)
    KeyResultFactory.create(keep_at=True, blocked=True)
    stepped = KeyResultFactory.create(milestones=True)
    MilestoneFactory.create(key_result=stepped, done_on=date(2027, 3, 1), weight=Decimal(2))
    MilestoneFactory.create(key_result=stepped, due_on=date(2027, 9, 1))
    MilestoneFactory.create(key_result=stepped, promoted_to=shared)


def in_order():
    return KeyResult.objects.active().in_page_order()


def test_it_says_what_the_plain_read_says(plan):
    quick = list_read.rows_of(in_order(), today=TODAY)
    plain = standings.rows_of(in_order().with_all_that_a_row_shows(), today=TODAY)

    assert len(quick) == 6
    assert [(row.key_result, row.standing) for row in quick] == [
        (row.key_result, row.standing) for row in plain
    ]


def test_a_row_holds_what_lists_ask_for_and_who_owns_it(plan, lead, django_assert_num_queries):
    rows = list_read.rows_of(in_order(), today=TODAY)

    with django_assert_num_queries(0):
        for row in rows:
            assert row.key_result.get_deferred_fields() == list_read.LEFT_OUT
            assert row.key_result.objective.title
            assert row.key_result.owner in (lead, None)
            assert row.key_result.latest is None or row.key_result.latest.denominator == 100


def test_an_objective_that_several_share_is_made_once(plan):
    objectives = [row.key_result.objective for row in list_read.rows_of(in_order(), today=TODAY)]

    assert objectives[0] is objectives[1] is objectives[2]
    assert objectives[2] is not objectives[3]


def test_it_takes_two_queries(plan, django_assert_num_queries):
    with django_assert_num_queries(2):
        list_read.rows_of(in_order(), today=TODAY)


def test_milestones_of_others_in_between_are_left_alone(plan, django_assert_num_queries):
    first, last = in_order().first(), in_order().last()
    few = in_order().filter(pk__in=[first.pk, last.pk])

    assert [row.standing.facts.milestones for row in list_read.rows_of(few, today=TODAY)] == [
        standings.steps_of(first),
        standings.steps_of(last),
    ]
    with django_assert_num_queries(1):
        assert list_read.rows_of(in_order().filter(pk=0), today=TODAY) == []
