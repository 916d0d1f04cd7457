"""The round trip through its pages: two downloads, the differences, what is chosen, the undo."""

import gc
import io
import zipfile
from functools import partial

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from okrs import planning
from okrs.importing import drafts, undoing
from okrs.models import KeyResult, SheetImport
from okrs.offline import arriving
from tests.factories import KeyResultFactory, UserFactory
from tests.okrs.offline.making import NOW, Sheet, csv_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page(client, lead, plan):
    client.force_login(lead)
    return client


def download(page):
    response = page.get("/okrs/offline/plan.xlsx")
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


def upload(page, book):
    out = io.BytesIO()
    book.save(out)
    sent = {"file": SimpleUploadedFile("plan.xlsx", out.getvalue())}
    response = page.post("/okrs/import/", sent)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def words(response):
    return response.content.decode()


def test_the_workbook_opens_well(page):
    book = download(page)

    assert book.sheetnames == ["Read me", "Key results", "Objectives", "Milestones"]
    sheet = book["Key results"]
    columns = Sheet(book, "Key results").columns
    assert book.active.title == "Key results"
    assert sheet.freeze_panes == "F2"
    assert sheet.cell(2, columns["From"]).number_format == "0.00##%"
    assert sheet.cell(2, columns["From"]).value == pytest.approx(0.193456)
    assert sheet.cell(2, columns["Due"]).number_format == "dd/mm/yyyy"
    assert sheet.cell(2, columns["Due"]).is_date
    assert sheet.cell(4, columns["To"]).value == pytest.approx(-0.145)
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"Committed,Aspirational"' in lists
    assert sheet.column_dimensions["E"].width > 40


def test_text_that_looks_like_a_formula_is_marked_as_text(page, plan):
    KeyResult.objects.filter(title="Policy").update(title="=1+1")

    sheet = download(page)["Key results"]
    rows = csv_rows(words(page.get("/okrs/offline/key-results.csv")))

    [cell] = [c for row in sheet.iter_rows() for c in row if c.value == "=1+1"]
    assert (cell.data_type, bool(cell.quotePrefix)) == ("s", True)
    assert "'=1+1" in rows[4]


def test_an_edited_workbook_goes_to_its_differences_and_into_the_plan(page, plan):
    book = download(page)
    Sheet(book, "Key results").put("Sessions", Unit="talks", To=1500)
    Sheet(book, "Key results").drop("Policy")
    address = upload(page, book)

    seen = words(page.get(address))
    assert "1,200" in seen
    assert "1,500" in seen
    draft = SheetImport.objects.get()
    gone, kept = f"KR-{plan['Policy'].pk}", f"KR-{plan['Sessions'].pk}"
    sent = {"version": draft.version, "take": [gone, kept], "do": "accept"}
    refused = words(page.post(address, {**sent, "approved_by": "The board"}))
    assert "Say why, and who approved it" in refused
    assert 'value="The board"' in refused

    draft.refresh_from_db()
    why = {"reason": "More rooms", "approved_by": "The board"}
    done = page.post(address, {**sent, **why, "version": draft.version}, follow=True)

    assert "1 row changed, 1 row archived. You can undo this for 30 days." in words(done)
    stored = KeyResult.objects.get(title="Sessions")
    assert (stored.unit, stored.to_value) == ("talks", 1500)
    undone = page.post(f"/okrs/import/{draft.key}/undo/", follow=True)
    assert "The import is undone" in words(undone)
    assert KeyResult.objects.get(title="Sessions").to_value == 1200


def test_the_archive_of_texts_comes_back_whole_and_table_by_table(page, plan):
    response = page.get("/okrs/offline/plan.zip")
    assert "plan-to-edit-2027-02-01.zip" in response["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    assert list(texts) == ["read-me.txt", "key-results.csv", "objectives.csv", "milestones.csv"]
    texts["milestones.csv"] = texts["milestones.csv"].replace(b"Write it", b"Write it down")
    texts["objectives.csv"] = texts["objectives.csv"].replace(b"Listen", b"'=Listen")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)

    whole = page.post("/okrs/import/", {"file": SimpleUploadedFile("a.zip", out.getvalue())})
    alone = page.post(
        "/okrs/import/", {"file": SimpleUploadedFile("m.csv", texts["milestones.csv"])}
    )

    seen = page.get(whole["Location"]).context
    assert [(one.difference.title, one.difference.fields[0].sheet) for one in seen["rows"]] == [
        ("Listen", "=Listen"), ("Write it", "Write it down"),
    ]  # fmt: skip
    assert (seen["unchanged"], seen["told"]) == (9, [])
    assert page.get(alone["Location"]).context["differ"] == 1


@pytest.mark.parametrize("table", ["key-results", "objectives", "milestones"])
def test_each_table_is_offered_and_downloads_by_its_name(page, table):
    offered = words(page.get("/okrs/import/"))
    response = page.get(f"/okrs/offline/{table}.csv")

    assert f"/okrs/offline/{table}.csv" in offered
    assert f"{table}-to-edit-2027-02-01.csv" in response["Content-Disposition"]
    assert words(response).startswith("\ufeffId,Version,")
    assert page.get("/okrs/offline/weights.csv").status_code == 404


def test_choices_are_kept_to_come_back_to(page, plan):
    book = download(page)
    Sheet(book, "Key results").put("Sessions", Unit="talks")
    Sheet(book, "Key results").put("Toolkit", Unit="steps")
    address = upload(page, book)
    taken = f"KR-{plan['Toolkit'].pk}"

    page.post(address, {"version": 1, "take": [taken], "do": "keep"})

    seen = words(page.get(address))
    assert "1 row is chosen so far" in seen
    assert f'value="{taken}" checked' in seen
    assert f'value="KR-{plan["Sessions"].pk}" checked' not in seen


def test_in_a_conflict_both_are_shown_and_one_is_chosen(page, plan, lead):
    book = download(page)
    Sheet(book, "Key results").put("Sessions", Unit="talks")
    planning.edit_key_result(key_result=plan["Sessions"], by=lead, at=NOW, unit="meetings")
    address = upload(page, book)
    key = f"KR-{plan['Sessions'].pk}"

    seen = words(page.get(address))
    assert "changed by Priya Nair" in seen
    page.post(address, {"version": 1, "take": [key], f"stands:{key}:unit": "sheet", "do": "accept"})

    assert KeyResult.objects.get(title="Sessions").unit == "talks"


def test_an_older_tab_does_not_decide(page, plan):
    book = download(page)
    Sheet(book, "Key results").put("Sessions", Unit="talks")
    address = upload(page, book)
    page.post(address, {"version": 1, "take": [], "do": "keep"})

    late = words(page.post(address, {"version": 1, "take": [], "do": "accept"}))

    assert "What is chosen changed since you opened this page." in late


def test_an_unchanged_sheet_says_so(page):
    assert "Nothing is different" in words(page.get(upload(page, download(page))))


def test_what_is_pasted_with_its_ids_is_known_too(page, plan):
    rows = csv_rows(words(page.get("/okrs/offline/key-results.csv")))
    rows[2][7] = "talks"
    text = "\n".join("\t".join(f'"{cell}"' for cell in row) for row in rows)

    response = page.post("/okrs/import/", {"pasted": text}, follow=True)

    assert "In your sheet" in words(response)
    assert "talks" in words(response)


def test_many_differences_are_shown_page_by_page_and_none_is_lost(page, plan, strategy):
    objective = plan["Policy"].objective
    KeyResultFactory.create_batch(60, objective=objective, number=True)
    book = download(page)
    sheet = Sheet(book, "Key results")
    for row in range(9, 69):
        sheet.sheet.cell(row, sheet.columns["Unit"]).value = "people"
    address = upload(page, book)
    seen = words(page.get(address))
    assert "Page 1 of 2" in seen

    page.post(address, {"version": 1, "take": [], "to": "2"})
    draft = SheetImport.objects.get()
    second = page.get(f"{address}?page=2").context["rows"]
    taken = [row.difference.key for row in second]
    sent = {"version": draft.version, "take": taken, "do": "accept"}
    page.post(f"{address}?page=2", sent)

    assert KeyResult.objects.filter(unit="people").count() == len(taken) == 10


def queries_of(page, address):
    with CaptureQueriesContext(connection) as asked:
        page.get(address)
    return len(asked)


def test_more_rows_cost_no_more_queries(page, plan):
    counted = []
    for _round in range(2):
        KeyResultFactory.create_batch(8, objective=plan["Policy"].objective, number=True)
        book = download(page)
        sheet = Sheet(book, "Key results")
        for row in range(9, sheet.sheet.max_row + 1):
            sheet.sheet.cell(row, sheet.columns["Unit"]).value = "people"
        counted.append(queries_of(page, upload(page, book)))

    assert counted[0] == counted[1]


@pytest.mark.parametrize("trait", ["contributor", "viewer", "outsider"])
@pytest.mark.parametrize(
    "path", ["offline/plan.xlsx", "offline/plan.zip", "offline/milestones.csv"]
)
def test_only_who_edits_the_plan_takes_it_away(client, plan, trait, path):
    client.force_login(UserFactory.create(**{trait: True}))

    assert client.get(f"/okrs/{path}").status_code in (302, 403)


def test_the_draft_of_another_shape_goes_to_its_own_page(page, strategy):
    sent = {"pasted": "Key result\tFrom\tTo\nTalks\t1\t2"}
    page.post("/okrs/import/", sent)
    key = SheetImport.objects.get().key

    response = page.get(f"/okrs/import/{key}/differences/")

    assert response["Location"] == f"/okrs/import/{key}/"


def test_the_collector_waits_until_a_sheet_is_in_and_until_it_is_out_again(page, plan, monkeypatch):
    waited = []

    def noting(act, *args, **said):
        waited.append((act.__name__, not gc.isenabled()))
        return act(*args, **said)

    for room, name in ((drafts, "find"), (arriving, "start"), (undoing, "reach")):
        monkeypatch.setattr(room, name, partial(noting, getattr(room, name)))
    book = download(page)
    Sheet(book, "Key results").put("Sessions", Unit="heads")

    address = upload(page, book)
    page.post(address, {"version": "1", "do": "accept", "take": [f"KR-{plan['Sessions'].pk}"]})
    page.post(address.replace("/differences/", "/undo/"))

    assert waited == [("start", True), ("find", True), ("find", True), ("reach", True)]
    assert gc.isenabled()
