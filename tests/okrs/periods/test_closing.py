"""Closing a period: kept, locked and carried over, all of it or nothing, and sent twice once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, User
from okrs.history import plan_on
from okrs.models import KeyResult, PeriodResult, PeriodSnapshot
from okrs.periods import closing, gathering, keeping
from okrs.periods.carrying import Choice
from okrs.periods.closing import CannotClose, Closing, SomethingChanged
from okrs.standings import current_plan
from tests.factories import CheckInFactory, KeyResultFactory, MilestoneFactory, UserFactory
from tests.okrs.periods.years import (
    BEGAN,
    END,
    IN_YEAR,
    LATER,
    NOW,
    START,
    TODAY,
    close,
    due,
    going_on,
    objective,
    say,
    year,
)

pytestmark = pytest.mark.django_db
DAYS = {"starts_on": START, "due_on": END, "added_at": BEGAN}
ACHIEVED, MISSED, CARRIED = PeriodResult.ACHIEVED, PeriodResult.MISSED, PeriodResult.CARRIED


def test_what_ended_leaves_the_plan_and_is_kept_with_its_score_and_words(lead: User) -> None:
    under = objective()
    won, lost, going = due(under, 66), due(under, 13), going_on(under)
    period = year(lead)
    say(period, won, ACHIEVED, lead, "We asked in person.")
    say(period, lost, MISSED, lead)

    kept = keeping.contents_of(close(period, lead))

    told = {result.key_result: result for result in kept.results}
    assert [told[one.pk].score for one in (won, lost, going)] == ["1.00", "0.19", "0.50"]
    assert [told[one.pk].band for one in (won, lost, going)] == ["met", "little", ""]
    assert told[won.pk].reflection == "We asked in person."
    assert (told[won.pk].start, told[won.pk].end, told[won.pk].goal) == ("0%", "66%", "66%")
    assert (kept.closed_by, kept.closed_on, kept.number) == (lead.name, TODAY, 1)
    active = KeyResult.objects.active()
    assert [one.pk for one in active] == [going.pk]
    assert KeyResult.objects.get(pk=won.pk).retired_as == KeyResult.CLOSED


def test_what_is_carried_over_starts_the_next_day_from_where_it_had_come(lead: User) -> None:
    one = due(objective(), 33, playbook_id="O1-5", definition="Of all who were asked.", owner=lead)
    MilestoneFactory.create(key_result=one, text="Done", done_on=END)
    MilestoneFactory.create(key_result=one, text="Open", due_on=END)
    period = year(lead)
    say(period, one, CARRIED, lead)

    kept = keeping.contents_of(close(period, lead))

    made = KeyResult.objects.active().get()
    assert made.predecessor == one
    assert (made.title, made.definition, made.owner) == (one.title, one.definition, lead)
    assert (made.from_value, made.from_as_of, made.to_value) == (33, END, 66)
    assert (made.starts_on, made.due_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert made.playbook_id == "O1-5"
    assert [(m.text, m.due_on) for m in made.milestones.all()] == [("Open", None)]
    assert one.milestones.count() == 2
    [result] = kept.results
    assert (result.successor, result.successor_title) == (made.pk, made.title)
    assert PeriodResult.objects.get().successor == made


def test_a_successor_takes_the_target_and_the_day_that_were_chosen(lead: User) -> None:
    one, period = due(objective(), 33), year(lead)
    say(period, one, CARRIED, lead)
    chosen = Choice(due_on=date(2027, 6, 30), to_value=Decimal(80))

    close(period, lead, closing_as=Closing(choices={one.pk: chosen}))

    made = KeyResult.objects.active().get()
    assert (made.due_on, made.to_value) == (date(2027, 6, 30), 80)


def test_a_change_carried_over_aims_at_the_same_count(lead: User) -> None:
    one = due(
        objective(), 14, kind="percent_change", base_count=Decimal(1000), to_value=Decimal(66)
    )
    period = year(lead)
    say(period, one, CARRIED, lead)

    close(period, lead)

    made = KeyResult.objects.active().get()
    assert (made.base_count, made.from_value) == (1140, 0)
    assert made.base_count * (100 + made.to_value) / 100 == pytest.approx(Decimal(1660))


def test_one_whose_figure_is_hidden_is_carried_over_without_it(lead: User) -> None:
    one = due(objective(), None, cadence="on_survey")
    CheckInFactory.create(key_result=one, as_of=END, recorded_at=NOW, value=None, suppressed=True)
    period = year(lead)
    say(period, one, CARRIED, lead)

    kept = keeping.contents_of(close(period, lead))

    made = KeyResult.objects.active().get()
    assert (made.from_value, made.from_as_of, made.to_value) == (None, None, 66)
    [result] = kept.results
    assert (result.end, result.end_value, result.no_score) == ("", None, "too_few")


def test_one_that_follows_the_survey_goes_on_following_it(lead: User) -> None:
    one = due(objective(), 33, cadence="on_survey", follows=KeyResult.RESPONSE_RATE)
    period = year(lead)
    say(period, one, CARRIED, lead)

    close(period, lead)

    made = KeyResult.objects.active().get()
    assert (made.follows, made.from_value, made.from_as_of) == (KeyResult.RESPONSE_RATE, 33, END)


@pytest.mark.parametrize("kind", ["status", "milestones", "keep_at"])
def test_what_has_no_figure_to_move_is_carried_over_as_it_is(kind: str, lead: User) -> None:
    limits = {"low": Decimal(40), "tolerance": Decimal(5)} if kind == "keep_at" else {}
    one = KeyResultFactory.create(objective=objective(), **{kind: True}, **DAYS, **limits)
    period = year(lead)
    say(period, one, CARRIED, lead)

    close(period, lead)

    made = KeyResult.objects.active().get()
    assert (made.kind, made.source, made.direction) == (one.kind, one.source, one.direction)
    assert (made.low, made.tolerance) == (one.low, one.tolerance)


def test_one_that_stands_at_its_target_needs_another_one_to_be_carried_over(lead: User) -> None:
    one, period = due(objective(), 66), year(lead)
    say(period, one, CARRIED, lead)

    with pytest.raises(CannotClose, match="cannot be carried over") as refused:
        close(period, lead)

    assert refused.value.field == f"to-{one.pk}"
    assert not PeriodSnapshot.objects.exists()
    assert KeyResult.objects.active().get() == one


def test_what_a_carried_one_guarded_its_successor_guards(lead: User) -> None:
    under = objective()
    keep = due(under, 50, kind="keep_at", from_value=None, to_value=None, low=40)
    guarded = going_on(under, guardrail=keep)
    both = due(under, 33, guardrail=keep)
    period = year(lead)
    for one in (keep, both):
        say(period, one, CARRIED, lead)

    close(period, lead)

    after = KeyResult.objects.get(predecessor=keep)
    guarded.refresh_from_db()
    assert guarded.guardrail == after
    assert KeyResult.objects.get(predecessor=both).guardrail == after


def test_the_owner_who_cannot_check_in_any_more_is_not_given_the_successor(lead: User) -> None:
    gone = UserFactory.create(is_active=False)
    one, period = due(objective(), owner=gone), year(lead)
    say(period, one, CARRIED, lead)

    close(period, lead)

    assert KeyResult.objects.active().get().owner is None


def test_what_is_undecided_is_refused_by_name(lead: User) -> None:
    under = objective()
    one, _other = due(under, title="Listen"), going_on(under)
    period = year(lead)

    with pytest.raises(CannotClose, match="1 key result that was due: “Listen”"):
        close(period, lead)

    one.refresh_from_db()
    assert not one.retired_as


def test_a_period_that_runs_still_is_not_closed(lead: User) -> None:
    period = year(lead)

    with pytest.raises(CannotClose, match="31 December 2025"):
        close(period, lead, at=datetime(2025, 12, 31, 12, tzinfo=UTC))


def test_an_earlier_period_is_closed_first(lead: User) -> None:
    objective()
    year(lead, name="Half 1", ends=date(2025, 6, 30))
    second = year(lead, name="Half 2", starts=date(2025, 7, 1))

    with pytest.raises(CannotClose, match="Half 1 comes before it"):
        close(second, lead)


def test_sent_twice_it_is_closed_once(lead: User) -> None:
    one, period, key = due(objective()), year(lead), uuid4()
    say(period, one, CARRIED, lead)

    first, again = close(period, lead, key=key), close(period, lead, key=key)

    assert first == again
    assert KeyResult.objects.filter(predecessor=one).count() == 1
    assert AuditEvent.objects.filter(verb="closed the period").count() == 1
    with pytest.raises(CannotClose, match="closed already"):
        close(period, lead)


def test_a_key_of_another_period_closes_nothing(lead: User) -> None:
    objective()
    key = uuid4()
    first = year(lead, name="Half 1", ends=date(2025, 6, 30))
    second = year(lead, name="Half 2", starts=date(2025, 7, 1))
    close(first, lead, key=key)

    with pytest.raises(CannotClose, match="another period"):
        close(second, lead, key=key)


def test_whoever_looked_at_an_older_review_is_told(lead: User) -> None:
    one, period = going_on(objective()), year(lead)
    seen = closing.as_seen(gathering.gather(period, known_by=NOW))
    CheckInFactory.create(key_result=one, as_of=END, recorded_at=NOW, value=40)

    with pytest.raises(SomethingChanged):
        close(period, lead, closing_as=Closing(seen=seen))

    seen = closing.as_seen(gathering.gather(period, known_by=NOW))
    assert close(period, lead, closing_as=Closing(seen=seen)).number == 1


def test_killed_half_way_nothing_happened(lead: User) -> None:
    one, period = due(objective()), year(lead)
    say(period, one, CARRIED, lead)
    before = AuditEvent.objects.count()

    with (
        patch.object(keeping, "digest_of", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        close(period, lead)

    period.refresh_from_db()
    assert (period.closed_at, PeriodSnapshot.objects.count()) == (None, 0)
    assert [k.pk for k in KeyResult.objects.active()] == [one.pk]
    assert AuditEvent.objects.count() == before


def test_earlier_days_stay_as_they_were_and_the_plan_of_today_counts_it_once(lead: User) -> None:
    under = objective()
    one, period = due(under, None), year(lead)
    CheckInFactory.create(key_result=one, as_of=IN_YEAR.date(), recorded_at=IN_YEAR, value=33)
    say(period, one, CARRIED, lead)

    close(period, lead)

    then = plan_on(under.strategy_id, day=END)
    assert [(r.key_result.pk, r.standing.progress) for r in then.rows] == [(one.pk, Decimal("0.5"))]
    now = current_plan(under.strategy_id, today=LATER.date())
    assert [row.key_result.predecessor_id for row in now.rows] == [one.pk]


@pytest.mark.parametrize("rows", [2, 8])
def test_what_goes_on_costs_a_close_no_queries(lead: User, rows: int) -> None:
    under, period = objective(), year(lead)
    for _n in range(rows):
        going_on(under)

    with CaptureQueriesContext(connection) as asked:
        close(period, lead)

    assert len(asked) <= 32
