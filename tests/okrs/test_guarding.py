"""A keep-at beside a key result: every way of reading the plan says the same of the two."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from okrs import list_read, mine, overrides
from okrs.history import plan_on
from okrs.key_result_page import key_result_or_404, load_readings
from okrs.models import KeyResult
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Status
from okrs.standings import current_plan, row_of
from okrs.trend import plans_on
from tests.factories import NOON, CheckInFactory, KeyResultFactory, ObjectiveFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 2)
TOLD = datetime(2027, 7, 1, 9, tzinfo=UTC)


def read(key_result, value, *, at=TOLD):
    told = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=at.date(), recorded_at=at
    )
    KeyResult.objects.filter(pk=key_result.pk).update(latest=told, confirmed_on=at.date())
    return told


@pytest.fixture
def pair():
    """A key result ahead of its plan, and the keep-at beside it, which is outside."""
    keep = KeyResultFactory.create(keep_at=True, title="Keep quality")
    other = ObjectiveFactory.create(strategy=keep.objective.strategy)
    guarded = KeyResultFactory.create(guardrail=keep, objective=other)
    read(keep, 10)
    read(guarded, 60)
    return guarded, keep


def in_the_list(key_result):
    rows = list_read.rows_of(KeyResult.objects.active().in_page_order(), today=TODAY)
    return next(row.standing for row in rows if row.key_result == key_result)


def in_the_plan(key_result):
    plan = current_plan(key_result.objective.strategy_id, today=TODAY)
    return next(row.standing for row in plan.rows if row.key_result == key_result)


def on_its_page(key_result):
    return row_of(key_result_or_404(key_result.pk), today=TODAY).standing


def on_that_day(key_result):
    plan = plan_on(key_result.objective.strategy_id, day=TODAY)
    return next(row.standing for row in plan.rows if row.key_result == key_result)


def among_days(key_result):
    plan = plans_on(key_result.objective.strategy_id, {TODAY})[TODAY]
    return next(row.standing for row in plan.rows if row.key_result == key_result)


WAYS = [in_the_list, in_the_plan, on_its_page, on_that_day, among_days]


@pytest.mark.parametrize("way", WAYS)
def test_it_is_held_back_while_the_keep_at_is_outside(pair, way):
    found = way(pair[0])

    assert found.verdict is Verdict.held_back
    assert "“Keep quality” does not hold (Outside)" in found.reason


@pytest.mark.parametrize("way", WAYS)
def test_it_is_green_once_the_keep_at_holds_again(pair, way):
    read(pair[1], 50, at=datetime(2027, 7, 2, 9, tzinfo=UTC))

    assert way(pair[0]).status is Status.on_track


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", ["key result", "objective"])
def test_a_retired_keep_at_holds_nothing_back(pair, way, what):
    guarded, keep = pair
    if what == "objective":
        keep.objective.retired_at = NOON
        keep.objective.save()
    else:
        KeyResult.objects.filter(pk=keep.pk).update(retired_as="archived", retired_at=NOON)

    assert way(guarded).status is Status.on_track


@pytest.mark.parametrize("way", [on_that_day, among_days])
def test_on_an_earlier_day_it_goes_by_the_keep_at_of_that_day(pair, way):
    guarded, keep = pair
    read(keep, 50, at=datetime(2027, 7, 3, 9, tzinfo=UTC))

    assert way(guarded).verdict is Verdict.held_back
    assert plan_on(guarded.objective.strategy_id, day=date(2027, 7, 3)).rows[
        -1
    ].standing.status is (Status.on_track)


@pytest.mark.parametrize("way", [on_that_day, among_days])
def test_a_day_before_its_keep_at_was_carried_over_goes_by_the_one_of_that_day(pair, way):
    guarded, keep = pair
    later = datetime(2027, 7, 9, 9, tzinfo=UTC)
    for _quarter in range(2):
        KeyResult.objects.filter(pk=keep.pk).update(retired_as=KeyResult.CLOSED, retired_at=later)
        keep = KeyResultFactory.create(
            keep_at=True, objective=keep.objective, predecessor=keep, added_at=later
        )
    KeyResult.objects.filter(pk=guarded.pk).update(guardrail=keep)

    assert way(guarded).verdict is Verdict.held_back
    assert in_the_list(guarded).status is Status.on_track


def test_its_owner_sees_no_green_where_the_keep_at_is_another_person_s(pair):
    guarded, keep = pair
    owner, other = UserFactory.create_batch(2)
    KeyResult.objects.filter(pk=guarded.pk).update(owner=owner)
    KeyResult.objects.filter(pk=keep.pk).update(owner=other)

    found = mine.of(owner, today=TODAY)

    assert [row.standing.verdict for row in (*found.waiting, *found.others)] == [Verdict.held_back]


@pytest.mark.parametrize("carried", [False, True])
def test_no_reading_of_a_day_was_green_while_the_keep_at_failed(pair, carried):
    guarded, keep = pair
    read(keep, 50, at=datetime(2027, 7, 3, 9, tzinfo=UTC))
    read(guarded, 62, at=datetime(2027, 7, 5, 9, tzinfo=UTC))
    if carried:
        KeyResult.objects.filter(pk=keep.pk).update(retired_as=KeyResult.CLOSED, retired_at=NOON)
        after = KeyResultFactory.create(keep_at=True, objective=keep.objective, predecessor=keep)
        KeyResult.objects.filter(pk=guarded.pk).update(guardrail=after)

    told, _check_ins = load_readings(key_result_or_404(guarded.pk))

    assert [one.standing.verdict for one in told.all] == [Verdict.held_back, Verdict.on_track]
    assert [one.standing.word for one in load_readings(keep)[0].all] == ["Outside", "Held"]


def test_pairs_cost_no_query_of_their_own(pair, same_queries):
    def another():
        keep = KeyResultFactory.create(keep_at=True, objective=pair[1].objective)
        KeyResultFactory.create(guardrail=keep, objective=pair[0].objective)

    strategy = pair[0].objective.strategy_id
    same_queries(lambda: in_the_list(pair[0]), add_rows=another)
    same_queries(lambda: current_plan(strategy, today=TODAY), add_rows=another)


def test_nobody_can_call_on_track_what_is_held_back(pair, lead):
    say = {"key_result": pair[0], "reason": "It will be well", "by": lead, "at": TOLD}

    with pytest.raises(overrides.CannotOverride, match="“Keep quality” does not hold"):
        overrides.override(**say, status=Status.on_track, until=TODAY, today=TODAY)
    said = overrides.override(**say, status=Status.off_track, until=TODAY, today=TODAY)
    assert said.status == Status.off_track


def test_what_is_behind_cannot_be_called_on_track_either_while_the_keep_at_fails(pair, lead):
    guarded, keep = pair
    read(keep, 50)
    read(guarded, 12)
    say = {"key_result": guarded, "reason": "It will be well", "by": lead, "at": TOLD}
    said = overrides.override(**say, status=Status.on_track, until=TODAY, today=TODAY)
    overrides.withdraw(key_result=guarded, by=lead, at=TOLD)
    read(keep, 10)

    with pytest.raises(overrides.CannotOverride, match="“Keep quality” does not hold"):
        overrides.override(**say, status=Status.on_track, until=TODAY, today=TODAY)
    with pytest.raises(overrides.CannotOverride, match="so this cannot be On track"):
        overrides.let_stand_again(said=said, by=lead, at=TOLD)
    assert not guarded.overrides.filter(withdrawn_at=None).exists()
