"""Baselines: set for the first time, set anew with a reason, and what happens to the readings."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from okrs import baselines, checkins
from okrs.baselines import CannotSetBaseline
from okrs.checkins import Reading, Story
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import BaselineChange, KeyResult
from okrs.refusals import CannotPlan, CannotStandStill
from okrs.standings import row_of
from tests.factories import KeyResultFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 7, 1, 9, tzinfo=UTC)
TODAY = date(2027, 7, 1)
WHY = {"reason": "Counted in another way.", "approved_by": "The board"}


def set_ends(key_result, *, by, at=AT, **more):
    figures = {name: Decimal(v) if isinstance(v, int) else v for name, v in more.items()}
    if "version" in more:
        figures["version"] = more["version"]
    return baselines.set_baseline(key_result=key_result, by=by, at=at, **figures)


def read(key_result, value, *, by, as_of):
    return checkins.record_checkin(
        key_result=key_result,
        reading=Reading(value=Decimal(value)),
        story=Story(),
        as_of=as_of,
        by=by,
        at=AT,
        key=uuid4(),
    )


def fresh(key_result):
    return KeyResult.objects.select_related("latest", "objective", "owner").get(pk=key_result.pk)


# --- The first time -------------------------------------------------------------------------------


def test_filling_in_what_nobody_knew_asks_no_reason_and_breaks_nothing(lead):
    key_result = KeyResultFactory.create(unset=True)
    reading = read(key_result, 19, by=lead, as_of=date(2027, 3, 31))
    change = set_ends(key_result, by=lead, from_value=19, to_value=25)

    key_result = fresh(key_result)
    assert (key_result.from_value, key_result.to_value, key_result.set_by) == (19, 25, None)
    assert not change.is_rebaseline
    assert not change.breaks_the_line
    assert key_result.latest == reading
    event = AuditEvent.objects.latest("pk")
    assert event.verb == "set the baseline of"
    ends = {"from_value": [None, "19"], "to_value": [None, "25"]}
    assert event.changes == ends | {"set_by": ["2027-04-01", None]}


def test_one_end_alone_still_waits_for_the_other(lead):
    key_result = KeyResultFactory.create(unset=True)
    set_ends(key_result, by=lead, to_value=25)
    assert fresh(key_result).set_by == date(2027, 4, 1)

    change = set_ends(key_result, by=lead, from_value=19, to_value=25)
    assert not change.is_rebaseline
    assert fresh(key_result).set_by is None


def test_a_from_with_a_date_is_the_first_reading(lead):
    key_result = KeyResultFactory.create(unset=True)
    change = set_ends(key_result, by=lead, from_value=19, to_value=25, from_as_of=date(2027, 3, 31))

    key_result = fresh(key_result)
    assert key_result.confirmed_on == date(2027, 3, 31)
    assert change.on == date(2027, 3, 31)
    assert row_of(key_result, today=TODAY).standing.progress == 0


def test_which_way_is_better_is_read_off_the_ends(lead):
    key_result = KeyResultFactory.create(unset=True)
    set_ends(key_result, by=lead, from_value=20, to_value=10)

    assert fresh(key_result).direction == "decrease"


def test_a_share_is_worked_out_from_its_two_counts(lead):
    key_result = KeyResultFactory.create(unset=True)
    set_ends(key_result, by=lead, from_numerator=1, from_denominator=3, to_value=50)

    key_result = fresh(key_result)
    assert (key_result.from_value, key_result.from_denominator) == (Decimal("33.3333"), 3)


def test_a_change_starts_at_nought_once_its_count_is_known(lead):
    key_result = KeyResultFactory.create(unset=True, kind="percent_change")
    set_ends(key_result, by=lead, base_count=200, to_value=25)

    key_result = fresh(key_result)
    assert (key_result.from_value, key_result.base_count) == (0, 200)


def test_limits_to_keep_to_can_be_set(lead):
    key_result = KeyResultFactory.create(keep_at=True, low=None, high=None, tolerance=None)
    change = set_ends(key_result, by=lead, low=15, tolerance=2, from_value=3)

    key_result = fresh(key_result)
    assert (key_result.low, key_result.high, key_result.tolerance) == (15, None, 2)
    assert key_result.from_value is None  # it belongs to another kind
    assert not change.is_rebaseline


# --- Anew -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "reason"),
        ({"reason": "  ", "approved_by": "The board"}, "reason"),
        ({"reason": "Counted anew."}, "approved_by"),
        ({"reason": "Counted anew.", "approved_by": " "}, "approved_by"),
    ],
)
@pytest.mark.parametrize("ends", [{"from_value": 5, "to_value": 66}, {"to_value": 70}])
def test_moving_what_was_known_asks_why_and_who_approved_it(lead, given, field, ends):
    key_result = KeyResultFactory.create()

    with pytest.raises(CannotSetBaseline) as refusal:
        set_ends(key_result, by=lead, **{"from_value": 0, **ends}, **given)

    assert refusal.value.field == field
    assert not BaselineChange.objects.exists()
    assert not AuditEvent.objects.exists()
    assert fresh(key_result).version == 1


def test_a_moved_from_breaks_the_line_and_earlier_readings_stay_above_the_break(lead):
    key_result = KeyResultFactory.create()
    old = read(key_result, 30, by=lead, as_of=date(2027, 3, 31))
    change = set_ends(key_result, by=lead, from_value=5, to_value=66, on=date(2027, 6, 1), **WHY)

    key_result = fresh(key_result)
    assert change.is_rebaseline
    assert change.breaks_the_line
    assert key_result.latest is None
    assert old in key_result.check_ins.readings()
    assert (change.old_from, change.new_from, change.old_to, change.new_to) == (0, 5, 66, 66)
    assert (change.reason, change.approved_by) == ("Counted in another way.", "The board")
    assert AuditEvent.objects.latest("pk").verb == "re-baselined"


def test_readings_from_the_day_it_holds_belong_to_the_new_line(lead):
    key_result = KeyResultFactory.create()
    read(key_result, 20, by=lead, as_of=date(2027, 5, 31))
    on_the_day = read(key_result, 30, by=lead, as_of=date(2027, 6, 1))
    set_ends(key_result, by=lead, from_value=5, to_value=66, on=date(2027, 6, 1), **WHY)

    assert fresh(key_result).latest == on_the_day


def test_a_new_to_alone_moves_the_goal_and_leaves_the_readings(lead):
    key_result = KeyResultFactory.create()
    reading = read(key_result, 33, by=lead, as_of=date(2027, 3, 31))
    change = set_ends(key_result, by=lead, from_value=0, to_value=50, **WHY)

    key_result = fresh(key_result)
    assert change.is_rebaseline
    assert not change.breaks_the_line
    assert key_result.latest == reading
    assert row_of(key_result, today=TODAY).standing.progress == Decimal("0.66")


def test_a_new_base_count_breaks_the_line(lead):
    key_result = KeyResultFactory.create(
        kind="percent_change", base_count=Decimal(200), to_value=Decimal(25)
    )
    change = set_ends(key_result, by=lead, base_count=100, to_value=25, **WHY)

    assert change.breaks_the_line


def test_what_can_be_read_of_a_break_is_the_same_in_rows_and_in_the_table(lead):
    for ends in ({"from_value": 5, "to_value": 66}, {"from_value": 0, "to_value": 50}):
        set_ends(KeyResultFactory.create(), by=lead, **ends, **WHY)
    set_ends(KeyResultFactory.create(unset=True), by=lead, from_value=19, to_value=25)

    in_rows = {change.pk for change in BaselineChange.objects.all() if change.breaks_the_line}
    in_table = set(BaselineChange.objects.that_break_the_line().values_list("pk", flat=True))
    assert in_rows == in_table
    assert len(in_rows) == 1


def test_a_target_moved_below_the_reading_is_reached(lead):
    key_result = KeyResultFactory.create()
    read(key_result, 33, by=lead, as_of=date(2027, 6, 30))
    set_ends(key_result, by=lead, from_value=0, to_value=33, **WHY)

    assert fresh(key_result).ever_achieved


# --- Refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"from_value": 66, "to_value": 66}, CannotStandStill),
        ({"from_value": 0, "to_value": 101}, CannotPlan),
        ({"from_numerator": 3, "to_value": 50}, CannotPlan),
        ({"from_value": 0, "to_value": 66}, CannotSetBaseline),  # as it was
    ],
)
def test_ends_that_cannot_be_are_refused_and_nothing_is_written(lead, given, refusal):
    key_result = KeyResultFactory.create()

    with pytest.raises(refusal):
        set_ends(key_result, by=lead, **given, **WHY)
    assert not BaselineChange.objects.exists()
    assert fresh(key_result).version == 1


@pytest.mark.parametrize("field", ["from_as_of", "on"])
def test_a_day_to_come_is_refused(lead, field):
    with pytest.raises(CannotSetBaseline, match="2 July 2027 has not come yet") as refusal:
        set_ends(
            KeyResultFactory.create(unset=True),
            by=lead,
            from_value=19,
            **{field: TODAY + timedelta(days=1)},
        )
    assert refusal.value.field == field


def test_a_retired_key_result_is_restored_first(lead):
    with pytest.raises(CannotSetBaseline, match="restore it first"):
        set_ends(KeyResultFactory.create(archived=True), by=lead, to_value=50, **WHY)


def test_whoever_is_second_is_told_and_nothing_is_written(lead):
    key_result = KeyResultFactory.create(unset=True)
    set_ends(key_result, by=lead, from_value=19, version=1)

    with pytest.raises(ChangedMeanwhile, match="Priya Nair saved a change"):
        set_ends(key_result, by=lead, from_value=20, version=1)
    assert BaselineChange.objects.count() == 1
    assert AuditEvent.objects.count() == 1
