"""The history of a key result in sentences, and undoing a step of it from its page."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from accounts import audit
from accounts.audit import Way
from accounts.models import AuditEvent
from okrs import baselines, happenings, links, milestones, objectives, planning
from okrs.histories.lines import events_of
from okrs.histories.sentences import OF_MILESTONES, OF_OTHERS, sentence
from okrs.histories.spent import undoable_among
from okrs.histories.together import put_together
from okrs.models import KeyResult, Milestone
from okrs.undoing import undo
from tests.factories import (
    NOON,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)
from tests.okrs.owner_links import filled

LINE = re.compile(r"<li[^>]*>\s*<time .*?</li>", re.S)


@pytest.fixture
def kr(db):
    return KeyResultFactory.create(title="Sponsor people", due_on=date(2027, 3, 31))


@pytest.fixture
def page(client, lead):
    client.force_login(lead)
    return client


def place(kr, query=""):
    return f"/okrs/key-results/{kr.pk}/history/{query}"


def told(client, kr, query=""):
    """Every line of the history page as plain words, newest first."""
    shown = client.get(place(kr, query)).content.decode()
    plain = (re.sub(r"<[^>]+>", " ", line) for line in LINE.findall(shown))
    return [" ".join(unescape(line).split()) for line in plain]


def minute(n):
    return NOON + timedelta(minutes=n)


def last():
    return AuditEvent.objects.last_written()


def said(kr, by, **entry):
    return sentence(audit.record(by=by, about=kr, at=NOON, **entry), kind=kr.kind)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "changes", "note", "words"),
    [
        ("added", {}, "", "added it"),
        ("took up", {}, "", "took it up from the playbook"),
        ("imported", {}, "", "brought it in with a sheet"),
        ("copied", {}, "", "made it as a copy of another"),
        (
            "changed",
            {"due_on": ["2027-03-31", "2027-06-30"]},
            "",
            "moved the due date from 31 March 2027 to 30 June 2027",
        ),
        (
            "changed",
            {"weight": ["1.00", "2.50"], "title": ["A", "B"], "cadence": ["annual", "weekly"]},
            "",
            "changed how often it is read from Once a year to Weekly; changed its title from “A” "
            "to “B”; changed its weight from 1 to 2.5",
        ),
        ("changed", {"owner": [None, "Tom Reed"]}, "", "made Tom Reed its owner"),
        ("changed", {"reviewer": [None, "Ann"]}, "", "made Ann its reviewer"),
        ("changed", {"guardrail": [None, "A"]}, "", "let it be guarded by “A”"),
        ("changed", {"owner": ["Tom", "Ann"]}, "", "handed it over from Tom to Ann"),
        ("changed", {"owner": ["Tom", None]}, "", "left it without an owner (before, Tom)"),
        ("changed", {"guardrail": ["A", None]}, "", "took away what it was guarded by, “A”"),
        (
            "changed",
            {"also_supports": [["data"], []]},
            "",
            "said that it supports no other pillar (before, Data)",
        ),
        ("changed", {"unit": ["people", ""]}, "", "emptied its unit, which was people"),
        ("changed", {"followed": [{"a": 1}, {"a": 2}]}, "", "changed which figure it follows"),
        ("changed", {"painted": ["red", "blue"]}, "", "changed “Painted” from red to blue"),
        (
            "checked in",
            {"as_of": [None, "2027-03-31"], "reading": [None, "45"]},
            "Slow",
            "checked in with 45%, as of 31 March 2027",
        ),
        (
            "checked in",
            {"as_of": ["2027-01-31", "2027-03-31"], "reading": ["40.0000", "45"]},
            "",
            "checked in with 45%, as of 31 March 2027 (40% before)",
        ),
        (
            "checked in",
            {"as_of": [None, "2027-03-31"]},
            "",
            "checked in without a new reading, as of 31 March 2027",
        ),
        (
            "corrected",
            {"as_of": ["2027-03-31", "2027-03-31"], "reading": ["60.0000", "16"]},
            "Typed wrong",
            "corrected a reading from 60% to 16%, as of 31 March 2027",
        ),
        (
            "set the baseline of",
            {"from_value": [None, "19"], "to_value": [None, "25"]},
            "",
            "set the baseline: From 19%, To 25%",
        ),
        (
            "re-baselined",
            {"from_value": ["19", "20"], "to_value": ["25", None]},
            "",
            "set a new baseline: From 20% (was 19%), To not set (was 25%)",
        ),
        ("retired", {"retired_as": ["", "archived"]}, "No", "took it out of the plan (Archived)"),
        ("restored", {}, "", "brought it back into the plan"),
        (
            "overruled",
            {"status": ["behind", "on_track"], "until": [None, "2027-03-31"]},
            "",
            "said “On track” instead of the calculated “Behind”, until 31 March 2027",
        ),
        ("withdrew the word on", {}, "", "let the calculated status stand again"),
        ("linked", {}, "Minutes", "linked “Minutes”"),
        ("unlinked", {}, "Minutes", "removed the link “Minutes”"),
        ("removed a milestone of", {}, "Ask", "removed the milestone “Ask”"),
        ("moved", {"place": [3, 1]}, "", "moved it from place 3 to place 1"),
        (
            "moved",
            {"objective": ["A", "B"], "objective_id": [1, 2]},
            "",
            "moved it from the objective “A” to “B”",
        ),
        ("carried over", {}, "", "carried it over from the period before"),
        (
            "moved",
            {"objective": ["A", "B"], "place": [3, 1]},
            "",
            "moved it from the objective “A” to “B”",
        ),
        (
            "checked in",
            {"as_of": [None, "2027-03-31"], "reading": [None, "in_progress"]},
            "",
            "checked in with “In progress”, as of 31 March 2027",
        ),
        (
            "set the baseline of",
            {"from_as_of": [None, "2027-03-31"]},
            "",
            "said that From describes 31 March 2027",
        ),
        ("set the baseline of", {}, "", "set the baseline"),
        (
            "set the baseline of",
            {"low": [None, "80"], "high": [None, "100"]},
            "",
            "set the limits: not below 80%, not above 100%",
        ),
        (
            "corrected",
            {"as_of": ["2027-03-31"] * 2, "reading": ["45", ""]},
            "Taken back",
            "took back the reading 45% of 31 March 2027",
        ),
        (
            "reviewed",
            {"outcome": ["", "goes_on"], "reflection": ["", "Slow"]},
            "Year 1",
            "said what became of it in “Year 1”: “Goes on”",
        ),
        ("reviewed", {"outcome": ["missed", ""]}, "Y1", "left open what became of it in “Y1”"),
        ("reviewed", {"reflection": ["", "Slow"]}, "Y1", "wrote what “Y1” taught about it"),
        ("closed", {"retired_as": ["", "closed"]}, "2027", "closed it with the period “2027”"),
        ("painted", {}, "", "painted “Sponsor people”"),
    ],
)
def test_every_step_is_one_sentence(verb, changes, note, words):
    kr, lead = (
        KeyResultFactory.create(title="Sponsor people"),
        UserFactory.create(name="Priya Nair"),
    )

    assert said(kr, lead, verb=verb, changes=changes, note=note) == f"Priya Nair {words}"


def test_the_survey_brings_its_figure_and_hides_what_the_record_does_not_tell(db):
    kr, days = KeyResultFactory.create(), {"as_of": [None, "2027-03-31"]}

    assert said(kr, None, verb="checked in", changes=days) == (
        "Mobility brought the survey’s figure of 31 March 2027"
    )
    assert said(kr, None, verb="checked in", changes=days | {"reading": ["40", "45"]}) == (
        "Mobility brought the survey’s figure of 31 March 2027: 45%"
    )


def test_what_the_page_of_a_key_result_tells_in_a_word_its_history_tells_in_a_sentence():
    assert set(happenings.SAID) - {"confirmed", "undid"} == set(OF_OTHERS)
    told_of_steps = set(happenings.SAID_OF_MILESTONES) - {"undid"}
    assert told_of_steps == set(OF_MILESTONES)


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("added", "added the milestone “Ask”"),
        ("ticked", "marked the milestone “Ask” as done"),
        ("unticked", "marked the milestone “Ask” as not done after all"),
        ("promoted", "made a key result of the milestone “Ask”"),
    ],
)
def test_a_milestone_is_named(verb, words, kr, lead):
    step = MilestoneFactory.create(key_result=kr, text="Ask")
    event = audit.record(by=lead, verb=verb, about=step, at=NOON)

    assert sentence(event) == f"Priya Nair {words}"


def test_a_step_says_where_it_was_made_if_not_on_a_page(kr, lead):
    with audit.by_way_of(Way.GRID):
        assert said(kr, lead, verb="added") == "Priya Nair added it, in the grid"
    assert said(kr, None, verb="added") == "Mobility added it"


def test_the_page_holds_its_milestones_also_those_removed_and_what_was_undone(page, kr, lead):
    step = milestones.add_milestone(key_result=kr, text="Ask", by=lead, at=minute(1))
    milestones.tick(milestone=step, by=lead, at=minute(2), today=date(2027, 1, 1))
    milestones.remove_milestone(milestone=step, by=lead, at=minute(3), version=2)
    gone = milestones.add_milestone(key_result=kr, text="Tell", by=lead, at=minute(4))
    undo(event=last(), by=lead, at=minute(5))
    assert not Milestone.objects.filter(pk__in=[step.pk, gone.pk]).exists()

    lines = told(page, kr)

    assert [line[:5] for line in lines] == ["12:05", "12:04", "12:03", "12:02", "12:01"]
    assert "undid an earlier step and removed the milestone “Tell”" in lines[0]
    assert "added the milestone “Tell”. Undone since." in lines[1]
    assert "marked the milestone “Ask” as done" in lines[3]
    offers = [line.partition(".")[0] for line in lines if " Undo:" in line or " Undo :" in line]
    assert len(offers) == 1, "of a milestone that is gone, only its removal"
    assert "removed the milestone “Ask”" in offers[0]


def test_it_is_narrowed(page, kr, lead):
    list_of = MilestoneFactory.create(key_result=kr, text="Ask")
    audit.record(by=lead, verb="checked in", about=kr, at=minute(1))
    audit.record(by=lead, verb="ticked", about=list_of, at=minute(2))
    audit.record(by=lead, verb="changed", about=kr, at=minute(3), changes={"unit": ["", "people"]})

    assert len(told(page, kr)) == len(told(page, kr, "?show=painting")) == 3
    assert "checked in" in told(page, kr, "?show=read")[0]
    assert "“Ask” as done" in told(page, kr, "?show=steps")[0]
    assert "set its unit to people" in told(page, kr, "?show=plan")[0]
    assert {len(told(page, kr, f"?show={one}")) for one in ("read", "steps", "plan")} == {1}


def test_fifty_stand_on_a_page_and_more_cost_no_more_queries(page, kr, lead, same_queries):
    def add():
        for n in range(30):
            step = milestones.add_milestone(key_result=kr, text=f"S{n}", by=lead, at=minute(n))
            planning.edit_key_result(
                key_result=kr, by=lead, at=minute(n), title=f"Title {n} {step.pk}"
            )

    add()
    same_queries(lambda: page.get(place(kr)), add_rows=add)
    assert len(told(page, kr)) == 50
    assert "Page 1 of 3" in page.get(place(kr)).content.decode()
    assert len(told(page, kr, "?page=3")) == 20


def buttons(client, kr):
    shown = client.get(place(kr)).content.decode()
    return [int(pk) for pk in re.findall(r'action="/okrs/record/(\d+)/undo/"', shown)]


def test_a_lead_undoes_a_step_and_does_it_again(page, kr, lead):
    planning.edit_key_result(key_result=kr, by=lead, at=NOON, due_on=date(2027, 6, 30))
    [number] = buttons(page, kr)

    undone = page.post(f"/okrs/record/{number}/undo/", follow=True).content.decode()
    kr.refresh_from_db()
    assert kr.due_on == date(2027, 3, 31)
    assert "you moved the due date from 30 June 2027 to 31 March 2027." in undone
    again = last()
    assert f'action="/okrs/record/{again.pk}/undo/"' in undone, "the message offers to do it again"
    assert undone.count("Do it again") == 2, "in the message, and beside the line"
    assert buttons(page, kr) == [again.pk], "what is undone offers nothing"

    page.post(f"/okrs/record/{again.pk}/undo/")
    kr.refresh_from_db()
    assert kr.due_on == date(2027, 6, 30)


def test_a_baseline_put_back_is_said_in_its_own_figures(page, kr, lead):
    baselines.set_baseline(
        key_result=kr,
        by=lead,
        at=NOON,
        from_value=Decimal(10),
        to_value=Decimal(66),
        reason="Counted anew",
        approved_by="The board",
    )

    said = page.post(f"/okrs/record/{last().pk}/undo/", follow=True).content.decode()

    assert "you set a new baseline: From 0% (was 10%)." in said


def test_what_cannot_be_undone_any_more_is_said(page, kr, lead):
    planning.edit_key_result(key_result=kr, by=lead, at=NOON, due_on=date(2027, 6, 30))
    first = last()
    planning.edit_key_result(key_result=kr, by=lead, at=minute(1), due_on=date(2027, 9, 30))

    assert buttons(page, kr) == [last().pk], "only the newest that moved the date offers it"
    refused = page.post(f"/okrs/record/{first.pk}/undo/", follow=True).content.decode()

    assert "Priya Nair, on 1 January 2027, changed “Due” since. Undo that first." in refused
    kr.refresh_from_db()
    assert kr.due_on == date(2027, 9, 30)


def test_once_the_newer_is_undone_the_older_can_be(page, kr, lead):
    for n, day in enumerate((date(2027, 6, 30), date(2027, 9, 30))):
        planning.edit_key_result(key_result=kr, by=lead, at=minute(n), due_on=day)
    older, newer = AuditEvent.objects.order_by("pk")

    undone = undo(event=newer, by=lead, at=minute(5))

    assert buttons(page, kr) == [undone.pk, older.pk]


def test_each_of_two_links_may_go_and_the_addition_only_while_nothing_came_after(page, kr, lead):
    audit.record(by=lead, verb="added", about=kr, at=NOON)
    added = last()
    assert buttons(page, kr) == [added.pk]
    for title in ("One", "Two"):
        links.add_link(key_result=kr, title=title, by=lead, at=minute(1))

    assert len(buttons(page, kr)) == 2
    assert added.pk not in undoable_among(events_of(kr))


@pytest.mark.parametrize("role", ["viewer", "contributor"])
def test_others_read_it_and_undo_nothing(role, client, kr, lead):
    planning.edit_key_result(key_result=kr, by=lead, at=NOON, due_on=date(2027, 6, 30))
    client.force_login(UserFactory.create(role=role))

    assert "moved the due date" in told(client, kr)[0]
    assert buttons(client, kr) == []
    assert client.post(f"/okrs/record/{last().pk}/undo/").status_code == 403
    kr.refresh_from_db()
    assert kr.due_on == date(2027, 6, 30)


def test_whoever_is_not_signed_in_reads_nothing(client, kr):
    assert client.get(place(kr)).status_code == 302
    client.force_login(UserFactory.create(outsider=True))
    assert client.get(place(kr)).status_code == 403


def test_an_entry_of_another_room_is_not_undone_here(page, lead):
    event = audit.record(by=lead, verb="changed", about=lead, at=NOON)

    assert page.post(f"/okrs/record/{event.pk}/undo/").status_code == 404
    assert page.post("/okrs/record/999999/undo/").status_code == 404
    assert page.get(f"/okrs/record/{event.pk}/undo/").status_code == 405


def test_an_objective_has_its_history_too(page, lead):
    objective = ObjectiveFactory.create(title="Old")
    objectives.edit_objective(
        objective=objective, pillar="data", title="New", weight=Decimal(1), by=lead, at=NOON
    )
    shown = page.get(f"/okrs/objectives/{objective.pk}/history/").content.decode()
    assert "changed its title from “Old” to “New”" in shown

    page.post(f"/okrs/record/{last().pk}/undo/")

    objective.refresh_from_db()
    assert objective.title == "Old"


def offered(answer):
    return re.findall(r'class="note-undo" method="post" action="([^"]+)"', answer.content.decode())


def test_taking_out_of_the_plan_offers_to_undo_it(page, kr):
    answer = page.post(
        f"/okrs/key-results/{kr.pk}/retire/",
        {"retired_as": "archived", "why": "No money"},
        follow=True,
    )
    [place] = offered(answer)

    page.post(place)

    assert KeyResult.objects.get(pk=kr.pk).retired_as == ""


def test_removing_a_milestone_offers_to_undo_it(page, kr):
    step = MilestoneFactory.create(key_result=kr)
    answer = page.post(f"/okrs/milestones/{step.pk}/remove/", follow=True)
    [place] = offered(answer)

    page.post(place)

    assert Milestone.objects.get() == step


def check_in_with_ticks(page, kr, steps):
    """Through the form, as owners do; gives the record's entries of it."""
    sent = filled(kr, steps=[step.pk for step in steps], save="yes")
    page.post(f"/okrs/key-results/{kr.pk}/check-in/", sent)
    assert AuditEvent.objects.filter(verb="ticked").count() == len(steps)


@pytest.fixture
def with_two_steps(page):
    kr = KeyResultFactory.create(milestones=True, starts_on=timezone.localdate())
    texts = ("Ask them", "Tell them")
    return kr, [MilestoneFactory.create(key_result=kr, text=text) for text in texts]


def test_a_check_in_is_one_sentence_with_the_milestones_of_its_form(page, with_two_steps):
    kr, steps = with_two_steps
    check_in_with_ticks(page, kr, steps)

    [line] = told(page, kr)
    assert "and marked “Ask them”, “Tell them” as done." in line
    assert "Undo 2 milestones" in line
    assert len(told(page, kr, "?show=read")) == 1
    assert len(told(page, kr, "?show=steps")) == 2, "whoever asks for milestones sees each"


def test_the_milestones_of_a_check_in_are_undone_in_one_press(page, with_two_steps):
    kr, steps = with_two_steps
    check_in_with_ticks(page, kr, steps)
    first = AuditEvent.objects.filter(verb="ticked").earliest("pk")

    page.post(f"/okrs/record/{first.pk}/undo/", {"whole": "yes"})

    assert not Milestone.objects.filter(done_on__isnull=False).exists()
    lines = told(page, kr)
    assert "and marked" not in lines[-1], "what was undone is told by itself"
    assert len(lines) == 5, "the check-in, both milestones, and both undoings"


def test_one_milestone_of_a_check_in_is_named_on_its_button(page, with_two_steps):
    kr, steps = with_two_steps
    check_in_with_ticks(page, kr, steps[:1])

    [line] = told(page, kr)
    assert "Undo the milestone" in line
    assert "Undo 1" not in line


def test_what_an_import_ticked_with_a_reading_stands_alone(kr, lead):
    step = MilestoneFactory.create(key_result=kr)
    with audit.by_way_of(Way.IMPORT):
        read = audit.record(by=lead, verb="checked in", about=kr, at=NOON)
        tick = audit.record(by=lead, verb="ticked", about=step, at=NOON)

    assert [one.ticks for one in put_together([tick, read], ())] == [(), ()]
