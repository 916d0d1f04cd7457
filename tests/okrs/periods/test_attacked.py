"""Ways round a closed period, and what a close or an opening again must not leave behind."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.audit import subject_of
from accounts.models import AuditEvent, User
from okrs import milestones, ordering, planning, undoing
from okrs.closed_periods import InClosedPeriod
from okrs.history import plan_on
from okrs.models import CheckIn, KeyResult, Milestone, PeriodResult, PeriodSnapshot, StatusOverride
from okrs.periods import drawing, gathering, naming, reopening
from okrs.periods.closing import CannotClose
from okrs.periods.contents import Contents
from okrs.playbook import catalogue, taking_up
from okrs.trend import plans_on
from tests.factories import CheckInFactory, MilestoneFactory
from tests.okrs.owner_links import words
from tests.okrs.periods.years import (
    END,
    LATER,
    NOW,
    close,
    due,
    going_on,
    objective,
    say,
    year,
)

pytestmark = pytest.mark.django_db
CARRIED, MISSED = PeriodResult.CARRIED, PeriodResult.MISSED


def gathered(lead: User) -> Contents:
    return gathering.gather(year(lead), known_by=NOW)


def last_of(row: KeyResult | Milestone, verb: str) -> AuditEvent:
    return AuditEvent.objects.filter(subject=subject_of(row), verb=verb).order_by("-pk")[0]


def test_one_that_went_past_its_target_is_not_carried_over_backwards(lead: User) -> None:
    one, period = due(objective(), 80), year(lead)
    say(period, one, CARRIED, lead)

    with pytest.raises(CannotClose, match="cannot be carried over like this") as refused:
        close(period, lead)

    assert refused.value.field == f"to-{one.pk}"
    assert not one.successors.exists()


def test_a_change_that_went_past_its_target_is_not_carried_over_backwards(lead: User) -> None:
    one = due(objective(), 20, kind="percent_change", base_count=Decimal(100), to_value=Decimal(10))
    period = year(lead)
    say(period, one, CARRIED, lead)

    with pytest.raises(CannotClose, match="cannot be carried over like this"):
        close(period, lead)


def test_a_status_that_was_never_read_suggests_nothing(lead: User) -> None:
    due(objective(), None, kind="status", from_value=None, to_value=None)

    [result] = gathered(lead).results

    assert result.suggested == ""


def test_what_its_guardrail_holds_back_is_not_suggested_as_achieved(lead: User) -> None:
    under = objective()
    keep = going_on(under, 5, kind="keep_at", low=Decimal(10), high=None, title="Quality")
    due(under, 66, guardrail=keep)

    results = list(gathered(lead).results)

    [result] = [one for one in results if one.is_due]
    assert result.suggested != "achieved"
    assert "Quality" in result.guard


def test_a_tick_is_not_undone_and_done_again_into_a_closed_period(lead: User) -> None:
    one = going_on(objective())
    step = MilestoneFactory.create(key_result=one, done_on=date(2025, 11, 30))
    period = year(lead)
    milestones.untick(milestone=step, by=lead, at=NOW)
    close(period, lead)

    with pytest.raises(InClosedPeriod):
        undoing.undo(event=last_of(step, "unticked"), by=lead, at=LATER)


def test_a_step_done_in_it_is_not_put_back_nor_changed_nor_made_a_key_result(lead: User) -> None:
    one = going_on(objective())
    away, stays = MilestoneFactory.create_batch(
        2, key_result=one, done_on=date(2025, 11, 30), kind="outcome"
    )
    period = year(lead)
    milestones.remove_milestone(milestone=away, by=lead, at=NOW, version=1)
    close(period, lead)

    with pytest.raises(InClosedPeriod):
        undoing.undo(event=last_of(one, "removed a milestone of"), by=lead, at=LATER)
    with pytest.raises(InClosedPeriod):
        milestones.edit_milestone(milestone=stays, text="Else", by=lead, at=LATER, version=1)
    with pytest.raises(InClosedPeriod):
        milestones.promote(milestone=stays, by=lead, at=LATER, today=LATER.date())


def test_a_closed_one_is_not_moved_and_says_why(lead: User) -> None:
    one, period = due(objective()), year(lead)
    say(period, one, MISSED, lead)
    close(period, lead)
    one.refresh_from_db()

    with pytest.raises(InClosedPeriod):
        ordering.move_under(key_result=one, objective=objective(), to=0, seen=[], by=lead, at=LATER)
    with pytest.raises(InClosedPeriod):
        ordering.move(thing=one, to=0, seen=[one.pk], by=lead, at=LATER)


def test_what_its_steps_became_stays_when_that_is_archived(lead: User) -> None:
    under = objective()
    one, other = due(under), going_on(under)
    step = MilestoneFactory.create(key_result=one, kind="outcome", promoted_to=other)
    period = year(lead)
    say(period, one, MISSED, lead)
    close(period, lead)

    planning.retire_key_result(
        key_result=other, retired_as=KeyResult.ARCHIVED, why="Done.", by=lead, at=LATER
    )

    step.refresh_from_db()
    assert step.promoted_to == other


def test_taking_up_the_playbook_counts_no_step_of_a_closed_one_elsewhere(lead: User) -> None:
    row = next(row for row in catalogue.ROWS if row.twice_with)
    one, period = due(objective()), year(lead)
    step = MilestoneFactory.create(key_result=one, playbook_id=row.twice_with)
    say(period, one, MISSED, lead)
    close(period, lead)

    taking_up.take_up(row=row, strategy=period.strategy, by=lead, at=LATER, today=LATER.date())

    step.refresh_from_db()
    assert step.promoted_to is None


def test_days_between_a_close_and_its_opening_again_count_one_of_the_two(lead: User) -> None:
    one, period = due(objective()), year(lead)
    say(period, one, CARRIED, lead)
    close(period, lead)
    between = NOW.date() + timedelta(days=5)
    reopening.reopen(period=period, why="A figure was wrong.", by=lead, at=LATER)

    for day in (END, NOW.date(), between, LATER.date()):
        assert [row.key_result.pk for row in plan_on(period.strategy_id, day=day).rows] == [one.pk]
        told = plans_on(period.strategy_id, [day])[day]
        assert [row.key_result.pk for row in told.rows] == [one.pk]


def test_a_successor_that_was_withdrawn_does_not_come_back_beside_a_newer_one(lead: User) -> None:
    one, period = due(objective()), year(lead)
    say(period, one, CARRIED, lead)
    close(period, lead)
    first = one.successors.get()
    reopening.reopen(period=period, why="A figure was wrong.", by=lead, at=LATER)
    close(period, lead, at=LATER)

    with pytest.raises(planning.CannotPlan, match="carried over"):
        planning.restore_key_result(key_result=first, by=lead, at=LATER)


def test_a_guarded_one_is_told_of_its_new_guardrail_and_whoever_edits_it_is_too(lead: User) -> None:
    under = objective()
    keep = due(under, 12, kind="keep_at", low=Decimal(10), high=None)
    guarded = going_on(under, guardrail=keep)
    period = year(lead)
    say(period, keep, CARRIED, lead)
    version = guarded.version

    close(period, lead)

    guarded.refresh_from_db()
    assert guarded.guardrail == keep.successors.get()
    assert guarded.version == version + 1
    assert "guardrail" in last_of(guarded, "changed").changes
    reopening.reopen(period=period, why="A figure was wrong.", by=lead, at=LATER)
    guarded.refresh_from_db()
    assert guarded.guardrail == keep
    assert guarded.version == version + 2
    assert not keep.successors.filter(retired_as="").exists()


def test_the_owners_word_is_taken_back_on_record_and_stands_again(lead: User) -> None:
    one, period = due(objective(), 33, confirmed_on=NOW.date()), year(lead)
    StatusOverride.objects.create(
        key_result=one, status="on_track", reason="It comes.", until=LATER.date(), by=lead, at=NOW
    )
    say(period, one, MISSED, lead)
    close(period, lead)

    assert not one.overrides.filter(withdrawn_at=None).exists()
    assert last_of(one, "withdrew the word on").at == NOW
    reopening.reopen(period=period, why="A figure was wrong.", by=lead, at=LATER)
    assert one.overrides.get().withdrawn_at is None
    assert last_of(one, "overruled").at == LATER


def test_what_was_archived_while_it_was_reviewed_is_named(lead: User) -> None:
    under, aside = objective(), objective()
    one, other = due(under, 3), due(aside, 3)
    planning.retire_key_result(
        key_result=one, retired_as=KeyResult.ARCHIVED, why="Went badly.", by=lead, at=NOW
    )
    planning.retire_objective(objective=aside, by=lead, at=NOW)

    assert {left.key_result for left in gathered(lead).left} == {one.pk, other.pk}


def test_a_successor_that_was_withdrawn_is_not_said_to_have_left(lead: User) -> None:
    one, period = due(objective()), year(lead)
    after = year(lead, name="Year 2", starts=date(2026, 1, 1), ends=date(2026, 12, 31))
    say(period, one, CARRIED, lead)
    close(period, lead)
    reopening.reopen(period=period, why="A figure was wrong.", by=lead, at=LATER)
    assert gathering.gather(after, known_by=LATER).left == ()


def test_a_closed_one_names_its_period_whatever_else_was_left_unsaid_there(lead: User) -> None:
    under = objective()
    one, other = due(under), due(under)
    period = year(lead)
    say(period, one, MISSED, lead)
    say(period, other, "", lead, words="A thought.")
    planning.retire_key_result(
        key_result=other, retired_as=KeyResult.ARCHIVED, why="Not ours.", by=lead, at=NOW
    )
    close(period, lead)

    with pytest.raises(InClosedPeriod, match="closed with Year 1"):
        planning.edit_key_result(key_result=one, by=lead, at=LATER, title="Else")


def test_what_was_never_set_is_said_without_saying_it_three_times(lead: User) -> None:
    under = objective()
    due(under, None, from_value=None, to_value=None, set_by=END)
    due(under, 12, from_value=None, to_value=None, set_by=END)

    said = [drawing.in_words(result) for result in gathered(lead).results]

    assert said == ["Nothing was read by its end.", "At its end: 12%."]


def test_a_figure_that_the_survey_took_back_is_shown_in_no_closed_period(
    lead: User, client: Client
) -> None:
    one = due(objective(), None, cadence="on_survey", title="Heard")
    told = {"key_result": one, "source": CheckIn.SURVEY, "as_of": END, "recorded_at": NOW}
    first = CheckInFactory.create(value=Decimal(37), **told)
    period = year(lead)
    say(period, one, MISSED, lead)
    snapshot = close(period, lead)
    client.force_login(lead)
    pages = [
        reverse("okrs:period", args=[period.pk]),
        reverse("okrs:key_result", args=[one.pk]),
        reverse("okrs:period_file", args=[period.pk, 1, "csv"]),
        reverse("okrs:period_file", args=[period.pk, 1, "json"]),
    ]
    assert [b"37%" in client.get(page).content for page in pages] == [True] * 4

    first.replaced_by = CheckInFactory.create(value=None, suppressed=True, **told)
    first.save()
    KeyResult.objects.filter(pk=one.pk).update(latest=first.replaced_by)

    assert [page for page in pages if b"37%" in client.get(page).content] == []
    assert "37%" in PeriodSnapshot.objects.get(pk=snapshot.pk).content


def test_a_period_is_not_closed_behind_one_that_came_after_it(lead: User) -> None:
    first = year(lead, name="Half 1", ends=date(2025, 6, 30))
    naming.remove_period(period=first, by=lead, at=NOW)
    close(year(lead, name="Half 2", starts=date(2025, 7, 1)), lead)
    again = year(lead, name="Half 1", ends=date(2025, 6, 30))

    with pytest.raises(CannotClose, match="Half 2 came after it and is closed"):
        close(again, lead)


def test_the_page_of_a_closed_one_says_once_and_truly_how_it_left(
    lead: User, client: Client
) -> None:
    one = due(objective(), 12, from_value=None, set_by=END)
    period = year(lead)
    say(period, one, MISSED, lead)
    close(period, lead)
    client.force_login(lead)

    page = words(client.get(reverse("okrs:key_result", args=[one.pk])))

    assert "Closed with Year 1 on 20 January 2026. It is no longer counted" in page
    assert "Closed with its period on" not in page
    assert "</a>: 12%, missed." in page
    assert "It is archived" not in page
