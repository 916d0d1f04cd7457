"""The record offers to undo what can be undone, says why of the rest, and leads back to itself."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent
from okrs import checkins, milestones, objectives, planning
from okrs.checkins import Reading, Story
from okrs.histories.offers import offers
from okrs.models import KeyResult, Milestone
from okrs.undoing import can_undo, undo
from tests.factories import (
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
AT = timezone.now().replace(microsecond=0)
LINE = re.compile(r"<li>\s*<time.*?</li>", re.S)


def minute(n):
    return AT + timedelta(minutes=n)


@pytest.fixture
def kr(db):
    return KeyResult.objects.get(pk=KeyResultFactory.create(title="Listen").pk)


@pytest.fixture
def page(client, lead):
    client.force_login(lead)
    return client


def moves(kr, by, n=0, day=date(2027, 6, 30)):
    planning.edit_key_result(key_result=kr, by=by, at=minute(n), due_on=day)
    return AuditEvent.objects.last_written()


def why(event, reader):
    found = offers([event], reader).get(event.pk)
    return None if found is None else found.why


def lines(client, query=""):
    shown = client.get(f"/record/{query}").content.decode()
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in LINE.findall(shown)]


def test_a_step_is_undone_from_the_record_and_done_again_from_there(page, kr, lead):
    event = moves(kr, lead)
    query = "?kind=okrs.keyresult&did=changed"
    shown = page.get(f"/record/{query}").content.decode()
    assert f'action="/okrs/record/{event.pk}/undo/"' in shown
    [back] = re.findall(r'name="back" value="([^"]*)"', shown)

    undone = page.post(
        f"/okrs/record/{event.pk}/undo/", {"back": back.replace("&amp;", "&")}, follow=True
    )

    assert KeyResult.objects.get(pk=kr.pk).due_on == kr.due_on
    assert undone.request["PATH_INFO"] == "/record/"
    assert undone.request["QUERY_STRING"] == query[1:]
    assert "Undone. “Listen”: you moved the due date" in undone.content.decode()
    first, second = lines(page)
    assert first.endswith("Do it again : Priya Nair undid a change of “Listen”")
    assert second.endswith("Undone since.")


def test_what_it_offers_can_be_done_and_what_it_does_not_cannot(page, kr, lead):
    """Held against okrs.undoing, which looks at the rows."""
    other = ObjectiveFactory.create(strategy=kr.objective.strategy)
    step = MilestoneFactory.create(key_result=kr)
    milestones.tick(milestone=step, by=lead, at=minute(1), today=timezone.localdate())
    moves(kr, lead, 2)
    moves(kr, lead, 3, date(2027, 9, 30))
    undo(event=AuditEvent.objects.last_written(), by=lead, at=minute(4))
    objectives.edit_objective(
        objective=other, by=lead, at=minute(5), title="Named anew", pillar="data", weight=1
    )
    gone = milestones.add_milestone(key_result=kr, text="Gone", by=lead, at=minute(6))
    milestones.remove_milestone(milestone=gone, by=lead, at=minute(7), version=gone.version)
    checkins.record_checkin(
        key_result=kr,
        reading=Reading(value=20),
        story=Story(),
        as_of=timezone.localdate(),
        by=lead,
        at=timezone.now(),
        key="00000000-0000-4000-8000-000000000001",
    )
    events = list(AuditEvent.objects.by_day())

    told = offers(events, lead)

    assert len(told) == len(events) == 8
    for event in events:
        assert bool(told[event.pk].address) == (can_undo(event) == ""), event.verb


def test_why_something_stays_is_said_in_a_few_words(kr, lead):
    moved = moves(kr, lead)
    moves(kr, lead, 1, date(2027, 9, 30))
    assert why(moved, lead) == "Changed again since."
    step = MilestoneFactory.create(key_result=kr)
    milestones.tick(milestone=step, by=lead, at=minute(2), today=timezone.localdate())
    ticked = AuditEvent.objects.last_written()
    assert why(ticked, lead) == ""
    Milestone.objects.all().delete()
    assert why(ticked, lead) == "Removed since."
    planning.retire_key_result(
        key_result=kr, retired_as="archived", why="No money", by=lead, at=minute(3)
    )
    assert why(AuditEvent.objects.last_written(), lead) == ""
    assert why(moved, lead) == "It is out of the plan: restore it first."
    KeyResult.objects.update(retired_as=KeyResult.CLOSED)
    assert why(moved, lead) == "Its period is closed."


def test_what_is_of_no_plan_is_offered_to_nobody(page, lead, kr):
    audit.record(by=lead, verb="changed", about=lead, at=AT)
    assert "Undo" not in " ".join(lines(page))
    assert offers(list(AuditEvent.objects.all()), lead) == {}
    viewer = UserFactory.create(viewer=True)
    assert offers([moves(kr, lead)], viewer) == {}


def test_more_entries_of_more_things_cost_no_more_queries(page, kr, lead, same_queries):
    def add():
        for n in range(4):
            one = KeyResultFactory.create(objective=ObjectiveFactory.create())
            moves(KeyResult.objects.get(pk=one.pk), lead, n)
            step = MilestoneFactory.create(key_result=one)
            milestones.tick(milestone=step, by=lead, at=AT, today=timezone.localdate())
            event = AuditEvent.objects.last_written()
            undo(event=event, by=lead, at=minute(9))
            objectives.retire_objective(objective=one.objective, by=lead, at=AT)

    add()
    same_queries(lambda: page.get("/record/"), add_rows=add)


def test_a_page_further_back_knows_what_came_after_it(page, kr, lead):
    """What touched the same thing stands on a newer page: it is found all the same."""
    older = moves(kr, lead)
    moves(kr, lead, 1, date(2027, 9, 30))
    for _each in range(100):
        audit.record(by=lead, verb="changed", about=UserFactory.create(), at=minute(5))

    assert (
        f'action="/okrs/record/{older.pk}/undo/"'
        not in page.get("/record/?page=2").content.decode()
    )
    assert lines(page, "?page=2")[-1].endswith("Changed again since.")
