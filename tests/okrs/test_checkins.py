"""Check-ins: late ones, corrections, one sent twice, two people at once, and what counts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import AuditEvent
from okrs import baselines, checkins
from okrs.checkins import CannotCheckIn, Reading, Story
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import CheckIn, KeyResult
from okrs.rules.words import Status
from okrs.standings import row_of
from tests.factories import KeyResultFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 7, 1, 9, tzinfo=UTC)
TODAY = date(2027, 7, 1)


def record(key_result, value="30", *, by=None, at=AT, as_of=None, reading=None, **more):
    story = {name: more.pop(name) for name in tuple(more) if name in Story.__annotations__}
    given_reading = reading or Reading(value=None if value is None else Decimal(value))
    return checkins.record_checkin(
        key_result=key_result,
        reading=given_reading,
        story=Story(**story),
        as_of=as_of or at.date(),
        by=by,
        at=at,
        **{"key": uuid4(), **more},
    )


def correct(wrong, value="20", *, by, at=AT, **more):
    return checkins.correct_checkin(
        check_in=wrong,
        by=by,
        at=at,
        **{
            "reading": Reading(value=Decimal(value)),
            "as_of": wrong.as_of,
            "why": "A typing slip.",
            "key": uuid4(),
            **more,
        },
    )


def fresh(key_result):
    return KeyResult.objects.select_related("latest", "objective", "owner").get(pk=key_result.pk)


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


# --- What is kept ---------------------------------------------------------------------------------


def test_a_check_in_is_kept_pointed_at_and_recorded_once(lead):
    key_result = KeyResultFactory.create()
    made = record(key_result, "33", by=lead, changed="Two more teams joined.", confidence=7)

    key_result = fresh(key_result)
    assert key_result.latest == made
    assert key_result.confirmed_on == TODAY
    assert key_result.version == 2
    event = AuditEvent.objects.get()
    assert (event.verb, event.by, event.note) == ("checked in", lead, "Two more teams joined.")
    assert event.changes == {"as_of": [None, "2027-07-01"], "reading": [None, "33"]}


def test_a_reading_of_nought_is_a_reading(lead):
    key_result = KeyResultFactory.create()
    record(key_result, "12", by=lead, as_of=date(2027, 3, 31))
    made = record(key_result, "0", by=lead)

    assert fresh(key_result).latest == made


def test_a_word_alone_vouches_and_leaves_the_reading_as_it_was(lead):
    key_result = KeyResultFactory.create()
    first = record(key_result, by=lead)
    later = AT + timedelta(days=40)
    record(key_result, None, by=lead, at=later)

    key_result = fresh(key_result)
    assert key_result.latest == first
    assert key_result.confirmed_on == later.date()
    assert AuditEvent.objects.latest("pk").changes == {"as_of": ["2027-07-01", "2027-08-10"]}


def test_a_late_check_in_is_kept_and_does_not_overwrite_a_newer_reading(lead):
    key_result = KeyResultFactory.create()
    newer = record(key_result, "40", by=lead, as_of=date(2027, 6, 30))
    late = record(key_result, "10", by=lead, as_of=date(2027, 3, 31), at=AT + timedelta(days=1))

    key_result = fresh(key_result)
    assert key_result.latest == newer
    assert key_result.confirmed_on == TODAY + timedelta(days=1)
    assert late in key_result.check_ins.readings()


def test_of_two_readings_of_the_same_day_the_one_told_last_counts(lead):
    key_result = KeyResultFactory.create()
    record(key_result, "40", by=lead)
    second = record(key_result, "41", by=lead)

    assert fresh(key_result).latest == second


def test_reaching_the_target_is_remembered_after_it_is_lost_again(lead):
    key_result = KeyResultFactory.create()
    record(key_result, "66", by=lead, as_of=date(2027, 6, 30))
    assert fresh(key_result).ever_achieved
    record(key_result, "50", by=lead)

    key_result = fresh(key_result)
    assert key_result.ever_achieved
    assert row_of(key_result, today=TODAY).standing.status is not Status.achieved


def test_blocked_goes_by_who_spoke_last_and_keeps_the_last_word(lead):
    key_result = KeyResultFactory.create(status=True)
    record(key_result, by=lead, reading=Reading(word="in_progress"))
    record(key_result, None, by=lead, blocked=True, as_of=date(2027, 2, 1))

    key_result = fresh(key_result)
    assert (key_result.blocked, key_result.latest.word) == (True, "in_progress")
    assert row_of(key_result, today=TODAY).standing.status is Status.off_track
    record(key_result, None, by=lead, changed="It moves again.")
    assert not fresh(key_result).blocked


# --- The figure, by kind --------------------------------------------------------------------------


def test_a_share_is_worked_out_from_its_two_counts_and_both_are_kept(lead):
    made = record(
        KeyResultFactory.create(),
        by=lead,
        reading=Reading(numerator=Decimal(1), denominator=Decimal(3), value=Decimal(99)),
    )

    made.refresh_from_db()
    assert (made.numerator, made.denominator, made.value) == (1, 3, Decimal("33.3333"))


def test_a_change_is_worked_out_from_its_count(lead):
    key_result = KeyResultFactory.create(
        kind="percent_change", base_count=Decimal(200), to_value=Decimal(25)
    )
    made = record(key_result, by=lead, reading=Reading(numerator=Decimal(220)))

    made.refresh_from_db()
    assert (made.numerator, made.value) == (220, 10)


@pytest.mark.parametrize(
    ("traits", "reading", "sentence", "field"),
    [
        ({}, {"numerator": 3}, "Give both counts", "denominator"),
        ({}, {"denominator": 3}, "Give both counts", "numerator"),
        ({}, {"numerator": 4, "denominator": 3}, "is a part of the second", "numerator"),
        ({}, {"numerator": 0, "denominator": 0}, "is a part of the second", "numerator"),
        ({}, {"value": 101}, "from 0 to 100", "value"),
        ({}, {"value": -1}, "from 0 to 100", "value"),
        (
            {"kind": "percent_change", "from_value": None},
            {"numerator": 3},
            "a lead sets",
            "numerator",
        ),
        ({"kind": "percent_change", "base_count": 9}, {"numerator": -3}, "0 or more", "numerator"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_beside_its_box(lead, traits, reading, sentence, field):
    key_result = KeyResultFactory.create(**traits)
    figures = {name: Decimal(value) for name, value in reading.items()}

    with pytest.raises(CannotCheckIn, match=sentence) as refusal:
        record(key_result, by=lead, reading=Reading(**figures))

    assert refusal.value.field == field
    assert not CheckIn.objects.exists()
    assert verbs() == []


def test_a_reading_of_too_few_people_keeps_no_figure(lead):
    key_result = KeyResultFactory.create()
    record(key_result, "30", by=lead, as_of=date(2027, 3, 31))
    reading = Reading(suppressed=True, value=Decimal(40), numerator=Decimal(2))
    made = record(key_result, by=lead, reading=reading)

    assert (made.value, made.numerator) == (None, None)
    assert row_of(fresh(key_result), today=TODAY).standing.status is Status.too_few


# --- What is refused ------------------------------------------------------------------------------


def test_a_day_to_come_is_refused(lead):
    with pytest.raises(CannotCheckIn, match="2 July 2027 has not come yet") as refusal:
        record(KeyResultFactory.create(), by=lead, as_of=TODAY + timedelta(days=1))

    assert refusal.value.field == "as_of"


def test_today_is_the_day_in_london(lead):
    just_after_midnight = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)

    record(KeyResultFactory.create(), by=lead, at=just_after_midnight, as_of=TODAY)
    assert KeyResult.objects.get().confirmed_on == TODAY


def test_a_retired_key_result_takes_no_check_in_and_no_correction(lead):
    key_result = KeyResultFactory.create()
    made = record(key_result, by=lead)
    KeyResult.objects.update(retired_as=KeyResult.ARCHIVED, retired_at=AT)

    for attempt in (lambda: record(key_result, by=lead), lambda: correct(made, by=lead)):
        with pytest.raises(CannotCheckIn, match="has been retired"):
            attempt()
    assert verbs() == ["checked in"]


@pytest.mark.parametrize(("now", "asks"), [(6, False), (5, True), (0, True), (10, False)])
def test_confidence_that_falls_by_three_asks_what_happened(lead, now, asks):
    key_result = KeyResultFactory.create()
    record(key_result, by=lead, confidence=8)
    record(key_result, by=lead)  # left out in between: the last that was said counts

    if asks:
        with pytest.raises(CannotCheckIn, match=f"You were at 8 and are at {now}") as refusal:
            record(key_result, by=lead, confidence=now)
        assert refusal.value.field == "changed"
    record(key_result, by=lead, confidence=now, changed="Our partner left.")
    assert fresh(key_result).latest.confidence == now


@pytest.mark.parametrize("score", [-1, 11])
def test_confidence_has_a_scale(lead, score):
    with pytest.raises(CannotCheckIn, match="from 0 to 10"):
        record(KeyResultFactory.create(), by=lead, confidence=score)


# --- Sent twice, and two people at once -----------------------------------------------------------


def test_sent_twice_counts_once(lead):
    key_result, key = KeyResultFactory.create(), uuid4()
    first = record(key_result, by=lead, key=key, version=1)
    again = record(key_result, "31", by=lead, key=key, version=1)

    assert again == first
    assert CheckIn.objects.count() == 1
    assert fresh(key_result).version == 2
    assert verbs() == ["checked in"]


def test_the_form_of_one_key_result_is_no_check_in_on_another(lead):
    made = record(KeyResultFactory.create(), by=lead)

    with pytest.raises(CannotCheckIn, match="belongs to another key result"):
        record(KeyResultFactory.create(), by=lead, key=made.key)


def test_whoever_is_second_is_told_who_was_first_and_nothing_is_written(lead):
    key_result = KeyResultFactory.create()
    record(key_result, by=UserFactory.create(name="Sam Okafor"), version=1)

    with pytest.raises(ChangedMeanwhile, match="Sam Okafor saved a change") as refusal:
        record(key_result, "31", by=lead, version=1)
    assert CheckIn.objects.count() == 1

    record(key_result, "31", by=lead, version=refusal.value.version)
    assert fresh(key_result).latest.value == 31


# --- Corrections ----------------------------------------------------------------------------------


def test_a_correction_counts_in_place_of_the_wrong_one_and_both_stay(lead):
    key_result = KeyResultFactory.create()
    wrong = record(key_result, "60", by=lead, changed="We grew.", confidence=6, blocked=True)
    right = correct(wrong, "16", by=lead)

    wrong.refresh_from_db()
    assert (wrong.value, wrong.replaced_by) == (60, right)
    assert (right.changed, right.confidence, right.blocked) == ("We grew.", 6, True)
    assert fresh(key_result).latest == right
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.note) == ("corrected", "A typing slip.")
    assert event.changes["reading"] == ["60.0000", "16"]


def test_a_correction_of_the_day_can_bring_an_older_reading_back(lead):
    key_result = KeyResultFactory.create()
    older = record(key_result, "20", by=lead, as_of=date(2027, 3, 31))
    newer = record(key_result, "60", by=lead, as_of=date(2027, 6, 30))
    correct(newer, "10", by=lead, as_of=date(2027, 1, 31))

    assert fresh(key_result).latest == older


def test_a_correction_sent_twice_counts_once(lead):
    wrong, key = record(KeyResultFactory.create(), by=lead), uuid4()

    assert correct(wrong, by=lead, key=key) == correct(wrong, by=lead, key=key)
    assert verbs() == ["checked in", "corrected"]


def test_what_was_corrected_is_not_corrected_again(lead):
    wrong = record(KeyResultFactory.create(), by=lead)
    right = correct(wrong, by=lead)

    with pytest.raises(CannotCheckIn, match="already been corrected"):
        correct(wrong, by=lead)
    correct(right, "21", by=lead)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"why": "  "}, "Say what was wrong"),
        ({"reading": Reading()}, "what the reading should have been"),
        ({"as_of": TODAY + timedelta(days=1)}, "has not come yet"),
    ],
)
def test_a_correction_needs_a_reason_a_figure_and_a_day_that_came(lead, more, sentence):
    wrong = record(KeyResultFactory.create(), by=lead)

    with pytest.raises(CannotCheckIn, match=sentence):
        correct(wrong, by=lead, **more)
    assert CheckIn.objects.count() == 1


# --- Always true ----------------------------------------------------------------------------------


class InAnyOrder(TestCase):
    """Hypothesis with Django's own roll-back around each example."""

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 180),  # the day it describes
                st.integers(0, 5),  # hours since the one told before
                st.one_of(st.none(), st.integers(0, 100)),  # a figure, or only a word
                st.booleans(),  # corrects the one before it
            ),
            min_size=1,
            max_size=7,
        )
    )
    def test_the_latest_is_the_newest_day_that_stands_whatever_the_order(self, told):
        by, at, last = UserFactory.create(), AT, None
        key_result = KeyResultFactory.create()
        for day, hours, value, corrects in told:
            at += timedelta(hours=hours)
            as_of = date(2027, 1, 1) + timedelta(days=day)
            if corrects and last and value is not None:
                last = correct(last, str(value), by=by, at=at, as_of=as_of)
            else:
                last = record(
                    key_result, None if value is None else str(value), by=by, at=at, as_of=as_of
                )

        standing = CheckIn.objects.filter(replaced_by=None, value__isnull=False)
        newest = max(standing, key=lambda one: (one.as_of, one.recorded_at, one.pk), default=None)
        key_result = fresh(key_result)
        assert key_result.latest == newest
        assert key_result.confirmed_on == timezone.localdate(at)
        assert key_result.version == 1 + len(told)
        assert AuditEvent.objects.count() == len(told)


def test_readings_of_days_before_the_line_broke_do_not_come_back(lead):
    key_result = KeyResultFactory.create()
    record(key_result, "30", by=lead, as_of=date(2027, 3, 31))
    baselines.set_baseline(
        key_result=key_result,
        from_value=Decimal(5),
        to_value=Decimal(66),
        on=date(2027, 6, 1),
        reason="Counted anew.",
        approved_by="The board",
        by=lead,
        at=AT,
    )
    record(key_result, "31", by=lead, as_of=date(2027, 4, 30))

    assert fresh(key_result).latest is None


# --- On a real server -----------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_key", [True, False])
def test_two_at_the_same_moment_are_told_apart_or_counted_once(same_key):
    key_result, by = KeyResultFactory.create(), UserFactory.create()
    key, gate, came = uuid4(), Barrier(2), []

    def send(own: UUID) -> None:
        gate.wait()
        try:
            came.append(record(key_result, by=by, key=own, version=1).pk)
        except ChangedMeanwhile:
            came.append("told")
        finally:
            connection.close()

    threads = [Thread(target=send, args=(key if same_key else uuid4(),)) for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert CheckIn.objects.count() == 1
    assert verbs() == ["checked in"]
    assert came.count("told") == (0 if same_key else 1)
