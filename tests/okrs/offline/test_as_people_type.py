"""A workbook as a person edits it: typed by hand, sorted, cut, and saved by a German Excel."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from okrs.importing import undoing
from okrs.models import KeyResult, Milestone
from okrs.offline import accepting, files, taking
from okrs.offline.differences import State
from okrs.sheets import reading
from tests.okrs.offline.making import (
    NOW,
    a_plan,
    brought,
    compared,
    csv_rows,
    with_all_that_moves,
)

pytestmark = pytest.mark.django_db
NEW = {"Pillar": "Hiring", "Objective": "Reach further"}


@pytest.fixture
def plan(strategy):
    made = a_plan(strategy)
    with_all_that_moves(made)
    return made


def as_a_german_excel_saves_it(text):
    """Semicolons, decimal commas, days with dots, no UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for row in csv_rows(text):
        cells = [re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3.\2.\1", cell) for cell in row]
        writer.writerow([re.sub(r"^(-?\d+)\.(\d+%?)$", r"\1,\2", cell) for cell in cells])
    return out.getvalue().encode("cp1252")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_german_excel_that_opened_and_saved_it_changed_nothing(strategy, lead, place):
    with_all_that_moves(a_plan(strategy))
    content = as_a_german_excel_saves_it(files.as_text(taking.everything(strategy)[place]))
    assert b";" in content
    assert place or b"19,3456%" in content

    found = compared(brought(content, strategy=strategy, by=lead, is_text=True))

    assert found.differences == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("24%", "24%"), ("24 %", "24%"), ("24", "24%"), ("24,5%", "24.5%"), ("24,5", "24.5%"),
        ("0,24%", "0.24%"), (0.245, None), ("0.24", None), ("0,24", None), ("tbc", "to set"),
        ("about 24%", None), ("1,200", None), ("−3%", None), ("=24%", "to set"),
    ],
)  # fmt: skip
def test_a_share_as_people_type_it(offline, bring, typed, said):
    sheet = offline.key_results
    sheet.put("Response rate", From=typed)
    sheet.sheet.cell(sheet.row_of("Response rate"), sheet.columns["From"]).number_format = "General"

    [one] = compared(bring(offline)).differences

    assert (one.fields[0].sheet if one.state is State.CHANGED else None) == said
    assert bool(one.problems) == (said is None)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"From": "0.24", "To": "0.4", "Unit": "%"}, "From is “0.24”. Write 24% or 0.24%"),
        ({"From": "24%", "To": 0.4}, "To is “0.4”. Write 40% or 0.4%"),
        ({"From": "21", "To": "21"}, "write where it should be"),
        ({"From": "", "To": "most"}, "To is “most”. Write a number, or “to set”."),
        ({"Pillar": "", "From": 1, "To": 2}, "Pillar is empty. A new row needs it."),
        ({"Objective": "", "From": 1, "To": 2}, "Objective is empty. A new row needs it."),
    ],
)
def test_what_is_wrong_with_a_new_row_is_said_of_its_own_cell(offline, bring, cells, sentence):
    offline.key_results.add(Key_result="Typed", **{**NEW, **cells})

    [one] = compared(bring(offline)).differences

    assert [sentence in problem for problem in one.problems] == [True]


def test_decimal_commas_in_a_new_row_are_read(offline, bring, lead):
    offline.key_results.add(**NEW, **{"Key result": "Typed"}, From="24,5%", To="40 %", Weight="1,5")
    draft = bring(offline)

    accepting.accept(draft=draft, found=compared(draft), by=lead, at=NOW, version=draft.version)

    made = KeyResult.objects.get(title="Typed")
    assert (made.kind, float(made.from_value), made.to_value) == ("percent", 24.5, 40)
    assert float(made.weight) == 1.5


@pytest.mark.parametrize("tick", ["x", "yes", "✓", "TRUE", "done"])
def test_a_tick_without_its_day_is_asked_for(offline, bring, tick):
    offline.milestones.put("Write it", Done_on=tick)

    [one] = compared(bring(offline)).differences

    assert "Write the day on which it was done, such as 31 March 2027." in one.problems[0]


def test_milestones_of_a_new_key_result_come_with_it(offline, bring, lead):
    offline.key_results.add(**NEW, **{"Key result": "Apprentices", "From": 1, "To": 9})
    for text in ("Find a school", "Sign a contract"):
        offline.milestones.add(**{"Key result’s id": "apprentices", "Milestone": text})
    draft = bring(offline)

    accepting.accept(draft=draft, found=compared(draft), by=lead, at=NOW, version=draft.version)

    steps = Milestone.objects.filter(key_result__title="Apprentices").order_by("order")
    assert [one.text for one in steps] == ["Find a school", "Sign a contract"]


def test_an_undo_takes_a_new_key_result_back_with_its_milestones(offline, bring, lead):
    offline.key_results.add(**NEW, **{"Key result": "Apprentices", "From": 1, "To": 9})
    offline.milestones.add(
        **{"Key result’s id": "Apprentices", "Milestone": "Find a school", "Done on": "1/2/2027"}
    )
    offline.milestones.put("Write it", Done_on="31 January 2027")
    draft = bring(offline)
    accepting.accept(draft=draft, found=compared(draft), by=lead, at=NOW, version=draft.version)
    draft.refresh_from_db()

    reach = undoing.undo(draft=draft, by=lead, at=NOW)

    assert str(reach) == "The import is undone: 1 key result archived. 1 change taken back."
    assert KeyResult.objects.get(title="Apprentices").retired_as == "archived"
    assert Milestone.objects.get(text="Write it").done_on is None


def test_milestones_of_a_new_key_result_that_stays_out_stay_out_too(offline, bring, lead):
    offline.key_results.add(**NEW, **{"Key result": "Apprentices", "From": "many", "To": 9})
    offline.milestones.add(**{"Key result’s id": "Apprentices", "Milestone": "Find a school"})

    row, step = compared(bring(offline)).differences

    assert (row.state, step.state) == (State.WRONG, State.WRONG)
    assert "its key result “Apprentices” is new and stays out. Mend that one." in step.problems[0]


def test_a_milestone_ticked_without_its_new_key_result_is_refused(offline, bring, lead):
    from okrs.importing.drafts import CannotImport
    from okrs.offline import deciding
    from okrs.offline.deciding import Decisions

    offline.key_results.add(**NEW, **{"Key result": "Apprentices", "From": 1, "To": 9})
    offline.milestones.add(**{"Key result’s id": "Apprentices", "Milestone": "Find a school"})
    draft = bring(offline)
    [row, _step] = compared(draft).differences
    draft = deciding.keep(draft=draft, decisions=Decisions(left=frozenset([row.key])))

    with pytest.raises(CannotImport, match="Tick both, or neither"):
        accepting.accept(draft=draft, found=compared(draft), by=lead, at=NOW, version=draft.version)

    assert not Milestone.objects.filter(text="Find a school").exists()


@pytest.mark.parametrize(("column", "gone"), [("Version", "Version"), ("Id", "Id")])
def test_a_plan_whose_id_or_version_is_gone_says_what_to_do(offline, client, lead, column, gone):
    sheet = offline.key_results
    sheet.sheet.delete_cols(sheet.columns[column])
    for name in ("Read me", "Objectives", "Milestones"):
        del offline.book[name]
    client.force_login(lead)

    sent = {"file": SimpleUploadedFile("plan.xlsx", offline.saved())}
    text = client.post("/okrs/import/", sent).content.decode()

    assert f"but its column {gone} is gone. Put it back" in text


def test_without_both_it_is_a_sheet_like_any_other(offline, client, lead):
    sheet = offline.key_results
    sheet.sheet.delete_cols(1, 2)
    sheets = reading.read_upload(name="plan.xlsx", content=offline.saved())
    client.force_login(lead)

    sent = {"file": SimpleUploadedFile("plan.xlsx", offline.saved())}

    assert len(sheets) == 4
    assert client.post("/okrs/import/", sent).status_code == 302
