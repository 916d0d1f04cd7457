"""Section 8: how a key result stands. The first row that matches decides."""

import dataclasses
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from okrs.rules.facts import MilestoneFacts, Override
from okrs.rules.freshness import Freshness
from okrs.rules.standing import standing
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Cadence, Kind, Pace, Source, Status, Word
from tests.okrs.rules.examples import DUE, MID_YEAR, START, any_facts, days, stands, steps

D = Decimal
UNSET: dict[str, Any] = {"baseline": None, "target": None}
KEEP = {"kind": Kind.keep_at, "low": D(15), "high": D(25), "tolerance": D(2)}
MARCH = {"today": date(2027, 3, 1), "confirmed_on": date(2027, 2, 1)}
LATE = {"today": date(2027, 10, 16)}
END = {"today": date(2027, 12, 31), "confirmed_on": date(2027, 12, 20)}


@pytest.mark.parametrize(
    ("changes", "verdict", "tone"),
    [
        # 1 archived or not applicable, whatever else
        ({"counted": False, "blocked": True}, Verdict.not_counted, "unset"),
        # 2 blocked, even before there is a baseline, and even when achieved
        ({"blocked": True, "value": D(120)}, Verdict.blocked, "offtrack"),
        (UNSET | {"blocked": True}, Verdict.blocked, "offtrack"),
        # 3 baseline to set, even when nobody has checked in for long
        (UNSET | MARCH, Verdict.unset, "unset"),
        ({"baseline": None, "value": D(21)} | MARCH, Verdict.unset, "unset"),
        ({"target": None, "value": D(21)} | MARCH, Verdict.unset, "unset"),
        (UNSET | {"today": date(2027, 4, 1)}, Verdict.unset, "unset"),
        (UNSET | {"today": date(2027, 4, 2)}, Verdict.unset_overdue, "behind"),
        (UNSET | LATE, Verdict.unset_overdue, "behind"),
        (UNSET | {"set_by": DUE} | LATE, Verdict.unset, "unset"),
        (UNSET | {"kind": Kind.milestones} | MARCH, Verdict.unset, "unset"),
        ({"kind": Kind.keep_at} | MARCH, Verdict.unset, "unset"),
        # 4 too few responses, even when stale
        ({"value": D(50), "suppressed": True} | LATE, Verdict.too_few, "unset"),
        # 5 stale, even when it had reached its target
        ({"value": D(50)} | LATE, Verdict.stale, "stale"),
        ({"value": D(120)} | LATE, Verdict.stale, "stale"),
        ({"confirmed_on": None, "today": date(2027, 4, 2)}, Verdict.stale, "stale"),
        # 6 nothing to judge yet
        ({}, Verdict.no_reading, "unset"),
        ({"confirmed_on": None, "today": START}, Verdict.no_reading, "unset"),
        ({"kind": Kind.status}, Verdict.no_reading, "unset"),
        (KEEP, Verdict.no_reading, "unset"),
        # 7 achieved, even when it is early
        ({"value": D(100)}, Verdict.achieved, "achieved"),
        ({"value": D(101)}, Verdict.exceeded, "achieved"),
        ({"value": D(100)} | MARCH, Verdict.achieved, "achieved"),
        ({"kind": Kind.status, "word": Word.completed}, Verdict.achieved, "achieved"),
        (UNSET | {"milestones": steps(True, True)}, Verdict.achieved, "achieved"),
        (KEEP | {"value": D(15)} | END, Verdict.achieved, "achieved"),
        # 8 keep-at
        (KEEP | {"value": D(25)}, Verdict.held, "ontrack"),
        (KEEP | {"value": D(25)} | MARCH, Verdict.held, "ontrack"),
        (KEEP | {"value": D(27)}, Verdict.in_tolerance, "behind"),
        (KEEP | {"value": D("27.1")}, Verdict.outside, "offtrack"),
        (KEEP | {"value": D("14.9"), "tolerance": None}, Verdict.outside, "offtrack"),
        (KEEP | {"value": D(14)} | END, Verdict.in_tolerance, "behind"),
        # too early: nothing was due yet
        ({"value": D(0)} | MARCH, Verdict.too_early, "unset"),
        ({"value": D(-9)} | MARCH, Verdict.too_early, "unset"),
        ({"baseline_on": START, "confirmed_on": None, "today": START}, Verdict.too_early, "unset"),
        # 9 further away than at the start
        ({"value": D("-0.1")}, Verdict.moved_backwards, "offtrack"),
        ({"baseline": D(20), "target": D(10), "value": D(22)}, Verdict.moved_backwards, "offtrack"),
        # 10 the gap: 181 of 364 days were passed when the last reading was due, 49.7%
        ({"value": D(50)}, Verdict.on_track, "ontrack"),
        ({"value": D("39.8")}, Verdict.on_track, "ontrack"),
        ({"value": D("39.7")}, Verdict.behind, "behind"),
        ({"value": D("24.8")}, Verdict.behind, "behind"),
        ({"value": D("24.7")}, Verdict.off_track, "offtrack"),
        ({"kind": Kind.status, "word": Word.in_progress}, Verdict.on_track, "ontrack"),
        ({"kind": Kind.status, "word": Word.not_started}, Verdict.off_track, "offtrack"),
        (UNSET | {"milestones": steps(True, False, False)}, Verdict.behind, "behind"),
    ],
)
def test_the_first_row_that_matches_decides(changes, verdict, tone):
    found = stands(**changes)

    assert (found.verdict, found.status, found.tone) == (verdict, verdict.status, tone)


@pytest.mark.parametrize(
    ("today", "freshness", "late", "verdict"),
    [
        ((2027, 10, 1), Freshness.up_to_date, 0, Verdict.off_track),
        ((2027, 10, 2), Freshness.overdue, 1, Verdict.off_track),
        ((2027, 10, 15), Freshness.overdue, 14, Verdict.off_track),
        ((2027, 10, 16), Freshness.stale, 15, Verdict.stale),
    ],
)
def test_an_overdue_key_result_keeps_its_colour_until_it_is_stale(today, freshness, late, verdict):
    found = stands(value=D(20), today=date(*today))

    assert (found.freshness, found.days_late, found.verdict) == (freshness, late, verdict)
    assert found.next_due == date(2027, 10, 1)


def test_a_stale_key_result_says_what_it_was_when_last_heard_of():
    found = stands(value=D(35), **LATE)

    assert (found.word, found.last, found.last_word) == ("Stale", Status.behind, "Behind")
    assert found.measurable


def test_what_was_never_heard_of_has_no_last_status():
    found = stands(confirmed_on=None, **LATE)

    assert (found.verdict, found.last, found.last_word) == (Verdict.stale, None, "")


def test_a_fresh_key_result_has_no_last_status():
    assert stands(value=D(35)).last is None


def test_the_numbers_used_are_there_unclamped():
    found = stands(value=D(125), pace=Pace.linear)

    assert (found.progress, found.expected, found.gap) == (D("1.25"), D("0.5"), D("0.75"))


@pytest.mark.parametrize(
    "changes",
    [UNSET, KEEP | {"value": D(20)}, {"value": D(50), "suppressed": True}, {}],
)
def test_what_has_no_progress_has_no_gap_and_is_not_measurable(changes):
    found = stands(**changes)

    assert (found.progress, found.gap, found.measurable) == (None, None, False)


def test_blocked_keeps_its_progress():
    found = stands(kind=Kind.status, word=Word.in_progress, blocked=True)

    assert (found.progress, found.word) == (D("0.5"), "Blocked")


def test_what_is_not_counted_is_not_measurable():
    found = stands(value=D(50), counted=False)

    assert not found.counted
    assert not found.measurable


def test_without_an_outcome_the_milestones_run_and_it_is_said():
    found = stands(**UNSET, milestones=steps(True, False))

    assert (found.source, found.outcome_to_set, found.progress) == (
        Source.milestones,
        True,
        D("0.5"),
    )
    assert found.status is Status.on_track


@pytest.mark.parametrize(
    "changes",
    [
        {},
        UNSET,
        {"source": Source.milestones, "milestones": steps(True)},
        UNSET | {"kind": Kind.milestones, "milestones": steps(True)},
    ],
)
def test_an_outcome_is_only_missed_where_milestones_stand_in_for_it(changes):
    assert not stands(**changes).outcome_to_set


def test_dated_milestones_are_judged_by_their_dates():
    plan = (
        MilestoneFacts(due_on=date(2027, 6, 1), done_on=date(2027, 5, 20)),
        MilestoneFacts(due_on=date(2027, 11, 1)),
    )

    assert stands(**UNSET, milestones=plan).verdict is Verdict.on_track
    late = stands(
        **UNSET, milestones=plan, today=date(2027, 11, 2), confirmed_on=date(2027, 10, 30)
    )
    assert late.verdict is Verdict.off_track


def test_a_keep_at_is_achieved_only_by_a_reading_of_the_end():
    period_is_not_over = KEEP | {"value": D(20), "confirmed_on": date(2027, 12, 20)}
    read_too_soon = KEEP | {"value": D(20), "confirmed_on": date(2027, 12, 1)}

    assert stands(**period_is_not_over, today=date(2027, 12, 30)).verdict is Verdict.held
    assert stands(**read_too_soon, today=DUE).verdict is Verdict.held
    assert stands(**period_is_not_over, today=DUE).verdict is Verdict.achieved


def test_a_target_that_was_lost_again_is_said_in_the_word_and_judged_as_before():
    found = stands(value=D(45), ever_achieved=True)

    assert (found.word, found.status) == ("Slipped back", Status.on_track)
    assert stands(value=D(100), ever_achieved=True).word == "Achieved"
    assert stands(value=D(-1), ever_achieved=True).word == "Moved backwards"


@pytest.mark.parametrize(("today", "holds"), [(MID_YEAR, True), (date(2027, 7, 3), False)])
def test_an_override_stands_beside_the_calculated_status_until_its_last_day(today, holds):
    said = Override(status=Status.on_track, reason="The survey runs late", until=MID_YEAR, by="Ana")

    found = stands(value=D(10), override=said, today=today)

    assert found.status is Status.off_track
    assert found.override == (said if holds else None)
    assert bool(found.both_views) is holds


def test_a_yearly_target_on_plan_is_never_behind_however_long_it_takes():
    plan = {"due_on": date(2030, 1, 1), "cadence": Cadence.annual, "target": D(3)}
    seen = set()
    for n in range(3 * 365):
        day = START + timedelta(days=n)
        read_on = date(day.year, 1, 1)
        seen.add(stands(**plan, value=D(day.year - 2027), confirmed_on=read_on, today=day).verdict)

    assert seen == {Verdict.too_early, Verdict.on_track}


@given(any_facts(), days)
def test_anything_can_be_stood_and_explained(plan, today):
    found = standing(plan, today=today)

    assert found.tone in {"achieved", "ontrack", "behind", "offtrack", "unset", "stale"}
    assert found.word
    assert found.reason.endswith(".")
    assert "%(" not in found.reason
    assert found.measurable == (plan.counted and found.progress is not None)
    assert (found.last_verdict is None) or found.verdict is Verdict.stale


@given(any_facts(), days)
def test_stale_outranks_every_colour_but_red_for_blocked(plan, today):
    found = standing(plan, today=today)
    assume(found.freshness is Freshness.stale)

    assert found.status not in {Status.achieved, Status.on_track, Status.behind}
    assert found.status is not Status.off_track or plan.blocked


@given(any_facts(), days)
def test_no_unset_baseline_is_ever_coloured_as_if_it_were_measured(plan, today):
    bare = dataclasses.replace(
        plan, kind=Kind.percent, baseline=None, milestones=(), blocked=False, counted=True
    )

    assert standing(bare, today=today).status is Status.unset


@given(any_facts(), days, st.integers(-3, 3))
def test_shifting_every_date_by_whole_cycles_of_the_calendar_changes_nothing(plan, today, cycles):
    shift = timedelta(days=cycles * 10227)  # 28 years: the same weekdays and leap years
    assume(date(1905, 1, 1) < today + shift < date(2095, 1, 1))

    def moved(day: date | None) -> date | None:
        return day and day + shift

    later = dataclasses.replace(
        plan,
        **{
            name: moved(getattr(plan, name))
            for name in (
                "starts_on", "due_on", "baseline_on", "value_as_of", "confirmed_on", "set_by",
            )
        },
        milestones=tuple(
            dataclasses.replace(m, due_on=moved(m.due_on), done_on=moved(m.done_on))
            for m in plan.milestones
        ),
    )  # fmt: skip
    assume(later.starts_on.year >= 1905 and later.due_on.year <= 2090)

    here, there = standing(plan, today=today), standing(later, today=today + shift)

    assert (here.verdict, here.progress, here.expected) == (
        there.verdict, there.progress, there.expected,
    )  # fmt: skip
    assert there.next_due == here.next_due + shift


@given(any_facts(), days)
def test_a_fall_is_judged_as_its_mirror_image_rises(plan, today):
    assume(plan.kind is not Kind.keep_at)
    mirrored = dataclasses.replace(
        plan,
        **{
            name: None if getattr(plan, name) is None else -getattr(plan, name)
            for name in ("baseline", "target", "value")
        },
    )

    assert standing(mirrored, today=today).verdict is standing(plan, today=today).verdict
