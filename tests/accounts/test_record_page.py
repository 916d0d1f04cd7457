"""The record as its readers see it."""

import csv
import io
import re
from datetime import timedelta

import pytest

from accounts import audit
from accounts.models import AuditEvent
from tests.factories import (
    NOON,
    KeyResultFactory,
    MilestoneFactory,
    ReadLinkFactory,
    UnitFactory,
    UserFactory,
    WaveFactory,
)
from tests.record import without_triggers


@pytest.fixture
def page(client, lead):
    client.force_login(lead)
    return client


def text(page, query=""):
    return page.get(f"/record/{query}").content.decode()


def changes(page, query=""):
    """Every change that the page shows: its field, before and after."""
    cells = re.findall(r"<(?:th scope=\"row\"|td)>(.*?)</t[hd]>", text(page, query))
    return [tuple(cells[place : place + 3]) for place in range(0, len(cells), 3)]


def file(page, query=""):
    answer = page.get(f"/record/export.csv{query}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    told = b"".join(answer.streaming_content).decode()
    return list(csv.reader(io.StringIO(told.removeprefix("\ufeff"))))


@pytest.fixture
def tom(lead):
    """Tom retired himself; Priya changed his role before that."""
    tom = UserFactory.create(name="Tom Reed")
    audit.record(by=lead, verb="changed", about=tom, at=NOON, changes={"role": ["", "viewer"]})
    audit.record(
        by=tom, verb="retired", about=tom, at=NOON + timedelta(days=1), note="Enough <b>now</b>"
    )
    return tom


def entries(text):
    return text.count("<time ")


def test_it_says_who_did_what_to_what_with_before_and_after(page, tom):
    shown = text(page)

    assert "<b>Priya Nair</b> changed “Tom Reed”" in shown
    assert ("Role", "–", "Senior leader") in changes(page)
    assert '<h2 class="rec-day">1 January 2027</h2>' in shown
    assert ">12:00</time>" in shown
    assert "Enough &lt;b&gt;now&lt;/b&gt;" in shown
    assert shown.index("retired “Tom") < shown.index("changed “Tom"), "newest first"


@pytest.mark.parametrize(
    ("values", "before", "after"),
    [
        ([True, False], "yes", "no"),
        ([0, "0"], "0", "0"),
        ([None, "<b>"], "–", "&lt;b&gt;"),
        (["2027-03-03", "2027-13-03"], "3 March 2027", "2027-13-03"),
        ([None, "2027-03-03 23:30:00+00:00"], "–", "3 March 2027"),
        (["6.0000", "5"], "6", "5"),
        (["100.00", "16.9500"], "100", "16.95"),
        (["on_track", "A_title or_two"], "on track", "A_title or_two"),
        ([["data", "hiring"], []], "data, hiring", "–"),
    ],
)
def test_what_stood_there_is_said_in_words(values, before, after, page, lead):
    audit.record(by=lead, verb="changed", about=lead, at=NOON, changes={"is_active": values})

    assert changes(page) == [("May sign in", before, after)]


def test_what_nobody_did_is_said_to_be_done_by_the_program(page, tom):
    audit.record(by=None, verb="refused to sign in", about=tom, at=NOON)

    assert "<b>Mobility</b> refused sign-in to “Tom Reed”" in text(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?who={tom}", 1),
        ("?who={tom}&q=chang", 0),
        ("?q=CHANG", 1),
        ("?q=reed", 2),
        ("?q=%00reed", 2),
        ("?q=nothing+such", 0),
        ("?who=99999999999999999999", 2),
        (f"?who={'9' * 5000}", 2),
        ("?who=somebody", 2),
        ("?page=99", 2),
        ("?page=x", 2),
        ("?who=²", 2),
        ("?who=program", 0),
        ("?q=ENOUGH", 1),
        ("?kind=accounts.user", 2),
        ("?kind=strategy.unit", 0),
        ("?kind=painting", 2),
        ("?did=retired", 1),
        ("?did=else", 0),
        ("?did=painted", 2),
        ("?via=page", 2),
        ("?via=grid", 0),
        ("?via=unknown", 0),
        ("?via=space", 2),
        ("?since=2+January+2027", 1),
        ("?until=01/01/2027", 1),
        ("?since=2027-01-01&until=2027-01-02", 2),
        ("?since=31+June+2027", 2),
    ],
)
def test_it_is_searched_by_person_and_by_words(query, found, page, tom):
    assert entries(text(page, query.format(tom=tom.pk))) == found


def test_an_entry_is_found_by_the_words_it_is_shown_in(page, tom):
    audit.record(by=tom, verb="ticked", about=tom, at=NOON)

    assert entries(text(page, "?q=marked+the+milestone")) == 1
    assert entries(text(page, "?q=ticked")) == 0


def test_a_hundred_stand_on_a_page(page, lead):
    for _ in range(101):
        audit.record(by=lead, verb="changed", about=lead, at=NOON)

    assert entries(text(page)) == 100
    assert "Page 1 of 2" in text(page)
    assert entries(text(page, "?page=2")) == 1


def test_more_entries_cost_no_more_queries(page, lead, tom, same_queries):
    def add():
        for _ in range(5):
            other = UserFactory.create()
            audit.record(by=other, verb="added", about=other, at=NOON)

    same_queries(lambda: page.get("/record/"), add_rows=add)


def test_it_says_that_it_is_whole_when_asked(page, tom):
    assert "The record is whole" in text(page, "?check=yes")
    assert "The record is whole" not in text(page)


def test_and_where_it_was_altered(page, tom):
    first = AuditEvent.objects.order_by("pk").first()
    with without_triggers():
        AuditEvent.objects.filter(pk=first.pk)._raw_delete("default")

    altered = AuditEvent.objects.get()
    assert f"Entry {altered.pk} does not follow from the one before it" in text(page, "?check=yes")


def test_it_stands_by_the_day_it_is_of_in_whatever_order_it_was_written(page, lead):
    for month, name in ((3, "Written first"), (1, "Written second"), (2, "Written third")):
        of = NOON.replace(month=month)
        audit.record(by=lead, verb="changed", about=UserFactory.create(name=name), at=of)

    shown = text(page)

    order = ["“Written first”", "“Written third”", "“Written second”"]
    assert sorted(order, key=shown.index) == order
    assert audit.first_broken() is None, "the chain follows the order of writing"


def test_a_day_that_is_none_is_said_and_kept_as_typed(page, tom):
    shown = text(page, "?since=31+June+2027")

    assert "31 June 2027 is not a date: June has 30 days." in shown
    assert 'value="31 June 2027"' in shown


def test_days_the_wrong_way_round_are_said(page, tom):
    assert "The last day is before the first" in text(page, "?since=2+May+2027&until=1+May+2027")


def test_the_question_stays_in_the_address_on_every_page_and_in_the_file(page, lead):
    for _ in range(101):
        audit.record(by=lead, verb="changed", about=lead, at=NOON, note="Pay & parts")

    shown = text(page, "?q=pay+%26+parts&did=changed")

    asked = "q=pay+%26+parts&amp;did=changed"
    assert f'href="?{asked}&amp;page=2"' in shown
    assert f'href="/record/export.csv?{asked}"' in shown


def test_it_says_where_each_change_was_made(page, lead):
    for way in audit.Way:
        with audit.by_way_of(way):
            audit.record(by=lead, verb="changed", about=lead, at=NOON)
    with without_triggers():
        AuditEvent.objects.filter(via="page")._raw_delete("default")

    shown = text(page)

    assert "in the grid" in shown
    assert "with a link from an e-mail" in shown
    assert entries(text(page, "?via=import")) == 1


def test_codes_read_as_their_labels_and_numbers_beside_names_are_left_out(page, lead):
    key_result = KeyResultFactory.create()
    kept = {
        "owner": [None, lead],
        "cadence": ["annual", "on_survey"],
        "due_on": [NOON.date(), None],
    }
    kept |= {"also_supports": [[], ["hiring", "data"]], "weight": ["1.00", "2.50"]}
    kept |= {"curve": [[], [["2027-06-30", "0.25"]]], "retired_as": ["", "not_applicable"]}
    audit.record(by=lead, verb="changed", about=key_result, at=NOON, changes=kept)

    assert changes(page) == [
        ("Also supports", "–", "Hiring, Data"),
        ("Due", "1 January 2027", "–"),
        ("How often it is read", "Once a year", "With each survey"),
        ("Out of the plan", "–", "Not applicable"),
        ("Owner", "–", "Priya Nair"),
        ("Points along the way", "–", "30 June 2027: 25%"),
        ("Weight", "1", "2.5"),
    ]


def test_an_entry_leads_to_its_thing_where_the_reader_may_go(client, lead, tom):
    key_result, step = KeyResultFactory.create(), MilestoneFactory.create()
    unit, link, wave = UnitFactory.create(), ReadLinkFactory.create(), WaveFactory.create()
    for thing in (key_result, step, unit, link, wave):
        audit.record(by=lead, verb="added", about=thing, at=NOON)
    place = f"/okrs/key-results/{key_result.pk}/"
    of_step = f"/okrs/key-results/{step.key_result_id}/#milestone-{step.pk}"

    client.force_login(lead)
    shown = text(client)
    client.force_login(UserFactory.create(admin=True))
    to_admin = text(client)

    assert f'href="{place}"' in shown
    assert f'href="{of_step}"' in shown
    assert 'href="/dashboards/links/"' in shown
    assert f'href="/surveys/{wave.label}/"' in shown
    assert f"/people/{tom.pk}/" not in shown, "only an administrator opens it"
    assert f"/people/{tom.pk}/" in to_admin
    assert f"/organisation/units/{unit.pk}/" in to_admin


def test_the_file_holds_what_the_page_found_with_a_line_for_each_value(page, lead, tom):
    kept = {"name": ["=cmd", "Tom"], "role": ["", "lead"]}
    audit.record(by=lead, verb="changed", about=tom, at=NOON, changes=kept, note="-1 is enough")

    header, *rows = file(page, "?q=enough&did=changed")

    assert header[:4] == ["Entry", "When", "Who", "What was done"]
    assert [row[6:] for row in rows] == [
        ["Name", "'=cmd", "Tom", "'-1 is enough", "on its own page"],
        ["Role", "–", "D&I lead", "'-1 is enough", "on its own page"],
    ]
    assert {row[1] for row in rows} == {"2027-01-01 12:00"}
    assert len({row[0] for row in file(page)[1:]}) == entries(text(page))


def test_the_file_is_sent_while_it_is_read_with_as_many_queries(page, lead, same_queries):
    def add():
        for _ in range(5):
            audit.record(by=lead, verb="added", about=UserFactory.create(), at=NOON)

    same_queries(lambda: file(page), add_rows=add)


def test_its_name_says_the_day(page, tom):
    said = page.get("/record/export.csv")["Content-Disposition"]

    assert re.fullmatch(r'attachment; filename="record-\d{4}-\d\d-\d\d.csv"', said)


@pytest.mark.parametrize("role", ["viewer", "contributor", ""])
@pytest.mark.parametrize("place", ["/record/", "/record/export.csv"])
def test_others_neither_read_it_nor_take_it_away(role, place, client, db):
    client.force_login(UserFactory.create(role=role))

    assert client.get(place).status_code == 403
