"""Periods that a strategy could have: they fill it, and never overlap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from okrs.models import Period
from okrs.periods import naming, spans
from okrs.periods.spans import LENGTHS, Span
from okrs.refusals import CannotPlan
from tests.okrs.periods.years import END, NOW, START, strategy, year

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("length", "names", "ends"),
    [
        ("year", ["Year 1", "Year 2"], [date(2025, 10, 31), date(2026, 10, 31)]),
        ("half", ["Year 1, half 1", "Year 1, half 2"], [date(2025, 4, 30), date(2025, 10, 31)]),
        (
            "quarter",
            ["Year 1, quarter 1", "Year 1, quarter 2"],
            [date(2025, 1, 31), date(2025, 4, 30)],
        ),
    ],
)
def test_they_are_counted_from_the_strategys_first_day(
    length: str, names: list[str], ends: list[date]
) -> None:
    found = list(spans.spans(length, starts_on=date(2024, 11, 1), ends_on=date(2028, 10, 31)))

    assert [span.name for span in found[:2]] == names
    assert [span.ends_on for span in found[:2]] == ends
    assert found[-1].ends_on == date(2028, 10, 31)


@settings(max_examples=60)
@given(DAYS, st.integers(2, 2000), st.sampled_from(list(LENGTHS)))
def test_they_follow_each_other_without_a_day_shared_or_left_out(
    starts_on: date, days: int, length: str
) -> None:
    ends_on = starts_on + timedelta(days=days)
    found = list(spans.spans(length, starts_on=starts_on, ends_on=ends_on))

    assert found[0].starts_on == starts_on
    assert ends_on - found[-1].ends_on <= timedelta(days=1)
    for one, other in pairwise(found):
        assert other.starts_on - one.ends_on == timedelta(days=1)
        assert not spans.overlap(one, other)


def test_the_first_that_is_free_is_suggested_and_none_when_all_are_taken() -> None:
    days = {"starts_on": START, "ends_on": date(2026, 12, 31)}
    first = spans.suggested("year", **days)
    assert first
    second = spans.suggested("year", **days, taken=[first])
    assert second
    assert second.name == "Year 2"
    assert spans.suggested("year", **days, taken=[first, second]) is None
    whole = Span(name="All", starts_on=START, ends_on=date(2026, 12, 31))
    assert spans.suggested("quarter", **days, taken=[whole]) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "why", "field"),
    [
        ({"name": " "}, "Write what the period is called", "name"),
        ({"ends_on": START}, "last day must be after its first", "ends_on"),
        ({"ends_on": END, "starts_on": END}, "last day must be after its first", "ends_on"),
        (
            {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 2, 1)},
            "The strategy runs from 1 January 2025 to 31 December 2027",
            "starts_on",
        ),
        ({"name": "YEAR 0"}, "Another period has this name", "name"),
        ({"starts_on": date(2025, 3, 1)}, "It shares days with “Year 0”", "starts_on"),
    ],
)
def test_what_cannot_be_a_period_is_refused_beside_its_field(
    told: dict[str, object], why: str, field: str, lead: User
) -> None:
    year(lead, name="Year 0", ends=date(2025, 3, 31))
    wanted = {"name": "Year 1", "starts_on": date(2025, 4, 1), "ends_on": END} | told

    with pytest.raises(CannotPlan, match=why) as refused:
        naming.name_period(strategy=strategy(), by=lead, at=NOW, **wanted)

    assert refused.value.field == field
    assert Period.objects.count() == 1
