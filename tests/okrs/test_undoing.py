"""Every entry that can be undone, its undoing, and the undoing undone: through the same verbs."""

import random
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent
from okrs import baselines, checkins, links, milestones, objectives, ordering, overrides, planning
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan
from okrs.rules.words import Status
from okrs.undoing import can_undo, undo
from tests.factories import (
    KeyResultFactory,
    LinkFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)

AT = timezone.now().replace(microsecond=0)
MOVES_BY_ITSELF = ("version", "set_by", "confirmed_on")


def last():
    return AuditEvent.objects.last_written()


def minute(n):
    return AT + timedelta(minutes=n)


def state():
    """Every row of the plan as stored, without what moves by itself."""
    rows = []
    for model in (Objective, KeyResult, Milestone):
        for row in map(dict, model.objects.order_by("pk").values()):
            row["retired_at"] = bool(row.get("retired_at"))  # retired again is retired later
            rows.append({k: v for k, v in row.items() if k not in MOVES_BY_ITSELF})
    for key_result in KeyResult.objects.order_by("pk"):
        rows += list(key_result.links.order_by("pk").values("title", "url", "kind", "note"))
        rows += list(key_result.overrides.filter(withdrawn_at=None).values("status", "until"))
    return rows


def prepared(deed, by, kr):
    """The plan as the deed finds it, then the deed: what is up to its yield was there before."""
    doing = deed(by, kr)
    next(doing)
    before = state()
    list(doing)
    return before


def edit(by, kr):
    moved = ObjectiveFactory.create(strategy=kr.objective.strategy)
    yield
    planning.edit_key_result(
        key_result=kr,
        by=by,
        at=minute(1),
        objective=moved,
        owner=by,
        due_on=date(2028, 6, 30),
        weight=Decimal("2.50"),
        pace="curve",
        curve=[(date(2027, 6, 30), Decimal("0.4"))],
        also_supports=["hiring"],
    )


def another_kind(by, kr):
    yield
    planning.edit_key_result(key_result=kr, by=by, at=minute(1), kind="status")


def another_kind_with_the_same_ends(by, kr):
    yield
    ends = {"from_value": kr.from_value, "to_value": kr.to_value}
    planning.edit_key_result(key_result=kr, by=by, at=minute(1), kind="number", **ends)


def retire(by, kr):
    yield
    planning.retire_key_result(
        key_result=kr, retired_as="archived", why="No money", by=by, at=minute(1)
    )


def restore(by, kr):
    list(retire(by, kr))
    yield
    planning.restore_key_result(key_result=kr, by=by, at=minute(2))


def add(by, kr):
    yield
    planning.add_key_result(
        objective=kr.objective,
        by=by,
        at=minute(1),
        title="Another",
        kind="percent",
        starts_on=date(2027, 1, 1),
        due_on=date(2027, 12, 31),
        cadence="quarterly",
        milestones=[("Step", "action")],
    )


def set_new_ends(by, kr):
    yield
    baselines.set_baseline(
        key_result=kr,
        by=by,
        at=minute(1),
        from_value=Decimal(10),
        to_value=Decimal(70),
        reason="Counted anew",
        approved_by="The board",
    )


def set_first_ends(by, kr):
    KeyResult.objects.filter(pk=kr.pk).update(from_value=None, to_value=None)
    yield
    baselines.set_baseline(
        key_result=kr, by=by, at=minute(1), from_value=Decimal(10), to_value=Decimal(70)
    )


def told(by, kr, *, days_ago=0):
    checkins.record_checkin(
        key_result=kr,
        reading=checkins.Reading(value=Decimal(1)),
        story=checkins.Story(),
        as_of=timezone.localdate(AT) - timedelta(days=days_ago),
        by=by,
        at=AT,
        key=uuid4(),
    )


def set_new_ends_after_a_reading(by, kr):
    told(by, kr, days_ago=40)
    yield from set_new_ends(by, kr)


def say(by, kr, status, at):
    today = timezone.localdate(AT)
    overrides.override(
        key_result=kr,
        status=status,
        reason="It moves",
        until=today + timedelta(days=9),
        by=by,
        at=at,
        today=today,
    )


def overrule(by, kr):
    told(by, kr)
    yield
    say(by, kr, Status.off_track, minute(1))


def overrule_again(by, kr):
    list(overrule(by, kr))
    yield
    say(by, kr, Status.on_track, minute(2))


def withdraw(by, kr):
    list(overrule(by, kr))
    yield
    overrides.withdraw(key_result=kr, by=by, at=minute(3))


def link(by, kr):
    yield
    links.add_link(key_result=kr, title="Minutes", url="https://example.org/a", by=by, at=minute(1))


def unlink(by, kr):
    there = LinkFactory.create(key_result=kr, note="Page 3")
    yield
    links.remove_link(link=there, by=by, at=minute(1))


def step(by, kr):
    yield
    milestones.add_milestone(key_result=kr, text="Ask the board", by=by, at=minute(1))


def edit_step(by, kr):
    there = MilestoneFactory.create(key_result=kr, due_on=date(2027, 3, 3))
    yield
    milestones.edit_milestone(
        milestone=there, text="Ask twice", due_on=None, owner=by, by=by, at=minute(1), version=1
    )


def tick(by, kr):
    there = MilestoneFactory.create(key_result=kr)
    yield
    milestones.tick(milestone=there, by=by, at=minute(1), today=date(2027, 2, 1))


def untick(by, kr):
    there = MilestoneFactory.create(key_result=kr, done_on=date(2027, 2, 1))
    yield
    milestones.untick(milestone=there, by=by, at=minute(1))


def remove_step(by, kr):
    there = MilestoneFactory.create(
        key_result=kr, due_on=date(2027, 3, 3), owner=by, weight=Decimal("0.30"), order=4
    )
    yield
    milestones.remove_milestone(milestone=there, by=by, at=minute(1), version=1)


def promote(by, kr):
    there = MilestoneFactory.create(key_result=kr, kind="outcome", target_value=Decimal(9))
    yield
    milestones.promote(milestone=there, by=by, at=minute(1), today=timezone.localdate(AT))


def moved_up(thing, by):
    stands = [one.pk for one in ordering.beside(thing)]
    return ordering.move(thing=thing, to=0, seen=stands, by=by, at=minute(1))


def move(by, kr):
    beside = KeyResultFactory.create(objective=kr.objective)
    KeyResult.objects.filter(pk=kr.pk).update(order=0)
    KeyResult.objects.filter(pk=beside.pk).update(order=1)
    yield
    moved_up(beside, by)


def move_step(by, kr):
    steps = [MilestoneFactory.create(key_result=kr, order=n) for n in range(3)]
    yield
    moved_up(steps[2], by)


def move_objective(by, kr):
    Objective.objects.filter(pk=kr.objective_id).update(order=0)
    beside = ObjectiveFactory.create(strategy=kr.objective.strategy, order=1)
    yield
    moved_up(beside, by)


def move_under(by, kr):
    other = ObjectiveFactory.create(strategy=kr.objective.strategy)
    KeyResult.objects.filter(pk=kr.pk).update(order=0)
    yield
    ordering.move_under(key_result=kr, objective=other, to=0, seen=[], by=by, at=minute(1))


def edit_objective(by, kr):
    yield
    objectives.edit_objective(
        objective=kr.objective, pillar="hiring", title="New", weight=Decimal(3), by=by, at=minute(1)
    )


def add_objective(by, kr):
    yield
    objectives.add_objective(
        strategy=kr.objective.strategy, pillar="hiring", title="New", by=by, at=minute(1)
    )


def retire_objective(by, kr):
    yield
    objectives.retire_objective(objective=kr.objective, by=by, at=minute(1))


def restore_objective(by, kr):
    list(retire_objective(by, kr))
    yield
    objectives.restore_objective(objective=kr.objective, by=by, at=minute(2))


DEEDS = [
    *(
        edit,
        another_kind,
        another_kind_with_the_same_ends,
        retire,
        restore,
        set_new_ends,
        set_first_ends,
    ),
    *(set_new_ends_after_a_reading, overrule, overrule_again, withdraw, link, unlink),
    *(step, edit_step, tick, untick, remove_step),
    *(move, move_step, move_objective, move_under),
    *(edit_objective, retire_objective, restore_objective),
]
MAKING = [add, promote, add_objective]
"""What these make is archived, not deleted: it stays in the tables."""


@pytest.fixture
def kr(db):
    return KeyResultFactory.create(starts_on=date(2026, 1, 1), due_on=date(2029, 12, 31))


@pytest.mark.parametrize("deed", [*DEEDS, *MAKING])
def test_what_is_undone_is_as_before_and_what_is_done_again_as_after(deed, lead, kr):
    before = prepared(deed, lead, kr)
    after, entry = state(), last()

    first = undo(event=entry, by=lead, at=minute(10))
    undone = state()
    again = undo(event=first, by=lead, at=minute(20))

    assert first.verb == again.verb == "undid"
    assert first.changes["undone"][0] == entry.pk
    assert before != after
    assert undone == before or deed in MAKING
    assert undone != after
    assert state() == after
    undo(event=again, by=lead, at=minute(30))
    assert state() == undone


@pytest.mark.parametrize("deed", [*DEEDS, *MAKING])
def test_nothing_is_undone_twice(deed, lead, kr):
    prepared(deed, lead, kr)
    entry = last()
    undo(event=entry, by=lead, at=minute(10))
    stands = state()

    assert can_undo(entry)
    with pytest.raises(CannotPlan):
        undo(event=entry, by=lead, at=minute(11))
    assert state() == stands


def test_what_was_changed_again_is_not_undone_and_names_who_when_and_what(lead, kr):
    tom = UserFactory.create(name="Tom Reed")
    planning.edit_key_result(key_result=kr, by=lead, at=minute(1), due_on=date(2028, 6, 30))
    entry = last()
    planning.edit_key_result(key_result=kr, by=tom, at=minute(2), due_on=date(2028, 9, 30))

    said = can_undo(entry)

    assert said.startswith("Tom Reed, on ")
    assert "changed “Due” since. Undo that first." in said
    with pytest.raises(CannotPlan, match="Tom Reed"):
        undo(event=entry, by=lead, at=minute(3))
    undo(event=last(), by=lead, at=minute(4))
    assert can_undo(entry) == ""


def test_what_was_done_again_can_be_undone_again_from_either_entry(lead, kr):
    planning.edit_key_result(key_result=kr, by=lead, at=minute(1), due_on=date(2028, 6, 30))
    entry = last()
    again = undo(event=undo(event=entry, by=lead, at=minute(2)), by=lead, at=minute(3))
    assert can_undo(again) == ""

    undo(event=entry, by=lead, at=minute(4))

    kr.refresh_from_db()
    assert kr.due_on == date(2029, 12, 31)
    assert can_undo(entry) == "This has already been undone."


def test_a_change_of_another_column_since_stays(lead, kr):
    planning.edit_key_result(key_result=kr, by=lead, at=minute(1), due_on=date(2028, 6, 30))
    entry = last()
    planning.edit_key_result(key_result=kr, by=lead, at=minute(2), title="New words")

    undo(event=entry, by=lead, at=minute(3))

    kr.refresh_from_db()
    assert (kr.due_on, kr.title) == (date(2029, 12, 31), "New words")


def test_of_two_people_with_one_name_the_record_knows_which(lead, kr):
    one, two = (UserFactory.create(name="Sam Lee") for _ in range(2))
    for owner in (one, two, lead):
        planning.edit_key_result(key_result=kr, by=lead, at=minute(1), owner=owner)

    undo(event=last(), by=lead, at=minute(2))

    kr.refresh_from_db()
    assert kr.owner == two


def kept_before_numbers_were(lead, kr, before):
    changes = {"owner": [before, lead.name]}
    KeyResult.objects.filter(pk=kr.pk).update(owner=lead)
    return audit.record(by=lead, verb="changed", about=kr, at=AT, changes=changes)


def test_an_entry_of_before_numbers_were_kept_is_undone_by_name(lead, kr):
    sam = UserFactory.create(name="Sam Lee")

    undo(event=kept_before_numbers_were(lead, kr, "Sam Lee"), by=lead, at=minute(2))

    kr.refresh_from_db()
    assert kr.owner == sam


def test_unless_the_name_is_of_two(lead, kr):
    for _ in range(2):
        UserFactory.create(name="Sam Lee")

    said = can_undo(kept_before_numbers_were(lead, kr, "Sam Lee"))

    assert said == "The record does not say which “Sam Lee” it was: choose it by hand."


def test_a_baseline_that_was_read_against_stays(lead, kr):
    list(set_new_ends(lead, kr))
    entry = last()
    told(lead, kr)

    assert "checked in against it since. Set a new baseline instead." in can_undo(entry)


def test_a_baseline_put_back_is_a_change_of_its_own_and_counts_the_readings_again(lead, kr):
    told(lead, kr, days_ago=40)
    kr.refresh_from_db()
    reading = kr.latest
    list(set_new_ends(lead, kr))
    kr.refresh_from_db()
    assert kr.latest is None, "of the line that ended"

    undo(event=last(), by=lead, at=minute(5))

    kr.refresh_from_db()
    assert kr.latest == reading
    assert kr.baseline_changes.count() == 2
    assert kr.baseline_changes.latest_first().first().reason == "Undone"


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (told, "What was read stays. Correct the check-in: both are then kept."),
        (lambda by, kr: audit.record(by=by, verb="ran", about=kr, at=AT), "cannot be undone here"),
        (lambda by, kr: audit.record(by=by, verb="changed", about=by, at=AT), "cannot be undone"),
    ],
)
def test_some_things_are_never_undone_and_it_says_why(deed, said, lead, kr):
    deed(lead, kr)

    assert said in can_undo(last())
    with pytest.raises(CannotPlan):
        undo(event=last(), by=lead, at=minute(2))


@pytest.mark.parametrize("since", [tick, edit_step])
def test_what_was_worked_on_since_it_was_added_is_not_taken_away(since, lead, kr):
    list(add(lead, kr))
    entry, added = last(), KeyResult.objects.latest("pk")
    list(since(lead, added))

    assert "worked on it since. Retire it instead." in can_undo(entry)


def test_unless_that_work_is_undone(lead, kr):
    list(add(lead, kr))
    entry, added = last(), KeyResult.objects.latest("pk")
    list(tick(lead, added))
    undo(event=last(), by=lead, at=minute(3))

    assert can_undo(entry) == ""


def test_an_objective_with_key_results_is_not_taken_away(lead, kr):
    list(add_objective(lead, kr))
    entry = last()
    KeyResultFactory.create(objective=Objective.objects.latest("pk"))

    assert can_undo(entry) == "Key results stand under it. Move them, or retire them first."


def test_nothing_of_a_key_result_that_was_closed_with_its_period_is_undone(lead, kr):
    list(edit(lead, kr))
    KeyResult.objects.filter(pk=kr.pk).update(retired_as=KeyResult.CLOSED, retired_at=AT)

    assert "so it stays as it was. A lead can re-open the period" in can_undo(last())


def test_nor_is_the_opening_of_its_period(lead, kr):
    list(restore(lead, kr))
    opened = {"retired_as": ["closed", ""], "retired_why": ["2027", ""]}
    event = audit.record(by=lead, verb="restored", about=kr, at=minute(4), changes=opened)

    assert can_undo(event).startswith("Its period was opened again")


def test_an_entry_about_what_is_gone_says_so(lead, kr):
    list(edit_step(lead, kr))
    entry = last()
    milestones.remove_milestone(milestone=Milestone.objects.get(), by=lead, at=minute(2), version=2)

    assert can_undo(entry) == "“Ask twice” has since been removed."


def a_change(by, kr, objectives_there, dice):
    """One change that anybody might make, chosen by the dice; the clock is the test's own."""
    kr.refresh_from_db()
    steps = list(kr.milestones.order_by("pk"))
    edits = {
        "due_on": date(2028, 1, 1) + timedelta(days=dice.randrange(900)),
        "owner": dice.choice([None, by]),
        "weight": Decimal(dice.randrange(1, 9)),
        "objective": dice.choice(objectives_there),
        "also_supports": dice.choice([[], ["hiring"], ["hiring", "culture"]]),
        "definition": dice.choice(["", "Counted by hand"]),
    }
    name = dice.choice([*edits, *edits, "step", "remove", "tick", "retire", "ends"])
    if name in edits:
        planning.edit_key_result(key_result=kr, by=by, at=dice.now(), **{name: edits[name]})
    elif name == "step" or (not steps and name in ("remove", "tick")):
        milestones.add_milestone(key_result=kr, text="Ask", weight=Decimal(2), by=by, at=dice.now())
    elif name == "remove":
        gone = dice.choice(steps)
        milestones.remove_milestone(milestone=gone, by=by, at=dice.now(), version=gone.version)
    elif name == "tick":
        done = dice.choice(steps)
        milestones.tick(milestone=done, by=by, at=dice.now(), today=date(2027, 1, 1))
    elif name == "ends":
        to_value = Decimal(60 + dice.randrange(30))
        if to_value != kr.to_value:
            list(set_new_ends_to(by, kr, to_value, dice.now()))
    else:
        planning.retire_key_result(
            key_result=kr, retired_as="archived", why="No money", by=by, at=dice.now()
        )
        planning.restore_key_result(key_result=kr, by=by, at=dice.now())


def set_new_ends_to(by, kr, to_value, at):
    yield baselines.set_baseline(
        key_result=kr,
        by=by,
        at=at,
        from_value=kr.from_value,
        to_value=to_value,
        reason="Counted anew",
        approved_by="The board",
    )


class Dice(random.Random):
    """Random choices that are the same in every run, and a clock on which no two are alike."""

    minutes = 0

    def now(self):
        self.minutes += 1
        return minute(self.minutes)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_done_is_undone_step_by_step_backwards(seed, lead, kr):
    dice = Dice(seed)
    there = [kr.objective, ObjectiveFactory.create(strategy=kr.objective.strategy)]
    before = {}
    for _ in range(10):
        stands, known = state(), set(AuditEvent.objects.values_list("pk", flat=True))
        a_change(lead, kr, there, dice)
        made = AuditEvent.objects.exclude(pk__in=known).order_by("pk").first()
        if made:
            before[made.pk] = stands

    for event in list(AuditEvent.objects.order_by("-pk")):
        assert can_undo(event) == "", event
        undo(event=event, by=lead, at=dice.now())
        assert state() == before.get(event.pk, state()), event

    assert audit.first_broken() is None
