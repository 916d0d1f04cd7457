"""The plan taken away, edited in a spreadsheet, brought back, undone; with script and without."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.models import User
from okrs.models import KeyResult
from tests.browser.access import complaints, unreached
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import KeyResultFactory, OrganisationFactory, StrategyFactory, UserFactory
from tests.okrs.offline.making import Sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def plan(transactional_db: None) -> dict[str, KeyResult]:
    OrganisationFactory.create()
    strategy = StrategyFactory.create(ends_on=date(2027, 12, 31))
    talks = KeyResultFactory.create(objective__strategy=strategy, title="Talks", number=True)
    titles = ("Mentors trained", "Schools visited")
    under = {"objective": talks.objective, "number": True}
    return {"Talks": talks} | {t: KeyResultFactory.create(title=t, **under) for t in titles}


@pytest.fixture
def priya(transactional_db: None) -> User:
    return UserFactory.create(name="Priya Nair", email="priya@example.org")


def takes_away(lead: Person) -> Any:
    lead.opens("/okrs/import/")
    with lead.page.expect_download() as download:
        lead.follows("Download as a workbook")
    return load_workbook(io.BytesIO(download.value.path().read_bytes()))


def brings_back(lead: Person, book: Any) -> None:
    out = io.BytesIO()
    book.save(out)
    lead.opens("/okrs/import/")
    sent: Any = {"name": "plan.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}
    lead.field("Upload a sheet").set_input_files(sent)
    lead.presses("Read the sheet")
    lead.sees("What is different in your sheet", "Nothing has been changed yet.")


def test_a_lead_edits_the_plan_offline_while_somebody_else_edits_it_here(
    visit: Visit, clock: Clock, plan: dict[str, KeyResult], priya: User
) -> None:
    clock.is_now(date(2027, 4, 1))
    lead = visit(priya)
    book = takes_away(lead)
    renames(visit(UserFactory.create(name="Anne Roe")), plan["Talks"])
    sheet = Sheet(book, "Key results")
    sheet.put("Talks", Key_result="Talks in schools", Unit="talks")
    sheet.put("Mentors trained", To=80)
    sheet.drop("Schools visited")
    sheet.add(Pillar="Data", Objective="Count", Key_result="Tables published", From=1, To=12)

    brings_back(lead, book)
    lead.sees("changed by Anne Roe", "No longer in your sheet", "Tables published")
    assert complaints(lead.page) == []
    assert unreached(lead.page) == []
    lead.page.get_by_role("radio", name="Talks in schools").check()
    lead.presses("Take over what is ticked")
    lead.sees("Say why, and who approved it", within=lead.page.get_by_role("alert"))
    lead.writes("Why does it move?", "More rooms")
    lead.writes("Who approved it?", "The board")
    lead.presses("Take over what is ticked")
    lead.sees("1 row added, 2 rows changed", "Your sheet is in the plan")
    titles = KeyResult.objects.active().order_by("pk").values_list("title", "to_value")
    assert list(titles) == [
        ("Talks in schools", 66), ("Mentors trained", 80), ("Schools visited", 66),
        ("Tables published", 12),
    ]  # fmt: skip

    lead.follows("Undo this import")
    lead.presses("Undo the import")
    lead.sees("1 key result archived.", "changes taken back")
    titles = KeyResult.objects.active().order_by("pk").values_list("title", "to_value")
    assert list(titles) == [
        ("Talks in the evening", 66), ("Mentors trained", 66), ("Schools visited", 66),
    ]  # fmt: skip


def renames(somebody: Person, key_result: KeyResult) -> None:
    somebody.opens(f"/okrs/key-results/{key_result.pk}/edit/")
    somebody.writes("What do we want to move?", "Talks in the evening")
    somebody.presses("Save")
    somebody.sees("Talks in the evening")


def test_without_any_script_the_choices_are_kept_and_taken_over(
    visit: Visit, clock: Clock, plan: dict[str, KeyResult], priya: User
) -> None:
    clock.is_now(date(2027, 4, 1))
    lead = visit(priya, java_script_enabled=False, viewport={"width": 390, "height": 844})
    book = takes_away(lead)
    Sheet(book, "Key results").put("Talks", Unit="talks")
    Sheet(book, "Key results").drop("Schools visited")

    brings_back(lead, book)
    lead.page.get_by_role("checkbox", name="Change Talks").uncheck()
    lead.page.get_by_role("checkbox", name="Archive Schools visited").check()
    lead.presses("Keep these choices for later")
    lead.opens("/okrs/import/")
    lead.follows("plan.xlsx")
    lead.sees("1 row is chosen so far")
    lead.presses("Take over what is ticked")

    lead.sees("1 row archived. You can undo this for 30 days.")
    assert KeyResult.objects.get(title="Talks").unit == ""
    assert KeyResult.objects.get(title="Schools visited").retired_as == "archived"
