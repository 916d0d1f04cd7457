"""The record as its readers see it."""

from datetime import timedelta

import pytest

from accounts import audit
from accounts.models import AuditEvent
from tests.factories import NOON, UserFactory
from tests.record import without_triggers


@pytest.fixture
def page(client, lead):
    client.force_login(lead)
    return client


def text(page, query=""):
    return page.get(f"/record/{query}").content.decode()


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
    assert "Role: – → viewer" in shown
    assert "1 January 2027, 12:00" in shown
    assert "Enough &lt;b&gt;now&lt;/b&gt;" in shown
    assert shown.index("retired “Tom") < shown.index("changed “Tom"), "newest first"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([True, False], "May sign in: yes → no"),
        ([0, "0"], "May sign in: 0 → 0"),
        ([None, "<b>"], "May sign in: – → &lt;b&gt;"),
        (["2027-03-03", "2027-13-03"], "3 March 2027 → 2027-13-03"),
        ([None, "2027-03-03 23:30:00+00:00"], "– → 3 March 2027"),
        (["6.0000", "5"], ": 6 → 5"),
        (["100.00", "16.9500"], ": 100 → 16.95"),
        (["on_track", "A_title or_two"], ": on track → A_title or_two"),
        ([["data", "hiring"], []], ": data, hiring → –"),
    ],
)
def test_what_stood_there_is_said_in_words(values, shown, page, lead):
    audit.record(by=lead, verb="changed", about=lead, at=NOON, changes={"is_active": values})

    assert shown in text(page)


def test_what_nobody_did_is_said_to_be_done_by_the_program(page, tom):
    audit.record(by=None, verb="refused to sign in", about=tom, at=NOON)

    assert "<b>Mobility</b> refused to sign in “Tom Reed”" in text(page)


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
        ("?who=somebody", 2),
        ("?page=99", 2),
        ("?page=x", 2),
        ("?who=²", 2),
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
