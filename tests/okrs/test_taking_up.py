"""Taking up the playbook, leaving rows out with a reason, and thinking again."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import AuditEvent, User
from okrs import planning
from okrs.models import KeyResult, Milestone, Objective, PlaybookDecision
from okrs.playbook import catalogue, deciding, taking_up
from okrs.playbook.deciding import CannotDecline
from okrs.playbook.offers import State, offers_for
from okrs.playbook.taking_up import TakenUp
from strategy.models import Strategy
from strategy.pillars import Pillar
from tests.factories import StrategyFactory

AT = datetime(2027, 2, 1, 9, tzinfo=UTC)
TODAY = date(2027, 2, 1)


@pytest.fixture
def strategy(db: None) -> Strategy:
    return StrategyFactory.create()


def take_up(row_id: str, strategy: Strategy, lead: User, **adjusted: Any) -> TakenUp:
    return taking_up.take_up(
        row=catalogue.row(row_id), strategy=strategy, by=lead, at=AT, today=TODAY, **adjusted
    )


def take_up_all(strategy: Strategy, lead: User) -> TakenUp:
    return taking_up.take_up_all(
        rows=catalogue.ROWS, strategy=strategy, by=lead, at=AT, today=TODAY
    )


def decline(row_id: str, strategy: Strategy, lead: User, **given: Any) -> PlaybookDecision:
    usual: dict[str, Any] = {"reason": "misfit", "sentence": "We hire nobody that way."}
    return deciding.decline(
        row=catalogue.row(row_id),
        strategy=strategy,
        by=lead,
        at=AT,
        today=TODAY,
        **(usual | given),
    )


def state(row_id: str, strategy: Strategy, today: date = TODAY) -> State:
    return offers_for(strategy, today=today).offer(row_id).state


def test_a_row_becomes_a_key_result_with_its_objective_steps_and_resources(
    strategy: Strategy, lead: User
) -> None:
    (key_result,) = take_up("O1-5", strategy, lead).new

    assert key_result.objective.title == "Know the baseline data"
    assert (key_result.kind, key_result.cadence) == ("percent", "on_survey")
    assert (key_result.from_value, key_result.to_value) == (Decimal(0), Decimal(66))
    assert (key_result.starts_on, key_result.due_on) == (TODAY, date(2029, 12, 31))
    assert key_result.origin == "Hackathon table, 2021, row O1-5"
    assert key_result.milestones.count() == 1
    assert key_result.links.get().note.endswith("66%.")
    assert AuditEvent.objects.filter(verb="took up").count() == 1


def test_what_the_table_leaves_open_is_to_be_set_and_never_zero(
    strategy: Strategy, lead: User
) -> None:
    (key_result,) = take_up("O4-1", strategy, lead).new

    assert (key_result.from_value, key_result.to_value) == (None, None)
    assert (key_result.from_label, key_result.to_label) == ("Current %", "Target %")
    assert key_result.set_by == date(2027, 5, 2)


def test_taking_up_twice_is_taking_up_once(strategy: Strategy, lead: User) -> None:
    first = take_up("O1-5", strategy, lead)
    second = take_up("O1-5", strategy, lead)

    assert second.new == ()
    assert second.already == first.new
    assert KeyResult.objects.count() == 1
    assert Objective.objects.count() == 1


def test_a_row_is_adjusted_before_it_is_taken_up(strategy: Strategy, lead: User) -> None:
    (key_result,) = take_up(
        "O4-2",
        strategy,
        lead,
        title="Cold spots we hire from",
        from_value=Decimal(2),
        to_value=Decimal(8),
        due_on=date(2027, 12, 31),
        owner=lead,
    ).new

    assert (key_result.title, key_result.owner) == ("Cold spots we hire from", lead)
    assert (key_result.from_value, key_result.set_by) == (Decimal(2), None)
    assert key_result.playbook_id == "O4-2"


def test_taking_up_all_leaves_out_what_would_count_twice_and_names_it(
    strategy: Strategy, lead: User
) -> None:
    done = take_up_all(strategy, lead)

    assert len(done.new) == 35
    assert [row.id for row in done.left_out] == ["O2-1f", "B-X2"]
    assert (Objective.objects.count(), Milestone.objects.count()) == (9, 25)
    assert KeyResult.objects.exclude(from_value=0).exclude(from_value=None).count() == 0


def test_taking_up_all_again_makes_nothing_more(strategy: Strategy, lead: User) -> None:
    take_up_all(strategy, lead)

    assert take_up_all(strategy, lead).new == ()
    assert KeyResult.objects.count() == 35


def test_taking_up_all_leaves_what_was_declined_declined(strategy: Strategy, lead: User) -> None:
    decline("O4-7", strategy, lead)

    assert len(take_up_all(strategy, lead).new) == 34
    assert state("O4-7", strategy) is State.declined


def test_an_objective_is_taken_up_without_the_rest(strategy: Strategy, lead: User) -> None:
    done = taking_up.take_up_all(
        rows=catalogue.rows_of("O4P"), strategy=strategy, by=lead, at=AT, today=TODAY
    )

    assert [one.playbook_id for one in done.new] == ["O4-5", "O4-6"]
    assert Objective.objects.get().playbook_id == "O4P"


@pytest.mark.parametrize("order", [("O2-1a", "B-X2"), ("B-X2", "O2-1a")])
def test_a_milestone_and_the_key_result_made_from_it_count_once(
    strategy: Strategy, lead: User, order: tuple[str, str]
) -> None:
    for row_id in order:
        take_up(row_id, strategy, lead)

    step = Milestone.objects.get(playbook_id="O2-1.m4")
    assert step.promoted_to == KeyResult.objects.get(playbook_id="B-X2")
    assert Milestone.objects.filter(promoted_to=None).count() == 2


def test_a_retired_row_is_taken_up_again_as_it_was(strategy: Strategy, lead: User) -> None:
    (key_result,) = take_up("O1-5", strategy, lead).new
    planning.retire_key_result(
        key_result=key_result, retired_as="archived", why="Too soon.", by=lead, at=AT
    )
    assert state("O1-5", strategy) is State.undecided

    (again,) = take_up("O1-5", strategy, lead).new

    assert again == key_result
    assert state("O1-5", strategy) is State.taken_up


def test_after_the_strategys_end_a_row_runs_for_a_year(lead: User) -> None:
    over = StrategyFactory.create(starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31))

    (key_result,) = take_up("O1-5", over, lead).new

    assert (key_result.starts_on, key_result.due_on) == (TODAY, date(2028, 2, 1))


def test_declining_keeps_who_when_and_why(strategy: Strategy, lead: User) -> None:
    decision = decline("O4-7", strategy, lead)

    assert (decision.reason, decision.by, decision.at) == ("misfit", lead, AT)
    assert state("O4-7", strategy) is State.declined
    assert AuditEvent.objects.get(verb="declined").note == "We hire nobody that way."


def test_not_now_comes_back_on_the_day_it_names(strategy: Strategy, lead: User) -> None:
    decline("O4-7", strategy, lead, reason="later", ask_again_on=date(2027, 9, 1))

    assert state("O4-7", strategy, date(2027, 8, 31)) is State.declined
    assert state("O4-7", strategy, date(2027, 9, 1)) is State.undecided


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": ""}, "Choose why not"),
        ({"reason": "later"}, "on which day"),
        ({"reason": "later", "ask_again_on": TODAY}, "after today"),
    ],
)
def test_a_reason_that_says_too_little_is_refused(
    strategy: Strategy, lead: User, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CannotDecline, match=sentence):
        decline("O4-7", strategy, lead, **given)

    assert not PlaybookDecision.objects.exists()


def test_what_is_taken_up_cannot_be_declined(strategy: Strategy, lead: User) -> None:
    take_up("O1-5", strategy, lead)

    with pytest.raises(CannotDecline, match="archive the key result"):
        decline("O1-5", strategy, lead)


def test_saying_why_not_twice_keeps_the_last_word(strategy: Strategy, lead: User) -> None:
    decline("O4-7", strategy, lead)
    decline("O4-7", strategy, lead, reason="already", sentence="Since 2024.")

    assert PlaybookDecision.objects.get().reason == "already"


def test_thinking_again_puts_a_row_back_and_is_remembered(strategy: Strategy, lead: User) -> None:
    decline("O4-7", strategy, lead)
    for _twice in range(2):
        deciding.reconsider(row=catalogue.row("O4-7"), strategy=strategy, by=lead, at=AT)

    assert state("O4-7", strategy) is State.undecided
    assert AuditEvent.objects.filter(verb="reconsidered").count() == 1


def test_taking_up_what_was_declined_undoes_the_reason(strategy: Strategy, lead: User) -> None:
    decline("O4-7", strategy, lead)
    take_up("O4-7", strategy, lead)

    assert not PlaybookDecision.objects.exists()


def test_the_counts_of_a_pillar_and_of_the_whole(strategy: Strategy, lead: User) -> None:
    take_up("O4-5", strategy, lead)
    decline("O4-6", strategy, lead)

    found = offers_for(strategy, today=TODAY)

    pillar = found.of(Pillar.PROGRESSION).tally
    assert (pillar.taken_up, pillar.declined, pillar.undecided) == (1, 1, 3)
    assert (pillar.total, pillar.percent_taken_up) == (5, 20)
    assert (found.tally.total, found.for_all) == (37, 33)


def test_what_is_not_taken_up_lists_the_declined_and_the_undecided(
    strategy: Strategy, lead: User
) -> None:
    take_up_all(strategy, lead)
    assert [one.pillar for one in offers_for(strategy, today=TODAY).not_taken_up()] == [
        Pillar.HIRING,
        Pillar.COLLABORATION,
    ]

    take_up("O2-1f", strategy, lead)
    take_up("B-X2", strategy, lead)
    assert offers_for(strategy, today=TODAY).not_taken_up() == ()


def test_before_there_is_a_strategy_all_is_to_decide(db: None) -> None:
    assert offers_for(None, today=TODAY).tally.undecided == 37


def test_twice_as_much_taken_up_costs_no_more_queries(
    strategy: Strategy, lead: User, same_queries: Any
) -> None:
    take_up("O1-5", strategy, lead)
    decline("O4-7", strategy, lead)

    same_queries(
        lambda: [
            offer.decision and offer.decision.by.name
            for offer in offers_for(strategy, today=TODAY).offers
        ],
        add_rows=lambda: take_up_all(strategy, lead),
    )
