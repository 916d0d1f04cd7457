"""Undoing gives back the whole of what was before, and is offered only where it can be done."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from okrs import baselines, checkins, milestones, objectives, ordering, planning
from okrs.models import KeyResult, Milestone, Period, PeriodResult
from okrs.refusals import CannotPlan
from okrs.undoing import can_undo, undo
from tests.factories import KeyResultFactory, MilestoneFactory, ObjectiveFactory, UserFactory

AT = timezone.now().replace(microsecond=0)
DONE = date(2027, 2, 1)
ACHIEVABLE = {"kind": "milestones", "source": "milestones", "from_value": None, "to_value": None}


def minute(n):
    return AT + timedelta(minutes=n)


def last():
    return AuditEvent.objects.last_written()


@pytest.fixture
def kr(db):
    return KeyResultFactory.create(starts_on=date(2026, 1, 1), due_on=date(2029, 12, 31))


@pytest.fixture
def is_offered(client, lead, kr):
    client.force_login(lead)

    def look(event):
        shown = client.get(f"/okrs/key-results/{kr.pk}/history/").content.decode()
        return f"/okrs/record/{event.pk}/undo/" in shown

    return look


def close(key_result, *, until):
    period = Period.objects.create(
        strategy=key_result.objective.strategy,
        name="Year 1",
        starts_on=date(2026, 1, 1),
        ends_on=until,
        closed_at=AT,
        closed_by=UserFactory.create(),
    )
    PeriodResult.objects.create(period=period, key_result=key_result, outcome=PeriodResult.GOES_ON)


def tick(by, kr):
    step = MilestoneFactory.create(key_result=kr)
    milestones.tick(milestone=step, by=by, at=minute(1), today=DONE)


def untick(by, kr):
    step = MilestoneFactory.create(key_result=kr, done_on=DONE)
    milestones.untick(milestone=step, by=by, at=minute(1))


def remove(by, kr):
    step = MilestoneFactory.create(key_result=kr, done_on=DONE)
    milestones.remove_milestone(milestone=step, by=by, at=minute(1), version=1)


def set_ends(by, kr):
    known = {"from_value": Decimal(10), "to_value": Decimal(70), "on": date(2027, 5, 1)}
    why = {"reason": "Counted anew", "approved_by": "The board"}
    baselines.set_baseline(key_result=kr, by=by, at=AT + timedelta(days=365), **known, **why)


@pytest.mark.parametrize("deed", [tick, untick, remove, set_ends])
def test_nothing_of_a_day_in_a_closed_period_is_undone_nor_offered(deed, lead, kr, is_offered):
    deed(lead, kr)
    event = last()
    assert can_undo(event) == ""
    assert is_offered(event)

    close(kr, until=date(2027, 3, 31))

    assert "Year 1 is closed, up to 31 March 2027" in can_undo(event)
    with pytest.raises(CannotPlan, match="Year 1 is closed"):
        undo(event=event, by=lead, at=AT + timedelta(days=400))
    assert not is_offered(event)


def test_a_step_of_a_later_day_is(lead, kr, is_offered):
    tick(lead, kr)
    close(kr, until=date(2027, 1, 31))

    assert is_offered(last())
    undo(event=last(), by=lead, at=minute(2))


def test_of_what_is_out_of_the_plan_only_that_is_offered(lead, kr, is_offered):
    planning.edit_key_result(key_result=kr, by=lead, at=minute(1), weight=Decimal(2))
    edit = last()
    tick(lead, kr)
    ticked = last()
    planning.retire_key_result(key_result=kr, retired_as="archived", why="x", by=lead, at=minute(2))

    assert [is_offered(event) for event in (edit, ticked, last())] == [False, False, True]
    assert "is retired: restore it first." in can_undo(edit)
    assert "is retired: restore it first." in can_undo(ticked)
    KeyResult.objects.filter(pk=kr.pk).update(retired_as=KeyResult.CLOSED)
    assert not is_offered(last())


def test_a_baseline_is_not_offered_once_somebody_read_against_it(lead, kr, is_offered):
    set_ends(lead, kr)
    event = last()
    assert is_offered(event)

    checkins.record_checkin(
        key_result=kr,
        reading=checkins.Reading(value=Decimal(20)),
        story=checkins.Story(),
        as_of=date(2027, 6, 1),
        by=lead,
        at=AT + timedelta(days=366),
        key=uuid4(),
    )

    assert not is_offered(event)


def test_a_first_baseline_undone_leaves_what_followed_from_it_as_it_was(lead):
    agreed = {"set_by": date(2027, 6, 30), "direction": "decrease", "confirmed_on": None}
    kr = KeyResultFactory.create(unset=True)
    KeyResult.objects.filter(pk=kr.pk).update(**agreed)
    ends = {"from_value": Decimal(10), "to_value": Decimal(70), "from_as_of": date(2026, 3, 1)}
    baselines.set_baseline(key_result=kr, by=lead, at=minute(1), **ends)
    followed = {"set_by": None, "direction": "increase", "confirmed_on": date(2026, 3, 1)}
    assert KeyResult.objects.values(*agreed).get() == followed

    undone = undo(event=last(), by=lead, at=minute(2))

    assert KeyResult.objects.values(*agreed).get() == agreed
    undo(event=undone, by=lead, at=minute(3))
    assert KeyResult.objects.values(*agreed).get() == followed


def test_a_target_reached_by_a_tick_that_is_undone_was_never_reached(lead, kr):
    KeyResult.objects.filter(pk=kr.pk).update(**ACHIEVABLE)
    tick(lead, kr)
    kr.refresh_from_db()
    assert kr.ever_achieved

    undone = undo(event=last(), by=lead, at=minute(2))

    kr.refresh_from_db()
    assert not kr.ever_achieved
    undo(event=undone, by=lead, at=minute(3))
    kr.refresh_from_db()
    assert kr.ever_achieved


def test_a_move_to_another_objective_undone_has_its_old_place_and_pillars(lead, kr):
    before = [KeyResultFactory.create(objective=kr.objective, order=n).pk for n in (0, 1)] + [kr.pk]
    other = ObjectiveFactory.create(strategy=kr.objective.strategy, pillar="hiring")
    there = [KeyResultFactory.create(objective=other, order=n).pk for n in (0, 1)]
    KeyResult.objects.filter(pk=kr.pk).update(order=2, also_supports=["hiring", "culture"])

    def places():
        return [[one.pk for one in ordering.under(pk)] for pk in (kr.objective_id, other.pk)]

    ordering.move_under(key_result=kr, objective=other, to=1, seen=there, by=lead, at=minute(1))
    moved = places()
    undone = undo(event=last(), by=lead, at=minute(2))

    assert places() == [before, there]
    assert KeyResult.objects.get(pk=kr.pk).also_supports == ["hiring", "culture"]
    undo(event=undone, by=lead, at=minute(3))
    assert places() == moved == [before[:2], [there[0], kr.pk, there[1]]]


def test_nothing_is_put_back_under_an_objective_that_was_retired_since(lead, kr):
    other = ObjectiveFactory.create(strategy=kr.objective.strategy)
    planning.edit_key_result(key_result=kr, by=lead, at=minute(1), objective=other)
    event = last()
    objectives.retire_objective(objective=kr.objective, by=lead, at=minute(2))

    with pytest.raises(CannotPlan, match="is retired: restore it first"):
        undo(event=event, by=lead, at=minute(3))


def test_a_step_made_a_key_result_tells_where_it_is_undone_and_done_again(lead, kr, is_offered):
    step = MilestoneFactory.create(key_result=kr, kind="outcome", target_value=Decimal(9))
    milestones.promote(milestone=step, by=lead, at=minute(1), today=DONE)
    event = last()
    assert is_offered(event)

    undone = undo(event=event, by=lead, at=minute(2))
    assert not is_offered(event)
    assert can_undo(event) == "This has already been undone."

    undo(event=undone, by=lead, at=minute(3))
    assert is_offered(event)
    undo(event=event, by=lead, at=minute(4))


def test_a_step_made_a_key_result_that_was_worked_on_stays_one(lead, kr):
    step = MilestoneFactory.create(key_result=kr, kind="outcome", target_value=Decimal(9))
    made = milestones.promote(milestone=step, by=lead, at=minute(1), today=DONE)
    event = last()
    planning.edit_key_result(key_result=made, by=lead, at=minute(2), weight=Decimal(2))

    assert f"worked on “{made.title}” since. Retire it instead." in can_undo(event)


def test_sent_twice_the_undoing_of_an_addition_says_so_in_the_same_place(client, lead, kr):
    milestones.add_milestone(key_result=kr, text="Ask", by=lead, at=minute(1))
    client.force_login(lead)
    address = f"/okrs/record/{last().pk}/undo/"

    first, second = (client.post(address, follow=True) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert "This has already been undone." in second.content.decode()
    assert not Milestone.objects.exists()


def test_of_what_is_gone_the_way_leads_to_the_list(client, lead, kr):
    planning.edit_key_result(key_result=kr, by=lead, at=minute(1), weight=Decimal(2))
    KeyResult.objects.all().delete()
    client.force_login(lead)

    answer = client.post(f"/okrs/record/{last().pk}/undo/", follow=True)

    assert answer.redirect_chain == [("/okrs/", 302)]
    assert "has since been removed." in answer.content.decode()
