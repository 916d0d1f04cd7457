"""The record as a workbook: what the page found, typed, and nothing in it that runs."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts import audit, workbook_safely
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 7, 1, 12, 30, 15, tzinfo=UTC)


@pytest.fixture
def page(client, lead):
    client.force_login(lead)
    return client


def sheet(page, query=""):
    answer = page.get(f"/record/export.xlsx{query}")
    assert answer.status_code == 200, answer.content
    return load_workbook(BytesIO(answer.content)).active


def rows(page, query=""):
    found = sheet(page, query).iter_rows(values_only=True)
    return [["" if value is None else value for value in row] for row in found]


def test_it_holds_what_the_page_found_a_line_for_each_value(page, lead):
    tom = UserFactory.create(name="Tom Reed")
    kept = {"name": ["T", "Tom Reed"], "role": ["", "lead"]}
    audit.record(by=lead, verb="changed", about=tom, at=AT, changes=kept, note="Enough")
    audit.record(by=lead, verb="retired", about=tom, at=AT)

    header, *found = rows(page, "?q=enough&did=changed")

    assert header[:4] == ["Entry", "When", "Who", "What was done"]
    assert [row[6:10] for row in found] == [
        ["Name", "T", "Tom Reed", "Enough"],
        ["Role", "–", "D&I lead", "Enough"],
    ]
    assert {type(row[0]) for row in found} == {int}
    assert {f"{row[1]:%d %b, %H:%M}" for row in found} == {"01 Jul, 13:30"}, "by our clock"
    assert len(rows(page)) == 1 + 3


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-1", "@cmd", "https://example.org", "\x07"])
def test_what_people_write_stays_text(page, lead, words):
    audit.record(by=lead, verb="changed", about=lead, at=AT, note=words)

    cell = sheet(page)["J2"]

    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value in (words, "_x0007_")


def test_a_text_longer_than_a_cell_is_cut_and_not_lost(page, lead):
    audit.record(by=lead, verb="changed", about=lead, at=AT, note="x" * 40_000)

    assert sheet(page)["J2"].value == "x" * 32_767


def test_more_than_fits_is_said_in_the_last_line(page, lead, monkeypatch):
    monkeypatch.setattr(workbook_safely, "MOST_ROWS", 2)
    for number in range(3):
        audit.record(by=lead, verb="changed", about=lead, at=AT, note=str(number))

    *_fits, last = rows(page)

    assert (len(_fits), last[0]) == (
        3,
        "There is more, which is left out here. Ask for less at once, or take the CSV.",
    )


def test_nothing_found_is_a_sheet_with_its_heading(page):
    assert len(rows(page, "?q=nothing-like-it")) == 1


def test_it_costs_as_many_queries_however_long_it_is(page, lead, same_queries):
    def add():
        for _each in range(5):
            audit.record(by=lead, verb="added", about=UserFactory.create(), at=AT)

    same_queries(lambda: rows(page), add_rows=add)


def test_the_page_leads_to_it_with_the_same_question_and_it_says_the_day(page, lead):
    audit.record(by=lead, verb="changed", about=lead, at=AT)

    assert (
        'href="/record/export.xlsx?did=changed"'
        in page.get("/record/?did=changed").content.decode()
    )
    said = page.get("/record/export.xlsx")["Content-Disposition"]
    assert said.startswith('attachment; filename="record-')
    assert said.endswith('.xlsx"')


@pytest.mark.parametrize("role", ["viewer", "contributor", ""])
def test_others_do_not_take_it_away(role, client):
    client.force_login(UserFactory.create(role=role))

    assert client.get("/record/export.xlsx").status_code == 403
