"""Writing the plan: what is kept, what is worked out, and what is refused in a sentence."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEvent, User
from okrs import planning
from okrs.ends import share_of
from okrs.models import KeyResult
from okrs.planning import CannotPlan, CannotStandStill, ChangedMeanwhile
from okrs.rules.words import Kind
from okrs.terms import settled
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
)

AT = datetime(2027, 2, 1, 9, tzinfo=UTC)
LATER = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
TERMS: dict[str, Any] = {
    "title": "Answers to the survey",
    "kind": "percent",
    "starts_on": date(2027, 1, 1),
    "due_on": date(2027, 12, 31),
    "cadence": "quarterly",
}


def terms(**given: Any) -> dict[str, Any]:
    return TERMS | given


def added(lead: User, **given: Any) -> KeyResult:
    return planning.add_key_result(
        objective=ObjectiveFactory.create(), by=lead, at=AT, **terms(**given)
    )


def test_a_key_result_with_both_ends_has_its_direction_and_nothing_left_to_set(lead: User) -> None:
    key_result = added(lead, from_value=Decimal(20), to_value=Decimal(10))

    assert (key_result.direction, key_result.set_by) == ("decrease", None)
    assert planning.baseline_is_set(key_result)


def test_a_missing_end_stays_empty_and_is_to_be_set_within_ninety_days(lead: User) -> None:
    key_result = added(lead, to_value=Decimal(25))

    assert key_result.from_value is None
    assert key_result.set_by == date(2027, 4, 1)
    assert not planning.baseline_is_set(key_result)


def test_the_day_agreed_for_a_missing_end_is_kept(lead: User) -> None:
    assert added(lead, set_by=date(2027, 6, 1)).set_by == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("kind", "source", "direction", "pace"),
    [
        ("number", "value", "increase", "stepped"),
        ("status", "status", "complete", "stepped"),
        ("milestones", "milestones", "increase", "stepped"),
        ("keep_at", "value", "keep", "stepped"),
    ],
)
def test_what_the_kind_decides(kind: str, source: str, direction: str, pace: str) -> None:
    columns = settled(terms(kind=kind), pillar="data")

    assert (columns["source"], columns["direction"], columns["pace"]) == (source, direction, pace)


def test_a_weekly_figure_is_expected_to_grow_every_day() -> None:
    assert settled(terms(cadence="weekly"), pillar="data")["pace"] == "linear"


def test_a_percentage_change_starts_at_nothing_only_once_its_count_is_known() -> None:
    without = settled(terms(kind="percent_change", to_value=Decimal(25)), pillar="data")
    with_count = settled(
        terms(kind="percent_change", to_value=Decimal(25), base_count=Decimal(400)), pillar="data"
    )

    assert (without["from_value"], with_count["from_value"]) == (None, Decimal(0))


def test_a_share_is_worked_out_from_its_counts() -> None:
    columns = settled(
        terms(from_numerator=Decimal(26), from_denominator=Decimal(140)), pillar="data"
    )

    assert columns["from_value"] == Decimal("18.5714")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"to_value": Decimal(101)}, "101 is not a percentage"),
        ({"from_value": Decimal(-1)}, "from 0 to 100"),
        ({"due_on": date(2027, 1, 1)}, "after the day it starts"),
        ({"weight": Decimal(0)}, "above 0"),
        ({"title": "  "}, "what the key result is called"),
        ({"kind": "guess"}, "how it is measured"),
        ({"kind": "percent_change", "base_count": Decimal(0)}, "count above nothing"),
        ({"kind": "percent_change", "to_value": Decimal(0)}, "no change"),
        ({"kind": "percent_change", "to_value": Decimal(-101)}, "more than 100%"),
        ({"kind": "keep_at", "low": Decimal(9), "high": Decimal(1)}, "above the highest"),
        ({"kind": "keep_at", "low": Decimal(9), "tolerance": Decimal(-1)}, "0 or more"),
        ({"from_numerator": Decimal(3)}, "Give both counts"),
        ({"from_numerator": Decimal(3), "from_denominator": Decimal(2)}, "is not a share"),
        ({"from_numerator": Decimal(3), "from_denominator": Decimal(0)}, "is not a share"),
        ({"pace": "curve"}, "at least one point"),
        ({"also_supports": ["sales"]}, "from the list"),
    ],
)
def test_what_could_never_be_measured_is_refused_with_a_sentence(
    given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CannotPlan, match=sentence):
        settled(terms(**given), pillar="data")


def test_a_typed_share_must_agree_with_its_own_counts() -> None:
    with pytest.raises(CannotPlan, match=r"26 out of 140 is 18.6%, not 25%"):
        share_of(value=Decimal(25), part=Decimal(26), whole=Decimal(140))


def test_the_same_from_and_to_is_refused_and_says_what_to_keep_it_at() -> None:
    with pytest.raises(CannotStandStill, match="keep it at 19%") as refused:
        settled(terms(from_value=Decimal(19), to_value=Decimal(19)), pillar="data")

    assert refused.value.value == Decimal(19)


@given(
    st.sampled_from(["number", "percent"]),
    st.decimals(0, 100, places=2),
    st.decimals(0, 100, places=2),
)
def test_direction_always_follows_the_ends(kind: str, start: Decimal, end: Decimal) -> None:
    if start == end:
        with pytest.raises(CannotStandStill):
            settled(terms(kind=kind, from_value=start, to_value=end), pillar="data")
        return
    columns = settled(
        terms(kind=kind, from_value=start, to_value=end, direction="decrease"), pillar="data"
    )
    assert (columns["direction"] == "increase") == (end > start)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_figure_is_ever_made_up(kind: Kind) -> None:
    columns = settled(terms(kind=kind.value), pillar="data")

    assert columns["from_value"] is None
    assert columns["to_value"] is None
    assert columns["low"] is None


def test_the_pillar_that_counts_it_is_not_among_those_it_also_supports() -> None:
    columns = settled(terms(also_supports=["culture", "data"]), pillar="data")

    assert columns["also_supports"] == ["culture"]


def test_only_somebody_who_may_check_in_can_own_a_key_result(lead: User) -> None:
    viewer = UserFactory.create(viewer=True, name="Sir Humphrey")

    with pytest.raises(CannotPlan, match="Sir Humphrey cannot check in"):
        added(lead, owner=viewer)


def test_adding_keeps_milestones_in_order_and_leaves_one_line_in_the_record(lead: User) -> None:
    objective = ObjectiveFactory.create()

    key_result = planning.add_key_result(
        objective=objective,
        by=lead,
        at=AT,
        milestones=[("Ask", "action"), ("Hear", "outcome")],
        **terms(kind="milestones"),
    )

    steps = key_result.milestones.order_by("order").values_list("text", "kind")
    assert list(steps) == [("Ask", "action"), ("Hear", "outcome")]
    assert AuditEvent.objects.get(subject=f"okrs.keyresult:{key_result.pk}").verb == "added"


def test_a_retired_objective_takes_no_new_key_results(lead: User) -> None:
    objective = planning.retire_objective(objective=ObjectiveFactory.create(), by=lead, at=AT)

    with pytest.raises(CannotPlan, match="restore it first"):
        planning.add_key_result(objective=objective, by=lead, at=AT, **terms())


def test_an_edit_changes_what_it_names_and_records_before_and_after(lead: User) -> None:
    key_result = KeyResultFactory.create()

    changed = planning.edit_key_result(
        key_result=key_result, by=lead, at=AT, version=1, due_on=date(2028, 3, 31)
    )

    told = AuditEvent.objects.get(verb="changed")
    assert changed.version == 2
    assert told.changes == {"due_on": ["2027-12-31", "2028-03-31"]}
    assert changed.title == key_result.title


def test_an_edit_of_nothing_writes_nothing(lead: User) -> None:
    key_result = KeyResultFactory.create()

    same = planning.edit_key_result(key_result=key_result, by=lead, at=AT, title=key_result.title)

    assert same.version == 1
    assert not AuditEvent.objects.exists()


def test_an_edit_never_moves_an_end_that_is_set(lead: User) -> None:
    key_result = KeyResultFactory.create(from_value=Decimal(17), to_value=Decimal(25))

    changed = planning.edit_key_result(
        key_result=key_result, by=lead, at=AT, from_value=Decimal(1), to_value=Decimal(2)
    )

    assert (changed.from_value, changed.to_value) == (Decimal(17), Decimal(25))


def test_an_edit_keeps_own_points_of_the_expected_path(lead: User) -> None:
    key_result = KeyResultFactory.create(pace="curve", curve=[["2027-06-30", "0.25"]])

    changed = planning.edit_key_result(key_result=key_result, by=lead, at=AT, title="Renamed")

    assert changed.curve == [["2027-06-30", "0.25"]]


def test_how_it_is_measured_may_change_until_the_first_check_in(lead: User) -> None:
    key_result = KeyResultFactory.create(milestones=True)
    changed = planning.edit_key_result(
        key_result=key_result, by=lead, at=AT, kind="number", from_value=Decimal(4)
    )
    CheckInFactory.create(key_result=key_result)

    assert (changed.kind, changed.source, changed.from_value) == ("number", "value", Decimal(4))
    with pytest.raises(CannotPlan, match="It has check-ins"):
        planning.edit_key_result(key_result=key_result, by=lead, at=LATER, kind="status")


def test_the_second_of_two_people_is_told_who_changed_what(lead: User) -> None:
    key_result = KeyResultFactory.create()
    planning.edit_key_result(
        key_result=key_result, by=lead, at=AT, version=1, due_on=date(2028, 3, 31)
    )

    with pytest.raises(ChangedMeanwhile, match=r"Priya Nair saved a change at 09:00.*\(due\)"):
        planning.edit_key_result(key_result=key_result, by=lead, at=LATER, version=1, title="Mine")

    key_result.refresh_from_db()
    assert key_result.title != "Mine"


def test_retiring_needs_a_reason_and_keeps_the_row(lead: User) -> None:
    key_result = KeyResultFactory.create()

    with pytest.raises(CannotPlan, match="Say why"):
        planning.retire_key_result(
            key_result=key_result, retired_as="archived", why=" ", by=lead, at=AT
        )
    retired = planning.retire_key_result(
        key_result=key_result,
        retired_as="not_applicable",
        why="We closed the site.",
        by=lead,
        at=AT,
    )

    assert (retired.retired_as, retired.retired_why) == ("not_applicable", "We closed the site.")
    assert not KeyResult.objects.active().exists()


def test_a_promoted_milestone_counts_in_its_own_key_result_again_and_back(lead: User) -> None:
    promoted = KeyResultFactory.create()
    step = MilestoneFactory.create(promoted_to=promoted)

    planning.retire_key_result(
        key_result=promoted, retired_as="archived", why="Too much.", by=lead, at=AT
    )
    step.refresh_from_db()
    assert step.promoted_to is None

    planning.restore_key_result(key_result=promoted, by=lead, at=LATER)
    step.refresh_from_db()
    assert step.promoted_to == promoted


def test_a_retired_key_result_is_restored_before_it_is_changed(lead: User) -> None:
    key_result = KeyResultFactory.create(archived=True)

    with pytest.raises(CannotPlan, match="restore it first"):
        planning.edit_key_result(key_result=key_result, by=lead, at=AT, title="New")
    restored = planning.restore_key_result(key_result=key_result, by=lead, at=AT)

    assert (restored.retired_as, restored.retired_at) == ("", None)


def test_a_row_taken_up_twice_is_not_restored_beside_its_twin(lead: User) -> None:
    retired = KeyResultFactory.create(archived=True, playbook_id="O1-5")
    KeyResultFactory.create(objective=retired.objective, playbook_id="O1-5")

    with pytest.raises(CannotPlan, match="taken up again"):
        planning.restore_key_result(key_result=retired, by=lead, at=AT)


def test_an_objective_is_added_last_and_changed_with_a_record(lead: User) -> None:
    strategy = StrategyFactory.create()
    first = planning.add_objective(strategy=strategy, pillar="data", title="A", by=lead, at=AT)
    second = planning.add_objective(strategy=strategy, pillar="data", title="B", by=lead, at=AT)

    changed = planning.edit_objective(
        objective=second, pillar="hiring", title="C", weight=Decimal(2), by=lead, at=AT, version=1
    )

    assert (first.order, second.order) == (0, 1)
    assert (changed.pillar, changed.weight, changed.version) == ("hiring", Decimal(2), 2)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": ""}, "what the objective is called"),
        ({"pillar": "sales"}, "the pillar"),
        ({"weight": Decimal(0)}, "above 0"),
    ],
)
def test_an_objective_that_makes_no_sense_is_refused(
    lead: User, given: dict[str, Any], sentence: str
) -> None:
    usual: dict[str, Any] = {"title": "A", "pillar": "data", "weight": Decimal(1)}

    with pytest.raises(CannotPlan, match=sentence):
        planning.add_objective(strategy=StrategyFactory.create(), by=lead, at=AT, **(usual | given))


def test_retiring_an_objective_takes_its_key_results_out_of_every_count(lead: User) -> None:
    key_result = KeyResultFactory.create()

    planning.retire_objective(objective=key_result.objective, by=lead, at=AT)
    assert not KeyResult.objects.active().exists()

    planning.restore_objective(objective=key_result.objective, by=lead, at=LATER)
    assert KeyResult.objects.active().get() == key_result


def test_an_objective_taken_up_again_is_not_restored_beside_its_twin(lead: User) -> None:
    old = ObjectiveFactory.create(playbook_id="O1", retired_at=AT)
    ObjectiveFactory.create(playbook_id="O1", strategy=old.strategy)

    with pytest.raises(CannotPlan, match="taken up again"):
        planning.restore_objective(objective=old, by=lead, at=LATER)
