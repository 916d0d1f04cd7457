"""Rows as the series of a chart: what is joined, what is not, and where the path is expected."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from okrs.chart_data import chart_of
from okrs.models import CheckIn
from okrs.readings import readings_of
from okrs.rules.words import Cadence, Word
from okrs.standings import row_of
from tests.factories import (
    BaselineChangeFactory,
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 15)


def chart(key_result):
    told = readings_of(key_result, key_result.check_ins.all(), key_result.baseline_changes.all())
    return chart_of(row_of(key_result, today=TODAY), told)


def figures(points):
    return [(point.on, point.label) for point in points]


def moved_from_12_to_17():
    """12% in 2026 under the old baseline, 17% From, 19% read since."""
    key_result = KeyResultFactory.create(
        from_value=Decimal(17), to_value=Decimal(25), from_as_of=date(2027, 1, 1)
    )
    CheckInFactory.create(key_result=key_result, as_of=date(2026, 10, 1), value=Decimal(12))
    CheckInFactory.create(key_result=key_result, as_of=date(2027, 3, 31), value=Decimal(19))
    BaselineChangeFactory.create(
        key_result=key_result,
        on=date(2027, 1, 1),
        old_from=Decimal(12),
        new_from=Decimal(17),
        old_to=Decimal(25),
        new_to=Decimal(25),
        reason="Another question was asked",
        is_rebaseline=True,
    )
    return key_result


def test_a_new_baseline_parts_the_line_in_two():
    found = chart(moved_from_12_to_17())

    assert [figures(stretch.points) for stretch in found.stretches] == [
        [(date(2026, 10, 1), "12%")],
        [(date(2027, 1, 1), "17%"), (date(2027, 3, 31), "19%")],
    ]
    assert [mark.on for mark in found.breaks] == [date(2027, 1, 1)]
    assert "earlier baseline: 12% on 1 October 2026" in found.description


def test_a_new_target_alone_leaves_the_line_whole():
    key_result = moved_from_12_to_17()
    key_result.baseline_changes.update(old_from=Decimal(17), old_to=Decimal(20))

    found = chart(key_result)

    assert len(found.stretches) == 1
    assert found.breaks == ()


def test_setting_the_baseline_for_the_first_time_is_no_break():
    key_result = moved_from_12_to_17()
    key_result.baseline_changes.update(is_rebaseline=False)

    assert chart(key_result).breaks == ()


def test_a_dated_from_is_the_first_point_and_is_not_drawn_twice():
    key_result = KeyResultFactory.create(from_as_of=date(2027, 1, 1))
    CheckInFactory.create(key_result=key_result, as_of=date(2027, 1, 1), value=Decimal(0))

    assert figures(chart(key_result).current) == [(date(2027, 1, 1), "0%")]


def test_too_few_to_show_is_no_point():
    key_result = KeyResultFactory.create()
    CheckInFactory.create(key_result=key_result, value=None, suppressed=True)

    assert chart(key_result).current == ()


def test_a_corrected_reading_is_no_point():
    key_result = KeyResultFactory.create()
    right = CheckInFactory.create(key_result=key_result, value=Decimal(30))
    CheckInFactory.create(key_result=key_result, value=Decimal(80), replaced_by=right)

    assert figures(chart(key_result).current) == [(date(2027, 3, 31), "30%")]


def test_the_expected_path_rises_only_when_a_reading_is_due():
    expected = chart(KeyResultFactory.create(to_value=Decimal(80))).expected

    assert expected.stepped
    assert [day for day, _value in expected.corners] == [
        date(2027, 1, 1),
        date(2027, 4, 1),
        date(2027, 7, 1),
        date(2027, 10, 1),
        date(2027, 12, 31),
    ]
    assert expected.corners[0][1] == 0
    assert expected.corners[-1][1] == 80


def test_a_linear_path_is_one_line():
    key_result = KeyResultFactory.create(cadence=Cadence.monthly.value, pace="linear")
    expected = chart(key_result).expected

    assert not expected.stepped
    assert expected.corners == ((date(2027, 1, 1), Decimal(0)), (date(2027, 12, 31), Decimal(66)))


def test_own_points_bend_the_path_where_they_are():
    key_result = KeyResultFactory.create(pace="curve", curve=[["2027-06-30", "0.25"]])

    assert (date(2027, 6, 30), Decimal("16.5")) in chart(key_result).expected.corners


def test_without_a_baseline_readings_are_drawn_and_no_path():
    key_result = KeyResultFactory.create(unset=True)
    CheckInFactory.create(key_result=key_result)

    found = chart(key_result)
    assert found.expected is None
    assert found.target is None
    assert figures(found.current) == [(date(2027, 3, 31), "33%")]


def test_with_nothing_known_there_is_no_chart():
    assert chart(KeyResultFactory.create(unset=True)) is None


def test_a_share_from_a_survey_has_its_likely_range_and_a_typed_one_has_none():
    key_result = KeyResultFactory.create(cadence=Cadence.on_survey.value)
    CheckInFactory.create(
        key_result=key_result,
        source=CheckIn.SURVEY,
        value=Decimal("18.57"),
        numerator=Decimal(26),
        denominator=Decimal(140),
    )
    CheckInFactory.create(key_result=key_result, as_of=date(2027, 6, 30), value=Decimal(20))

    first, second = chart(key_result).current
    assert (round(first.low), round(first.high)) == (13, 26)
    assert (second.low, second.high) == (None, None)


def test_milestones_climb_as_they_are_done():
    key_result = KeyResultFactory.create(milestones=True)
    for month, done in ((3, date(2027, 3, 10)), (6, None)):
        MilestoneFactory.create(key_result=key_result, due_on=date(2027, month, 1), done_on=done)

    found = chart(key_result)
    assert found.stepped
    assert figures(found.current) == [(date(2027, 1, 1), "0%"), (date(2027, 3, 10), "50%")]
    assert (date(2027, 3, 1), Decimal(50)) in found.expected.corners


def test_a_status_climbs_through_its_words():
    key_result = KeyResultFactory.create(status=True)
    CheckInFactory.create(key_result=key_result, value=None, word=Word.in_progress.value)

    found = chart(key_result)
    assert [tick.label for tick in found.ticks] == ["Not started", "In progress", "Completed"]
    assert figures(found.current) == [(date(2027, 3, 31), "In progress")]


def test_the_shares_that_a_keep_at_reads_are_written_as_shares():
    kept = KeyResultFactory.create(keep_at=True, unit="% of new hires")
    CheckInFactory.create(key_result=kept, as_of=date(2027, 3, 31), value=Decimal(88))

    found = chart(kept)

    assert figures(found.current) == [(date(2027, 3, 31), "88%")]
    assert "88% on 31 March 2027" in found.description
    assert all(tick.label.endswith("%") for tick in found.ticks)


def test_what_else_a_keep_at_reads_stays_a_number():
    kept = KeyResultFactory.create(keep_at=True, unit="days")
    CheckInFactory.create(key_result=kept, as_of=date(2027, 3, 31), value=Decimal(88))

    assert figures(chart(kept).current) == [(date(2027, 3, 31), "88")]


def test_limits_to_keep_are_a_band_without_a_path():
    found = chart(KeyResultFactory.create(keep_at=True))

    assert (found.band.low, found.band.high) == (40, 60)
    assert found.expected is None
    assert found.target is None


@pytest.mark.parametrize(
    ("kind", "ends", "labels"),
    [
        ("percent", ("0", "97"), ["0%", "20%", "40%", "60%", "80%", "100%"]),
        ("percent_change", ("0", "-20"), ["−20%", "−15%", "−10%", "−5%", "0%"]),
        ("number", ("4500", "5000"), ["4,500", "4,600", "4,700", "4,800", "4,900", "5,000"]),
    ],
)
def test_the_axis_speaks_the_kind_s_own_figures(kind, ends, labels):
    start, end = map(Decimal, ends)
    key_result = KeyResultFactory.create(kind=kind, from_value=start, to_value=end)

    assert [tick.label for tick in chart(key_result).ticks] == labels


def test_a_reading_is_judged_on_the_day_it_was_told_but_not_after_its_grace():
    key_result = KeyResultFactory.create(to_value=Decimal(80))
    told_at = {
        "in time": datetime(2027, 4, 2, 9, tzinfo=UTC),
        "late": datetime(2028, 2, 1, tzinfo=UTC),
    }
    for when in told_at.values():
        CheckInFactory.create(key_result=key_result, value=Decimal(20), recorded_at=when)

    told = readings_of(key_result, key_result.check_ins.all(), [])
    assert {reading.standing.word for reading in told.all} == {"On track"}
