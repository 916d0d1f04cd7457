"""What comes back from an edited sheet, what is taken over of it, and what an undo gives back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts import audit
from accounts.models import AuditEvent
from okrs import planning
from okrs.importing import undoing
from okrs.importing.drafts import CannotImport
from okrs.models import BaselineChange, KeyResult, Milestone, Objective
from okrs.offline import accepting
from okrs.offline.differences import State
from okrs.undoing import undo
from tests.factories import KeyResultFactory, UserFactory
from tests.okrs.offline.making import NOW, TODAY, Offline, compared

pytestmark = pytest.mark.django_db
WHY = {"reason": "A better count", "approved_by": "The board"}


@pytest.fixture(autouse=True)
def lead(lead):
    lead.email = "priya@example.org"
    lead.save()
    return lead


def told(found):
    """[(state, title, {label: (was, sheet, now)})]"""
    return [
        (
            str(one.state),
            one.title,
            {str(x.field.label): (x.was, x.sheet, x.now) for x in one.fields},
        )
        for one in found.differences
    ]


def test_each_changed_cell_is_told_as_it_was_and_as_it_is_in_the_sheet(offline, bring):
    offline.key_results.put(
        "Response rate", Due=date(2028, 1, 31), Owner="priya@example.org", Weight=2
    )
    offline.key_results.put("Sessions", From="=1+1", To=1300)

    assert told(compared(bring(offline)))[0] == (
        "changed",
        "Response rate",
        {
            "Owner": ("Jo Bevan", "Priya Nair", "Jo Bevan"),
            "Due": ("31 December 2027", "31 January 2028", "31 December 2027"),
            "Weight": ("1", "2", "1"),
        },
    )


def test_every_field_comes_into_the_plan(offline, bring, accept, plan):
    jo = "Jo Bevan"
    offline.key_results.put(
        "Sessions",
        Objective="Reach further",
        Pillar="Hiring",
        Key_result="Sessions held",
        Definition="Two lines,\nof words",
        Unit="sessions",
        Owner=jo,
        Reviewer="jo@example.org",
        Starts="1 February 2027",
        Due=46_843,
        How_often_it_is_read="monthly",
        Weight="3",
        Promised="Aspirational",
        Also_supports="Data; culture",
    )

    outcome = accept(bring(offline))

    found = KeyResult.objects.get(title="Sessions held")
    assert found.pk == plan["Sessions"].pk
    assert found.objective == plan["Applicants"].objective
    assert (found.definition, found.unit) == ("Two lines,\nof words", "sessions")
    assert (found.owner.name, found.reviewer.name) == (jo, jo)
    assert (found.starts_on, found.due_on) == (date(2027, 2, 1), date(2028, 3, 31))
    assert (found.cadence, found.weight, found.intent) == ("monthly", 3, "aspirational")
    assert found.also_supports == ["data", "culture"]
    assert str(outcome) == "1 row changed. You can undo this for 30 days."
    event = AuditEvent.objects.get(subject=audit.subject_of(found), verb="changed")
    assert event.via == "import"


def test_ends_are_set_as_baselines_with_one_reason_for_all(offline, bring, accept, plan):
    offline.key_results.put("Response rate", From=0.25)
    offline.key_results.put("Sessions", To=1300)
    offline.key_results.put("Unset", From="12%", To="40%")
    offline.key_results.put("Quality", At_least=45)

    with pytest.raises(CannotImport, match="Say why, and who approved it"):
        accept(bring(offline))
    accept(bring(offline), **WHY)

    ends = {one.title: (one.from_value, one.to_value, one.low) for one in KeyResult.objects.all()}
    assert ends["Response rate"] == (25, 66, None)
    assert ends["Sessions"] == (0, 1300, None)
    assert ends["Unset"] == (12, 40, None)
    assert ends["Quality"] == (None, None, 45)
    changes = BaselineChange.objects.order_by("key_result")
    assert [(one.is_rebaseline, one.reason, one.approved_by) for one in changes] == [
        (True, "A better count", "The board"),
        (True, "A better count", "The board"),
        (True, "A better count", "The board"),
        (False, "A better count", "The board"),
    ]


def test_a_new_row_is_added_under_an_objective_that_is_there_or_new(offline, bring, accept, lead):
    offline.key_results.add(
        Pillar="Culture & leadership", Objective="Listen", Key_result="Calls", From=2, To=9
    )
    offline.key_results.add(
        Pillar="Data", Objective="Count", Key_result="Answered", From="10%", To="to set",
        Owner="priya@example.org",
    )  # fmt: skip

    accept(bring(offline))

    calls, answered = KeyResult.objects.filter(title__in=["Calls", "Answered"]).order_by("pk")
    assert (calls.objective.title, calls.kind, calls.from_value, calls.to_value) == (
        "Listen", "number", 2, 9,
    )  # fmt: skip
    assert (answered.objective.pillar, answered.kind, answered.owner) == ("data", "percent", lead)
    assert (answered.starts_on, answered.due_on) == (TODAY, date(2029, 12, 31))
    assert answered.origin == f"Imported from “plan.xlsx”, row {10}"


def test_objectives_and_milestones_come_along(offline, bring, accept, plan):
    offline.objectives.put("Listen", Objective="Listen well", Weight=2)
    offline.objectives.add(Pillar="Data", Objective="Count")
    offline.milestones.put("Write it", Milestone="Write it down", Due="30/06/2027")
    offline.milestones.add(**{"Key result’s id": f"KR-{plan['Policy'].pk}", "Milestone": "Sign it"})
    offline.milestones.drop("Try it")
    draft = bring(offline)
    [gone] = compared(draft).of(State.REMOVED)

    accept(draft, archive=[gone.key])

    assert Objective.objects.filter(title="Listen well", weight=2).exists()
    assert Objective.objects.filter(title="Count", pillar="data").exists()
    steps = Milestone.objects.order_by("pk").values_list("key_result__title", "text", "due_on")
    assert list(steps) == [
        ("Toolkit", "Write it down", date(2027, 6, 30)),
        ("Policy", "Sign it", None),
    ]


def test_a_row_that_is_missing_stays_unless_it_is_ticked(offline, bring, accept, plan):
    offline.key_results.drop("Policy")
    offline.key_results.put("Sessions", Unit="sessions")
    draft = bring(offline)

    accept(draft)

    plan["Policy"].refresh_from_db()
    assert plan["Policy"].retired_as == ""


def test_a_row_that_is_ticked_is_archived(offline, bring, accept, plan):
    offline.key_results.drop("Policy")
    draft = bring(offline)
    [gone] = compared(draft).differences
    assert (gone.state, gone.title) == (State.REMOVED, "Policy")

    accept(draft, archive=[gone.key])

    plan["Policy"].refresh_from_db()
    assert plan["Policy"].retired_as == "archived"
    assert plan["Policy"].retired_why == "It was not in “plan.xlsx”."


def test_what_was_added_since_is_not_missing(offline, bring, lead, plan):
    later = planning.add_key_result(
        objective=plan["Policy"].objective, by=lead, at=NOW, title="Later", kind="number",
        starts_on=TODAY, due_on=date(2027, 12, 31), cadence="monthly",
    )  # fmt: skip

    assert compared(bring(offline)).differences == ()
    assert later.pk


def test_what_the_plan_changed_alone_is_no_difference(offline, bring, lead, plan):
    planning.edit_key_result(key_result=plan["Sessions"], by=lead, at=NOW, unit="meetings")
    planning.edit_objective(
        objective=plan["Sessions"].objective, pillar="data", title="Hear", weight=Decimal(1),
        by=lead, at=NOW,
    )  # fmt: skip

    assert compared(bring(offline)).differences == ()


def test_both_having_changed_the_same_is_a_conflict_that_somebody_settles(
    offline, bring, accept, plan
):
    anne = UserFactory.create(name="Anne Roe", contributor=True)
    planning.edit_key_result(
        key_result=plan["Response rate"], by=anne, at=NOW, owner=anne, unit="of all"
    )
    offline.key_results.put("Response rate", Owner="priya@example.org", Unit="of us", Weight=2)

    draft = bring(offline)
    [one] = compared(draft).differences
    assert one.state is State.CONFLICT
    both = {x.field.name: (x.was, x.sheet, x.now, x.since) for x in one.conflicts}
    assert both == {
        "owner": ("Jo Bevan", "Priya Nair", "Anne Roe", "Anne Roe"),
        "unit": ("", "of us", "of all", "Anne Roe"),
    }

    accept(draft, sheet=[f"{one.key}:unit"])

    stored = KeyResult.objects.get(pk=plan["Response rate"].pk)
    assert (stored.owner, stored.unit, stored.weight) == (anne, "of us", 2)


def test_a_conflict_where_the_plan_stands_writes_nothing(offline, bring, accept, plan, lead):
    planning.edit_key_result(key_result=plan["Sessions"], by=lead, at=NOW, unit="meetings")
    offline.key_results.put("Sessions", Unit="talks")

    with pytest.raises(CannotImport, match="Nothing is chosen"):
        accept(bring(offline))


def test_sent_twice_it_goes_in_once(offline, bring, accept, plan):
    offline.key_results.add(Pillar="Data", Objective="Count", Key_result="A", From=1, To=2)
    draft = bring(offline)

    first = accept(draft)
    again = accepting.accept(
        draft=draft, found=compared(draft), by=draft.started_by, at=NOW, version=1
    )

    assert first == again
    assert KeyResult.objects.filter(title="A").count() == 1


def test_an_older_page_is_told(offline, bring, lead):
    offline.key_results.put("Sessions", Unit="talks")
    draft = bring(offline)

    with pytest.raises(CannotImport, match="changed since you opened this page"):
        accepting.accept(draft=draft, found=compared(draft), by=lead, at=NOW, version=9)


def test_an_import_is_undone_whole(offline, bring, accept, plan, lead):
    before = {
        one.pk: {f.name: getattr(one, f.name) for f in KeyResult._meta.concrete_fields}
        for one in KeyResult.objects.all()
    }
    offline.key_results.put("Response rate", From=0.25, Owner="priya@example.org", Weight=2)
    offline.key_results.put("Sessions", Objective="New", Key_result="Talks")
    offline.key_results.add(Pillar="Data", Objective="Count", Key_result="A", From=1, To=2)
    offline.key_results.drop("Policy")
    offline.objectives.put("Reach further", Objective="Reach all")
    offline.milestones.put("Write it", Milestone="Write it down")
    draft = bring(offline)
    accept(draft, archive=[one.key for one in compared(draft).of(State.REMOVED)], **WHY)

    draft.refresh_from_db()
    reach = undoing.undo(draft=draft, by=lead, at=NOW + timedelta(days=30))

    moved = {"version", "confirmed_on"}
    for one in KeyResult.objects.filter(pk__in=before):
        after = {f.name: getattr(one, f.name) for f in KeyResult._meta.concrete_fields}
        assert {n: v for n, v in after.items() if n not in moved} == {
            n: v for n, v in before[one.pk].items() if n not in moved
        }
    assert KeyResult.objects.get(title="A").retired_as == "archived"
    assert sorted(Objective.objects.active().values_list("title", flat=True)) == [
        "Listen",
        "Reach further",
    ]
    assert Milestone.objects.filter(text="Write it").exists()
    assert str(reach) == "The import is undone: 1 key result archived. 6 changes taken back."
    assert audit.first_broken() is None


def test_what_was_worked_on_since_stays_and_is_named(offline, bring, accept, plan, lead):
    offline.key_results.put("Sessions", Unit="talks", Weight=2)
    offline.key_results.put("Policy", Weight=3)
    draft = bring(offline)
    accept(draft)
    planning.edit_key_result(key_result=plan["Sessions"], by=lead, at=NOW, unit="hours")

    draft.refresh_from_db()
    reach = undoing.undo(draft=draft, by=lead, at=NOW)

    assert KeyResult.objects.get(pk=plan["Sessions"].pk).unit == "hours"
    assert KeyResult.objects.get(pk=plan["Policy"].pk).weight == 1
    assert "Worked on since, so they stay: “Sessions”." in str(reach)


def test_what_was_undone_by_hand_is_not_taken_for_work(offline, bring, accept, plan, lead):
    offline.key_results.put("Sessions", Unit="talks")
    offline.key_results.put("Policy", Weight=3)
    draft = bring(offline)
    accept(draft)
    mine = AuditEvent.objects.about(audit.subject_of(plan["Sessions"])).first()
    undo(event=mine, by=lead, at=NOW)

    draft.refresh_from_db()
    reach = undoing.undo(draft=draft, by=lead, at=NOW)

    assert str(reach) == "The import is undone: 0 key results archived. 1 change taken back."


def test_another_kind_takes_its_figures_along(offline, bring, accept, plan):
    offline.key_results.put("Response rate", How_it_is_measured="Number")

    accept(bring(offline))

    stored = KeyResult.objects.get(pk=plan["Response rate"].pk)
    assert (stored.kind, stored.from_value, stored.to_value) == (
        "number", Decimal("19.3456"), 66,
    )  # fmt: skip


def test_a_column_taken_out_stays_as_it_is(offline, bring, plan):
    offline.key_results.sheet.delete_cols(offline.key_results.columns["Owner"])

    assert compared(bring(offline)).differences == ()


def test_a_refused_row_refuses_all_and_says_which(offline, bring, accept, plan, monkeypatch):
    offline.key_results.put("Sessions", Unit="talks")
    offline.key_results.put("Policy", Weight=3)
    draft = bring(offline)
    edited = planning.edited
    calls = []

    def refuse(stored, *args, **kwargs):
        calls.append(stored.title)
        if calls.count("Policy") == 2:  # it was tried out before
            raise planning.CannotPlan("No.")
        return edited(stored, *args, **kwargs)

    monkeypatch.setattr(planning, "edited", refuse)
    with pytest.raises(CannotImport, match=r"Row 5: No\. Nothing went in\."):
        accept(draft)

    assert KeyResult.objects.get(pk=plan["Sessions"].pk).unit == ""


def test_the_same_name_again_without_its_id_needs_a_person(offline, bring):
    row = offline.key_results.row_of("Sessions")
    for column in (1, 2):
        offline.key_results.sheet.cell(row, column).value = None

    found = compared(bring(offline))

    assert found.of(State.WRONG)[0].problems == (
        f"Row {row}: the plan has a key result of this name under this objective. Rename it, or"
        " put back its Id and Version.",
    )


def test_two_of_one_name_stay_two(plan, strategy, bring, lead):
    one, two = UserFactory.create_batch(2, name="Sam Lee", contributor=True)
    KeyResultFactory.create(objective=plan["Policy"].objective, title="Sam", owner=one)
    offline = Offline(strategy)
    offline.key_results.put("Sam", Owner=two.email)

    [found] = compared(bring(offline)).differences

    assert found.fields[0].value.pk == two.pk
