"""What needs doing, at its edges: said once, said when it matters, and for the right reason."""

from datetime import UTC, date, datetime

import pytest

from dashboards.todo import things_to_do
from dashboards.views.home import next_dates
from okrs.latest import locked, refresh
from okrs.standings import current_plan
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 20)


@pytest.fixture
def objective():
    return ObjectiveFactory.create()


@pytest.fixture
def needed(objective):
    """What needs this person, as (title, why)."""

    def ask(reader, today=TODAY):
        strategy = objective.strategy_id
        plan = current_plan(strategy, today=today)
        found = things_to_do(plan, reader=reader, strategy_id=strategy, today=today)
        return [(todo.title, todo.why) for todo in found]

    return ask


def about(word, things):
    return [title for title, why in things if word in title + why]


def scored(key_result, score, day):
    told = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    CheckInFactory.create(key_result=key_result, confidence=score, as_of=day, recorded_at=told)
    refresh(locked(key_result), today=TODAY)


def test_an_unset_key_result_is_asked_for_its_baseline_and_for_nothing_else(objective, needed):
    owner = UserFactory.create(contributor=True)
    KeyResultFactory.create(objective=objective, owner=owner, unset=True, title="Ask everybody")

    assert about("Ask everybody", needed(owner)) == ["Find out where it starts: Ask everybody"]


def test_a_lead_hears_once_of_an_unset_key_result_of_somebody_else(objective, needed, lead):
    owner = UserFactory.create()
    KeyResultFactory.create(objective=objective, owner=owner, unset=True, title="Ask everybody")

    assert about("Ask everybody", needed(lead)) == ["Set an overdue baseline"]


def test_a_lead_is_not_told_that_what_is_still_to_come_is_overdue(objective, needed, lead):
    for day in (date(2027, 4, 1), date(2027, 9, 1)):
        KeyResultFactory.create(
            objective=objective,
            owner=UserFactory.create(),
            unset=True,
            set_by=day,
            title=f"By month {day.month}",
        )
    things = needed(lead)

    assert about("By month 4", things) == ["Set an overdue baseline"]
    assert about("By month 9", things) == ["Set a baseline"]


def test_what_is_measured_by_milestones_is_asked_for_milestones(objective, needed, lead):
    owner = UserFactory.create(contributor=True)
    KeyResultFactory.create(objective=objective, owner=owner, milestones=True, title="Run it")

    assert about("Run it", needed(lead)) == ["Add the milestones of a key result"]
    assert about("Run it", needed(owner)) == ["Add its milestones: Run it"]


def test_an_objective_that_nothing_measures_is_named(objective, needed, lead):
    KeyResultFactory.create(objective=objective)
    ObjectiveFactory.create(strategy=objective.strategy, title="Bare")

    assert about("Bare", needed(lead)) == ["Give an objective a key result"]


def test_an_objective_is_not_named_when_its_whole_pillar_is_empty(objective, needed, lead):
    bare = ObjectiveFactory.create(strategy=objective.strategy, pillar="hiring", title="Bare")
    KeyResultFactory.create(objective=objective)

    things = needed(lead)
    assert about("Bare", things) == []
    assert f"Choose key results for {bare.get_pillar_display()}" in [title for title, _ in things]


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([(9, date(2027, 3, 31)), (6, date(2027, 7, 1))], True),
        ([(9, date(2026, 7, 1)), (3, date(2027, 7, 1))], True),
        ([(9, date(2027, 3, 31)), (7, date(2027, 7, 1))], False),
        ([(9, date(2027, 1, 31)), (3, date(2027, 4, 30))], False),
        ([(9, date(2027, 3, 31)), (3, date(2027, 6, 30)), (8, date(2027, 7, 1))], False),
        ([(3, date(2027, 7, 1))], False),
    ],
    ids=[
        "a quarter apart",
        "a year apart",
        "too small a fall",
        "long ago",
        "since recovered",
        "the only score",
    ],
)
def test_a_fall_in_confidence_is_told_when_the_newer_score_is_recent(
    objective, needed, lead, scores, told
):
    key_result = KeyResultFactory.create(objective=objective)
    for score, day in scores:
        scored(key_result, score, day)

    assert bool(about("Confidence fell from", needed(lead))) is told


def test_a_score_left_out_lies_between_two_and_hides_no_fall(objective, needed, lead):
    key_result = KeyResultFactory.create(objective=objective)
    scored(key_result, 9, date(2027, 3, 31))
    scored(key_result, None, date(2027, 5, 31))
    scored(key_result, 2, date(2027, 7, 1))

    assert ("Confidence fell from 9 to 2: why?") in [why for _, why in needed(lead)]


@pytest.fixture
def stood_in_for(objective):
    """No From and To by 1 April, and a milestone that counts in the meantime."""
    owner = UserFactory.create(contributor=True)
    key_result = KeyResultFactory.create(
        objective=objective, unset=True, title="Ask everybody", owner=owner
    )
    MilestoneFactory.create(key_result=key_result, done_on=date(2027, 7, 1))
    return key_result


def test_an_overdue_baseline_is_not_forgotten_because_milestones_stand_in(
    stood_in_for, needed, lead
):
    assert about("Ask everybody", needed(lead)) == ["Set an overdue baseline"]
    assert "Find out where it starts: Ask everybody" in about(
        "Ask everybody", needed(stood_in_for.owner)
    )


def test_a_baseline_that_milestones_stand_in_for_can_wait_for_its_day(stood_in_for, needed, lead):
    assert about("overdue", needed(lead, today=date(2027, 4, 1))) == []


def test_the_dates_hold_check_ins_baselines_and_ends(objective):
    KeyResultFactory.create(objective=objective, due_on=date(2027, 4, 1))
    KeyResultFactory.create(objective=objective, unset=True)  # to set by 1 April
    KeyResultFactory.create(objective=objective)

    plan = current_plan(objective.strategy_id, today=date(2027, 3, 1))

    assert next_dates(list(plan.rows), date(2027, 3, 1)) == [
        (date(2027, 4, 1), ["2 check-ins due", "1 baseline to set", "1 key result ends"]),
        (date(2027, 12, 31), ["2 key results end"]),
    ]


def test_the_greeting_counts_in_words_that_begin_a_sentence(client, objective, lead):
    for _each in range(2):
        KeyResultFactory.create(objective=objective)
    client.force_login(lead)

    page = " ".join(client.get("/").content.decode().split())

    assert "Priya. Five things need you." in page
