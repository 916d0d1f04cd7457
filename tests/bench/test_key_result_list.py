"""The quick half of the bench: what it counts, on a small plan, and that it can say FAIL."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import plan
from bench.limits import Limit, exit_code
from bench.timing import medians
from okrs import list_read, listing
from okrs.models import CheckIn, KeyResult
from okrs.rules.words import Kind

TODAY = date(2027, 7, 15)
SMALL = plan.Size(objectives=8, key_results=20, check_ins=60)
LARGER = plan.Size(objectives=16, key_results=40, check_ins=240)


def queries_of(way) -> int:
    way()  # what is remembered after the first time is not counted
    with CaptureQueriesContext(connection) as queries:
        way()
    return len(queries)


def test_the_plan_has_every_kind_and_points_at_the_latest_readings(db):
    plan.build(SMALL, today=TODAY)

    assert set(KeyResult.objects.values_list("kind", flat=True)) == {
        kind.value for kind in Kind if kind is not Kind.percent_change
    }
    assert CheckIn.objects.count() == 60
    for key_result in KeyResult.objects.all():
        assert key_result.latest == key_result.check_ins.latest_first().first()


def test_the_list_takes_at_most_four_queries(client, db):
    client.force_login(plan.build(SMALL, today=TODAY))

    assert queries_of(lambda: client.get("/okrs/")) <= 4


@pytest.mark.parametrize("size", [SMALL, LARGER])
def test_reading_takes_two_queries_however_many_rows_there_are(db, size):
    plan.build(size, today=TODAY)

    assert len(list_read.read(listing.in_force())) == size.key_results
    assert queries_of(lambda: list_read.read(listing.in_force())) == 2


def test_a_broken_promise_is_a_failure():
    kept, broken = Limit("queries", 4, 4), Limit("reading", 1.51, 1.5)

    assert (str(kept), exit_code([kept])) == ("PASS  queries: 4, at most 4", 0)
    assert (str(broken), exit_code([kept, broken])) == ("FAIL  reading: 1.51, at most 1.5", 1)


def test_every_way_runs_in_every_round_and_the_first_round_does_not_count():
    times = iter([0.0, 9.0, 0.0, 9.0, 0.0, 1.0, 0.0, 2.0, 0.0, 3.0, 0.0, 4.0, 0.0, 5.0, 0.0, 6.0])
    ran = []

    found = medians(
        {"a": lambda: ran.append("a"), "b": lambda: ran.append("b")},
        rounds=3,
        now=lambda: next(times),
    )

    assert ran == ["a", "b"] * 4
    assert found == {"a": 3000.0, "b": 4000.0}
