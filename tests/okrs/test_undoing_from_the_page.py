"""What a page does is undone from the message that says it is done, and done again from there."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, User
from accounts.roles import Role
from okrs import many, milestones, planning
from okrs.models import KeyResult, Milestone, Objective
from okrs.undoing import acts
from okrs.undoing.who import may_undo
from tests.factories import (
    KeyResultFactory,
    LinkFactory,
    MilestoneFactory,
    ReadLinkFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'class="note-undo" method="post" action="([^"]+)">(.*?)</form>', re.S)
HIDDEN = re.compile(r'name="(back|whole)" value="([^"]*)"')
MOVES_BY_ITSELF = ("version", "confirmed_on", "set_by", "added_at", "from_as_of")


@pytest.fixture
def kr(db):
    strategy = StrategyFactory.create()
    kr = KeyResultFactory.create(
        objective__strategy=strategy,
        starts_on=timezone.localdate() - timedelta(days=2),
        due_on=timezone.localdate() + timedelta(days=600),
        from_as_of=timezone.localdate() - timedelta(days=2),
    )
    return KeyResult.objects.get(pk=kr.pk)


@pytest.fixture
def page(client, lead):
    client.force_login(lead)
    return client


def state():
    """The plan in force, as people see it: what was archived is out of it."""
    rows = [
        {**row, "retired_at": None}
        for model in (Objective, KeyResult, Milestone)
        for row in model.objects.order_by("pk").values()
        if not row.get("retired_as") and not row.get("retired_at")
    ]
    seen = [{k: v for k, v in row.items() if k not in MOVES_BY_ITSELF} for row in rows]
    for one in KeyResult.objects.order_by("pk"):
        seen += list(one.links.order_by("title").values("title", "url"))
        seen += list(one.overrides.filter(withdrawn_at=None).values("status"))
    return seen


def pressed(client, shown):
    """Press the button of the message; gives the page that follows."""
    [(action, inside)] = BUTTON.findall(shown)
    return client.post(action, dict(HIDDEN.findall(inside)), follow=True)


def at(kr, name, *more):
    return reverse(f"okrs:{name}", args=[kr.pk, *more])


def step(kr, **traits):
    return MilestoneFactory.create(key_result=kr, text="Ask", **traits)


STEP = {"text": "Listen", "kind": "action", "weight": "1", "due_on": "31/03/2028"}
ENDS = {"from_value": "5%", "to_value": "50%", "approved_by": "The board"}
ADDED = {"title": "Ours", "pillar": "data", "weight": "1"}
LINK = {"kind": "evidence", "title": "Minutes", "url": "https://example.org/a"}


def ends(kr):
    return ENDS | {"version": kr.version, "reason": "Counted anew"}


ACTS = {
    "a milestone is added": lambda kr, by: (at(kr, "milestone_add"), STEP),
    "a milestone is changed": lambda kr, by: (
        reverse("okrs:milestone_edit", args=[step(kr).pk]),
        STEP | {"version": Milestone.objects.get().version},
    ),
    "a milestone is promoted": lambda kr, by: (
        reverse(
            "okrs:milestone_promote",
            args=[step(kr, kind="outcome", target_value=5, target_unit="people").pk],
        ),
        {},
    ),
    "evidence is linked": lambda kr, by: (at(kr, "link_add"), LINK),
    "a link is removed": lambda kr, by: (
        reverse("okrs:link_remove", args=[LinkFactory.create(key_result=kr).pk]),
        {},
    ),
    "an objective is added": lambda kr, by: (reverse("okrs:objective_add"), ADDED),
    "a key result is copied": lambda kr, by: (at(kr, "copy"), {"newest": kr.pk}),
    "an objective is copied": lambda kr, by: (
        reverse("okrs:objective_copy", args=[kr.objective_id]),
        {"newest": kr.objective_id},
    ),
    "ends are set anew": lambda kr, by: (at(kr, "baseline"), ends(kr)),
    "a key result is archived": lambda kr, by: (
        at(kr, "retire"),
        {"retired_as": "archived", "why": "No money"},
    ),
    "all of a person is handed over": lambda kr, by: _leaving(kr, by),
}


def _leaving(kr, by):
    person = UserFactory.create(contributor=True)
    KeyResult.objects.filter(pk=kr.pk).update(owner=person)
    mine = step(kr, owner=person)
    other = KeyResultFactory.create(objective=kr.objective, reviewer=person)
    keys = (f"owns-{kr.pk}", f"step-{mine.pk}", f"reviews-{other.pk}")
    return f"/okrs/hand-over/{person.pk}/", {**dict.fromkeys(keys, ""), "to": by.pk}


@pytest.mark.parametrize("act", ACTS)
def test_it_is_undone_from_its_message_and_done_again(page, kr, lead, act):
    address, answers = ACTS[act](kr, lead)
    before = state()

    done = page.post(address, answers, follow=True)
    after = state()
    assert after != before, done.content.decode()
    undone = pressed(page, done.content.decode())

    assert state() == before
    assert undone.request["PATH_INFO"] == done.request["PATH_INFO"], "one stays where one was"
    assert pressed(page, undone.content.decode()).status_code == 200
    assert len(state()) == len(after)


def test_what_was_changed_again_since_holds_back_itself_alone_and_says_why(page, kr, lead):
    address, answers = _leaving(kr, lead)
    done = page.post(address, answers, follow=True).content.decode()
    rana = UserFactory.create(name="Rana Iqbal")
    KeyResult.objects.filter(pk=kr.pk).update(owner=rana)

    told = pressed(page, done).content.decode()

    why = f"“{kr.title}”: “Owner” has changed since, so this is not undone."
    assert f"Undone: 2 steps. 1 stays as it is. {why}" in told
    assert KeyResult.objects.get(pk=kr.pk).owner == rana
    assert not KeyResult.objects.filter(reviewer=lead).exists()
    assert f"Nothing was undone. {why}" in pressed(page, done).content.decode()
    KeyResult.objects.filter(pk=kr.pk).update(owner=lead)
    assert "Undone" in pressed(page, done).content.decode()
    assert "This has already been undone." in pressed(page, done).content.decode()


def test_all_that_was_done_in_one_press_is_undone_from_a_history(page, kr, lead):
    address, answers = _leaving(kr, lead)
    before = state()
    page.post(address, answers)

    history = page.get(at(kr, "history")).content.decode()
    assert history.count("Undo all 3 steps") == 1, "beside one of its steps, not beside each"
    forms = re.findall(r'record/(\d+)/undo/">(.*?)</form>', history, re.S)
    [number] = [number for number, inside in forms if 'submit" name="whole"' in inside]
    back = page.post(f"/okrs/record/{number}/undo/", {"whole": "yes"}, follow=True)

    assert "Undone: 3 steps." in back.content.decode()
    assert state() == before
    again = page.post(f"/okrs/record/{number}/undo/", {"whole": "yes"}, follow=True)
    assert "This has already been undone." in again.content.decode()
    assert "Do all 3 steps again" in page.get(at(kr, "history")).content.decode()


def test_what_one_did_alone_or_an_import_did_is_not_offered_as_a_whole(page, kr, lead):
    now = timezone.now()
    planning.edit_key_result(key_result=kr, by=lead, at=now, unit="heads")
    assert "Undo all" not in page.get(at(kr, "history")).content.decode()

    with audit.by_way_of(audit.Way.IMPORT):
        KeyResultFactory.create(objective=kr.objective)
        audit.record(by=lead, verb="imported", about=kr, at=now, changes={})
    assert "Undo all" not in page.get(at(kr, "history")).content.decode()


def test_many_key_results_go_back_in_as_many_queries_as_few(page, kr, lead, same_queries):
    tom, rows = UserFactory.create(contributor=True), [kr]

    def undone():
        now = timezone.now()
        edits = [many.Edit(pk=one.pk, edits={"owner": tom}) for one in rows]
        many.edit_key_results(edits=edits, by=lead, at=now)
        with_queries = AuditEvent.objects.last_written()
        acts.undo_act(event=with_queries, by=lead, at=timezone.now())
        assert not KeyResult.objects.filter(owner=tom).exists()

    same_queries(
        undone,
        add_rows=lambda: rows.extend(KeyResultFactory.create_batch(5, objective=kr.objective)),
    )


def test_what_is_never_undone_stays_and_is_counted(page, kr, lead):
    """A read-only link that ended with the rest: whoever needs one makes another."""
    address, answers = _leaving(kr, lead)
    until = timezone.localdate() + timedelta(days=9)
    ReadLinkFactory.create(made_by=KeyResult.objects.get(pk=kr.pk).owner, expires_on=until)
    done = page.post(address, answers | {"end_links": "on"}, follow=True).content.decode()

    told = pressed(page, done).content.decode()

    assert "Undone: 3 steps. 1 more step is never undone, and stays." in told


def test_who_cannot_own_anything_any_more_is_given_nothing_back(client, kr):
    """The account was closed in the same go: it is opened first."""
    admin = UserFactory.create(admin=True)
    client.force_login(admin)
    address, answers = _leaving(kr, admin)
    done = client.post(address, answers | {"close": "on"}, follow=True).content.decode()

    assert "cannot check in, so cannot own a key result" in pressed(client, done).content.decode()
    KeyResult.objects.get(pk=kr.pk, owner=admin)


def test_an_owner_undoes_what_they_did_themselves_and_nothing_else(client, kr, lead):
    tess = UserFactory.create(contributor=True)
    KeyResult.objects.filter(pk=kr.pk).update(owner=tess)
    client.force_login(tess)
    done = client.post(at(kr, "link_add"), LINK, follow=True)

    assert pressed(client, done.content.decode()).status_code == 200
    assert not kr.links.exists()
    client.force_login(lead)
    client.post(at(kr, "link_add"), LINK | {"title": "Their own"})
    theirs = AuditEvent.objects.last_written()
    client.force_login(tess)
    assert client.post(f"/okrs/record/{theirs.pk}/undo/").status_code == 403
    offered = re.findall(
        r"/okrs/record/(\d+)/undo/", client.get(at(kr, "history")).content.decode()
    )
    undone = AuditEvent.objects.filter(by=tess, verb="undid").get()
    assert offered == [str(undone.pk)], "what a lead linked is a lead's to undo"
    KeyResult.objects.filter(pk=kr.pk).update(owner=None)
    mine = AuditEvent.objects.filter(by=tess, verb="linked").get()
    assert not may_undo(tess, mine), "it is not theirs any more"


def test_with_what_they_did_themselves_an_owner_undoes_nothing_that_is_a_leads(client, kr):
    """They were a lead when they moved the day and ticked a step in one go, and are one no more."""
    tess, now = UserFactory.create(role=Role.LEAD), timezone.now()
    KeyResult.objects.filter(pk=kr.pk).update(owner=tess)
    moved = kr.due_on + timedelta(days=9)
    planning.edit_key_result(key_result=kr, by=tess, at=now, due_on=moved)
    milestones.tick(milestone=step(kr), by=tess, at=now, today=timezone.localdate(now))
    ticked = AuditEvent.objects.last_written()
    User.objects.filter(pk=tess.pk).update(role=Role.CONTRIBUTOR)
    client.force_login(User.objects.get(pk=tess.pk))

    assert client.post(f"/okrs/record/{ticked.pk}/undo/", {"whole": ""}).status_code == 403
    assert KeyResult.objects.get(pk=kr.pk).due_on == moved
    assert client.post(f"/okrs/record/{ticked.pk}/undo/").status_code == 302
    assert Milestone.objects.get().done_on is None, "what they did themselves is still theirs"


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "okrs/", "/\\example"])
def test_it_leads_to_no_other_place_than_ours(page, kr, back):
    page.post(at(kr, "link_add"), LINK)
    event = AuditEvent.objects.last_written()

    answer = page.post(f"/okrs/record/{event.pk}/undo/", {"back": back})

    assert answer["Location"] == f"/okrs/key-results/{kr.pk}/history/"


def test_without_an_offer_only_what_happened_is_said(page, kr):
    """Sent twice, the second time changes nothing, so there is nothing to undo."""
    page.post(at(kr, "copy"), {"newest": kr.pk}, follow=True)
    again = page.post(at(kr, "copy"), {"newest": kr.pk}, follow=True).content.decode()

    assert "This is the copy." in again
    assert not BUTTON.findall(again)


def test_an_objective_of_nothing_is_put_aside_again(page, kr):
    shown = page.post(reverse("okrs:objective_add"), ADDED, follow=True).content.decode()

    pressed(page, shown)

    assert Objective.objects.get(title="Ours").retired_at


def test_a_move_is_undone_from_the_page_of_the_order(page, kr):
    others = [KeyResultFactory.create(objective=kr.objective) for _each in range(2)]
    here, seen = "/okrs/order/data/", ",".join(str(one.pk) for one in (kr, *others))
    asked = {"thing": f"key_result-{kr.pk}", "seen": seen, "move": "down"}

    moved = page.post(here, asked, follow=True)
    shown = moved.content.decode()
    [number] = re.findall(r'class="ord-undo" action="/okrs/record/(\d+)/undo/"', shown)
    [back] = re.findall(r'name="back" value="([^"]*)"', shown)
    undone = page.post(f"/okrs/record/{number}/undo/", {"back": back}, follow=True)

    assert "is now 2 of 3." in shown
    assert (undone.request["PATH_INFO"], "is now 1 of 3." in undone.content.decode()) == (
        here,
        True,
    )
    assert "you moved it from place 2 to place 1" in undone.content.decode()
    again = page.get(f"{here}?moved=key_result-{kr.pk}&undo={number}").content.decode()
    assert "ord-undo" not in again, "what is undone is not offered"


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999"])
def test_an_address_that_names_no_move_of_mine_offers_nothing(page, kr, number):
    assert "ord-undo" not in page.get(f"/okrs/order/data/?undo={number}").content.decode()
