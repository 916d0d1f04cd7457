"""How a key result is to move, and what is done on the way: out with the workbook, and back."""

from datetime import date
from decimal import Decimal

import pytest

from accounts import audit
from okrs import milestones, planning
from okrs.importing import undoing
from okrs.models import KeyResult, Milestone
from okrs.offline.differences import State
from tests.factories import KeyResultFactory, UserFactory
from tests.okrs.offline.making import (
    NOW,
    TODAY,
    a_plan,
    compared,
    with_all_that_moves,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(strategy):
    made = a_plan(strategy)
    with_all_that_moves(made)
    return {one.title: KeyResult.objects.get(pk=one.pk) for one in made}


def stored(title):
    return KeyResult.objects.select_related("guardrail").get(title=title)


def cell(sheet, title, column):
    return sheet.sheet.cell(sheet.row_of(title), sheet.columns[column]).value


def test_the_workbook_says_how_each_moves(offline, plan):
    rows, steps = offline.key_results, offline.milestones

    assert cell(rows, "Sessions", "Guardrail") == f"KR-{plan['Quality'].pk}: Quality"
    assert cell(rows, "Applicants", "How we expect it to move") == "Along our own points"
    assert cell(rows, "Applicants", "Our own points") == (
        "30 June 2027, 25%; 30 September 2027, 60%"
    )
    assert cell(rows, "Unset", "Which way is better") == "Decrease"
    assert cell(rows, "Sessions", "Which way is better") is None
    assert cell(rows, "Unset", "Set what is missing by").date() == date(2027, 4, 1)
    assert (
        cell(rows, "Response rate", "Follows (only to read)") == "The response rate of our survey"
    )
    assert cell(steps, "Sign it", "Done on").date() == date(2027, 1, 15)
    assert cell(steps, "Most know it", "Target") == 62.5
    assert cell(steps, "Most know it", "Unit of the target") == "% of staff"
    assert cell(steps, "Write it", "Key result’s title (only to read)") == "Toolkit"


def test_each_of_them_comes_into_the_plan(offline, bring, accept, plan):
    offline.key_results.put("Sessions", Guardrail=None, Our_own_points="30/06/2027, 40 %")
    offline.key_results.put("Sessions", How_we_expect_it_to_move="along our own points")
    offline.key_results.put("Applicants", How_we_expect_it_to_move="linear", Our_own_points=None)
    offline.key_results.put("Policy", Guardrail="quality")
    offline.key_results.put(
        "Unset", Which_way_is_better="increase", Guardrail=f"KR-{plan['Quality'].pk}"
    )
    offline.key_results.put("Unset", Set_what_is_missing_by="31 May 2027")
    offline.milestones.put("Write it", Done_on=date(2027, 1, 31), Due=None)
    offline.milestones.put("Sign it", Done_on=None)
    offline.milestones.put("Most know it", Target="70%", Unit_of_the_target="%")

    outcome = accept(bring(offline))

    sessions = stored("Sessions")
    assert (sessions.guardrail, sessions.pace) == (None, "curve")
    assert sessions.curve == [["2027-06-30", "0.4"]]
    assert (stored("Applicants").pace, stored("Applicants").curve) == ("linear", [])
    assert stored("Policy").guardrail.title == "Quality"
    unset = stored("Unset")
    assert (unset.direction, unset.set_by, unset.guardrail.title) == (
        "increase", date(2027, 5, 31), "Quality",
    )  # fmt: skip
    steps = {one.text: one for one in Milestone.objects.all()}
    assert (steps["Write it"].done_on, steps["Write it"].due_on) == (date(2027, 1, 31), None)
    assert steps["Sign it"].done_on is None
    assert (steps["Most know it"].target_value, steps["Most know it"].target_unit) == (70, "%")
    assert (outcome.changed, audit.first_broken()) == (7, None)


def test_another_day_of_being_done_moves_the_tick(offline, bring, accept):
    offline.milestones.put("Sign it", Done_on="20 January 2027")

    accept(bring(offline))

    assert Milestone.objects.get(text="Sign it").done_on == date(2027, 1, 20)


def test_all_of_it_is_undone_with_the_import(offline, bring, accept, plan, lead):
    offline.key_results.put("Sessions", Guardrail=None)
    offline.key_results.put("Applicants", How_we_expect_it_to_move="linear", Our_own_points=None)
    offline.milestones.put("Write it", Done_on=date(2027, 1, 31))
    offline.milestones.put("Sign it", Done_on=date(2027, 1, 20))
    draft = bring(offline)
    accept(draft)

    draft.refresh_from_db()
    undoing.undo(draft=draft, by=lead, at=NOW)

    assert stored("Sessions").guardrail.title == "Quality"
    assert stored("Applicants").curve == plan["Applicants"].curve
    days = dict(Milestone.objects.values_list("text", "done_on"))
    assert (days["Write it"], days["Sign it"]) == (None, date(2027, 1, 15))


def test_new_rows_say_it_too(offline, bring, accept, plan):
    offline.key_results.add(
        Pillar="Data", Objective="Count", Key_result="Answered", From="10%", To="40%",
        Guardrail="Quality", Our_own_points="30 June 2027, 50%",
    )  # fmt: skip
    offline.milestones.add(
        **{"Key result’s id": f"KR-{plan['Policy'].pk}", "Milestone": "Told", "Done on": "1/2/2027"}
    )
    offline.milestones.add(
        **{"Key result’s title (only to read)": "Toolkit", "Milestone": "X% use it"}
    )

    accept(bring(offline))

    made = stored("Answered")
    assert (made.pace, made.curve, made.guardrail.title) == (
        "curve", [["2027-06-30", "0.5"]], "Quality",
    )  # fmt: skip
    assert Milestone.objects.get(text="Told").done_on == TODAY
    assert Milestone.objects.get(text="X% use it").key_result == plan["Toolkit"]


@pytest.mark.parametrize(
    ("title", "cells", "sentence"),
    [
        ("Policy", {"Guardrail": "Sessions"}, "No keep-at of the plan is called that."),
        ("Policy", {"Guardrail": "KR-9999"}, "No keep-at of the plan is called that."),
        ("Quality", {"Guardrail": "Quality"}, "A keep-at has no guardrail itself."),
        ("Sessions", {"Our_own_points": "30 June, half"}, "Write a date and how much of the way"),
        ("Sessions", {"Our_own_points": "30 June 2027, 140%"}, "Write a date and how much of the"),
        ("Sessions", {"Our_own_points": "30 June 2027, 40%"}, "Own points go with “Along our own"),
        ("Applicants", {"Our_own_points": None}, "Write at least one point"),
        ("Sessions", {"How_we_expect_it_to_move": "slowly"}, "Write one of these: A little every"),
        ("Sessions", {"How_we_expect_it_to_move": None}, "Write it, or put back what was there."),
        ("Sessions", {"Which_way_is_better": "Decrease"}, "From and To say which way is better."),
        ("Policy", {"Which_way_is_better": "Decrease"}, "What is measured in this way has none."),
        ("Sessions", {"Set_what_is_missing_by": "1/4/2027"}, "Nothing is left to set"),
        ("Write it", {"Done_on": "3 February 2027"}, "that day has not come yet"),
        ("Write it", {"Target": 5}, "An action has no target."),
        ("Most know it", {"Target": "most"}, "Write a number"),
        (
            "Most know it", {"Milestone": "X% know", "Target": None, "Done_on": TODAY},
            "has no figure to reach yet",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_gets_a_sentence_and_stays_out(offline, bring, title, cells, sentence):
    sheet = offline.milestones if "it" in title.split() else offline.key_results
    sheet.put(title, **cells)

    [one] = compared(bring(offline)).differences

    assert one.state is State.WRONG
    assert sentence in one.problems[0]


def test_an_empty_cell_for_what_is_worked_out_changes_nothing(offline, bring):
    offline.key_results.put("Unset", Which_way_is_better=None, Set_what_is_missing_by=None)

    assert compared(bring(offline)).differences == ()


def test_what_is_only_to_be_read_is_told_and_not_taken_over(offline, bring, strategy):
    offline.key_results.put("Response rate", **{"Follows (only to read)": "A share"})
    offline.key_results.put("Sessions", **{"Follows (only to read)": "A share"})
    offline.milestones.put("Sign it", **{"Key result’s title (only to read)": "Toolkit"})

    found = compared(bring(offline))

    assert found.differences == ()
    follows, title = "“Follows (only to read)”", "“Key result’s title (only to read)”"
    place = offline.milestones.row_of("Sign it")
    assert found.only_read == (
        f"Row 2: {follows} is “The response rate of our survey” in the plan, and stays.",
        f"Row 3: {follows} is empty in the plan, and stays empty.",
        f"Row {place}: {title} is “Policy” in the plan, and stays.",
    )


def test_who_moved_the_guardrail_or_the_tick_meanwhile_is_asked_about(
    offline, bring, accept, plan, strategy
):
    anne = UserFactory.create(name="Anne Roe", contributor=True)
    other = KeyResultFactory.create(
        objective=plan["Quality"].objective, title="Trust", keep_at=True
    )
    planning.edit_key_result(key_result=plan["Sessions"], by=anne, at=NOW, guardrail=other)
    step = Milestone.objects.get(text="Sign it")
    milestones.untick(milestone=step, by=anne, at=NOW)
    offline.key_results.put("Sessions", Guardrail=None)
    offline.milestones.put("Sign it", Done_on="20 January 2027")

    draft = bring(offline)
    both = {
        x.field.name: (x.was, x.sheet, x.now, x.since)
        for one in compared(draft).of(State.CONFLICT)
        for x in one.conflicts
    }

    assert both == {
        "guardrail": ("Quality", "nothing", "Trust", "Anne Roe"),
        "done_on": ("15 January 2027", "20 January 2027", "not done", "Anne Roe"),
    }
    accept(draft, sheet=[f"KR-{plan['Sessions'].pk}:guardrail"])
    assert stored("Sessions").guardrail is None
    assert Milestone.objects.get(text="Sign it").done_on is None


def test_a_guardrail_that_was_renamed_or_archived_since_is_no_difference(
    offline, bring, plan, lead
):
    planning.edit_key_result(key_result=plan["Quality"], by=lead, at=NOW, title="Quality of hires")
    assert compared(bring(offline)).differences == ()

    planning.retire_key_result(
        key_result=plan["Quality"], retired_as="archived", why="Done", by=lead, at=NOW
    )

    assert {one.state for one in compared(bring(offline)).differences} == {State.WRONG}
    assert stored("Sessions").weight == Decimal(1)
