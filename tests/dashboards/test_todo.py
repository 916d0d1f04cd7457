"""What I must do: an owner their own, a lead what holds the plan up, soonest first."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dashboards import todo
from okrs.latest import locked, refresh
from okrs.models import PlaybookDecision
from okrs.standings import current_plan
from strategy.pillars import Pillar
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 5)


@pytest.fixture
def strategy(db):
    return StrategyFactory.create()


@pytest.fixture
def objective(strategy):
    """One of each pillar, so that no pillar is empty; the first is given."""
    made = [ObjectiveFactory.create(strategy=strategy, pillar=pillar.value) for pillar in Pillar]
    for other in made:
        read(40, objective=other, owner=UserFactory.create(), title="In order")
    return made[0]


@pytest.fixture
def owner(db):
    return UserFactory.create(contributor=True, name="Sam Okafor")


def read(value, **more):
    """Read at the end of June, so nothing is due before October."""
    key_result = KeyResultFactory.create(**more)
    key_result.latest = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=date(2027, 6, 30)
    )
    key_result.confirmed_on = date(2027, 6, 30)
    key_result.save()
    return key_result


@pytest.fixture
def needed(strategy):
    def ask(reader, today=TODAY):
        plan = current_plan(strategy.pk, today=today)
        return todo.things_to_do(plan, reader=reader, strategy_id=strategy.pk, today=today)

    return ask


def titles(found):
    return [one.title for one in found]


def test_when_all_is_in_order_nothing_needs_anybody(objective, needed, owner, lead):
    assert needed(lead) == []
    assert needed(owner) == []


def test_an_owner_is_asked_to_check_in_where_it_is_late_with_the_button(objective, needed, owner):
    late = KeyResultFactory.create(objective=objective, owner=owner, title="Listen")
    found = needed(owner)

    assert titles(found) == ["Check in: Listen"]
    assert found[0].why == "It is 95 days late."
    assert found[0].by == date(2027, 4, 1)
    assert found[0].url == f"/okrs/key-results/{late.pk}/check-in/"


@pytest.mark.parametrize(("days", "asked"), [(8, False), (7, True), (0, True)])
def test_an_owner_is_asked_a_week_before_it_is_due(objective, needed, owner, days, asked):
    read(40, objective=objective, owner=owner)
    found = needed(owner, today=date(2027, 10, 1) - timedelta(days=days))

    assert bool(found) is asked


def test_an_owner_sees_their_own_alone_and_a_viewer_nothing(objective, needed, owner):
    KeyResultFactory.create(objective=objective, owner=owner)

    assert needed(UserFactory.create(contributor=True)) == []
    assert needed(UserFactory.create(viewer=True)) == []


def test_an_owner_is_told_of_steps_due_soon(objective, needed, owner):
    theirs = read(40, objective=objective, owner=owner)
    MilestoneFactory.create(key_result=theirs, text="Ask", due_on=TODAY + timedelta(days=3))
    MilestoneFactory.create(key_result=theirs, text="Done", due_on=TODAY, done_on=TODAY)
    MilestoneFactory.create(key_result=theirs, text="Far", due_on=TODAY + timedelta(days=90))
    found = needed(owner)

    assert len(found) == 1
    assert "Ask" in found[0].title + found[0].why


def test_a_lead_chases_each_owner_once_for_all_that_is_late(objective, needed, owner, lead):
    for title in ("Listen", "Act", "Tell"):
        KeyResultFactory.create(objective=objective, owner=owner, title=title)
    found = needed(lead)

    assert titles(found) == [f"Chase {owner.short_name}: three check-ins are late"]
    assert found[0].why == "“Listen”, “Act” and 1 more"
    assert found[0].url == f"/okrs/?owner={owner.pk}&sort=due"


def test_a_lead_sets_baselines_by_the_first_of_their_days(objective, needed, lead):
    for day in (date(2027, 9, 1), date(2027, 8, 1)):
        KeyResultFactory.create(
            objective=objective, owner=UserFactory.create(), unset=True, set_by=day
        )
    found = needed(lead)

    assert (titles(found), found[0].by) == (["Set two baselines"], date(2027, 8, 1))


def test_a_lead_gives_owners_to_what_has_none(objective, needed, lead):
    read(40, objective=objective, title="Orphan")
    found = needed(lead)

    assert titles(found) == ["Give a key result an owner"]
    assert "“Orphan”" in found[0].why


def test_a_lead_finds_help_where_it_is_off_track(objective, needed, lead):
    read(1, objective=objective, owner=UserFactory.create(), title="Belonging")
    found = needed(lead)

    assert titles(found) == ["Find help for an off-track key result"]
    assert found[0].why == "“Belonging”"


def test_a_lead_asks_what_happened_where_confidence_fell(objective, needed, lead):
    shaken = read(40, objective=objective, owner=UserFactory.create(), title="Listen")
    for day, score in ((1, 8), (2, 5)):
        CheckInFactory.create(
            key_result=shaken,
            confidence=score,
            as_of=date(2027, 7, day),
            recorded_at=datetime(2027, 7, day, 9, tzinfo=UTC),
        )
    refresh(locked(shaken), today=TODAY)
    found = needed(lead)

    assert titles(found) == ["Ask what happened: Listen"]
    assert found[0].why == "Confidence fell from 8 to 5: why?"


def test_a_lead_fills_the_pillars_in_which_nothing_is_promised(strategy, needed, lead, owner):
    found = needed(lead)

    assert titles(found) == [f"Choose key results for {pillar.label}" for pillar in Pillar]
    assert needed(owner) == []


def test_a_lead_is_reminded_of_rows_put_off_to_a_day(objective, needed, strategy, lead):
    for row, day in (("d1", TODAY), ("d2", TODAY + timedelta(days=1))):
        PlaybookDecision.objects.create(
            strategy=strategy,
            playbook_id=row,
            reason="later",
            ask_again_on=day,
            by=lead,
            at=datetime(2027, 1, 1, 9, tzinfo=UTC),
        )
    found = needed(lead)

    assert titles(found) == ["Think again about a row of the playbook"]
    assert found[0].by == TODAY


def test_soonest_first_and_what_has_no_date_last(objective, needed, lead):
    KeyResultFactory.create(
        objective=objective, owner=UserFactory.create(), unset=True, set_by=date(2027, 9, 1)
    )
    KeyResultFactory.create(objective=objective, owner=UserFactory.create())
    read(1, objective=objective, owner=UserFactory.create())
    days = [one.by for one in needed(lead)]

    assert days == [date(2027, 4, 1), date(2027, 9, 1), None]


@pytest.mark.parametrize(("number", "said"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10")])
def test_numbers_up_to_nine_are_words(number, said):
    assert todo.in_words(number) == said
