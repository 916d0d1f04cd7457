"""Rows made straight from their columns are those that the queryset itself would give."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okrs import instances, many
from okrs.models import KeyResult
from tests.factories import CheckInFactory, KeyResultFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(lead):
    KeyResultFactory.create(owner=lead, also_supports=["data"], curve=[["2027-03-31", "0.25"]])
    KeyResultFactory.create(number=True, from_value=Decimal("0.1250"), followed={"a": {"b": []}})
    read = CheckInFactory.create(key_result=KeyResultFactory.create(unset=True))
    KeyResult.objects.filter(pk=read.key_result_id).update(latest=read, fell_on=date(2027, 1, 1))
    KeyResultFactory.create(keep_at=True, retired_as="archived", retired_at=read.recorded_at)


def columns(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_each_is_whole_and_in_the_order_asked_for(plan, django_assert_num_queries):
    wanted = KeyResult.objects.order_by("-pk")

    with django_assert_num_queries(1):
        made = instances.whole(wanted)

    assert len(made) == 4
    assert [columns(row) for row in made] == [columns(row) for row in wanted]
    assert [list(columns(row)) for row in made] == [list(columns(row)) for row in wanted]
    with django_assert_num_queries(0):
        assert {row.get_deferred_fields() == set() for row in made} == {True}
        assert {(row._state.adding, row._state.db) for row in made} == {(False, "default")}


def test_one_is_saved_and_asks_for_its_kin_like_any_other(plan, lead):
    row = instances.whole(KeyResult.objects.filter(owner=lead))[0]
    row.unit = "heads"

    row.save()

    assert KeyResult.objects.get(pk=row.pk).unit == "heads"
    assert row.objective.title
    assert row.milestones.count() == 0


def test_what_is_empty_is_nobody_else_s(plan):
    first, second = instances.whole(KeyResult.objects.order_by("pk"))[2:]

    first.curve.append(["2027-03-31", "0.5"])
    first.followed["a"] = 1

    assert (second.curve, second.followed, second.also_supports) == ([], {}, [])


def test_rows_that_are_to_be_written_are_held(plan):
    with CaptureQueriesContext(connection) as asked:
        many.locked(KeyResult.objects.values_list("pk", flat=True))

    held = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    assert len(held) == connection.features.has_select_for_update
