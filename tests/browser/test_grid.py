"""The grid in a real browser: typed into, pasted, filled down, taken back; with two; no script."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from okrs import planning
from okrs.models import KeyResult
from strategy.models import Strategy
from tests.browser import access
from tests.browser.conftest import Visit
from tests.browser.sheet import Grid, seven_rows, stored
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADINGS = """
- row:
  - columnheader "Key result"
  - columnheader "Pillar"
  - columnheader "Kind"
  - columnheader "From"
  - columnheader "To"
  - columnheader "Now"
  - columnheader "Owner"
  - columnheader "Due"
  - columnheader "Check-in"
  - columnheader "Saved?"
"""
ROW = """
- row:
  - rowheader "{title}"
  - gridcell /Data .+/
  - gridcell "Percentage"
  - gridcell "to set"
  - gridcell "to set"
  - gridcell
  - gridcell "nobody yet"
  - gridcell "{due}"
  - gridcell "Quarterly"
  - gridcell {state}
"""
SEEN = """
() => {
  const head = document.querySelector("#grid thead th").getBoundingClientRect();
  const at = document.elementFromPoint(head.x + head.width / 2, head.y + head.height / 2);
  return [at.closest("thead") !== null, document.documentElement.scrollWidth <= innerWidth];
}
"""
READ = "async (text) => (await import('/static/js/grid/sheets.js')).parse(text)"
SHEETS = {  # what a clipboard holds, and the cells it means
    "": [[""]],
    "a": [["a"]],
    "a\r\nb\r\n": [["a"], ["b"]],
    "a\t\n\tb": [["a", ""], ["", "b"]],
    '"a\n""b"""\tc\n': [['a\n"b"', "c"]],
    '"never closed\tb': [['"never closed', "b"]],
    '"a" b\tc': [['"a" b', "c"]],
    "a\n\nb": [["a"], [""], ["b"]],
}


@pytest.fixture
def lead(transactional_db: None) -> User:
    return UserFactory.create(name="Priya Nair")


@pytest.fixture
def rows(lead: User) -> list[KeyResult]:
    return seven_rows()


def test_a_lead_edits_a_plan_with_the_keyboard_alone(
    visit: Visit, lead: User, rows: list[KeyResult]
) -> None:
    tom = UserFactory.create(name="Tom Reed", contributor=True)
    grid = Grid(visit(lead))

    types_and_moves(grid, rows)
    pastes_and_copies(grid, rows, tom)
    fills_down_and_takes_back(grid, rows)
    mends_what_was_refused(grid, rows[3])
    says_why_a_target_moves(grid, rows[6])
    adds_a_row_and_takes_it_back(grid)


def types_and_moves(grid: Grid, rows: list[KeyResult]) -> None:
    """Type to replace, Tab goes right, Enter goes down to where Tab set out, Esc puts back."""
    grid.person.tabs_to(grid.cell(rows[0], "title"))
    grid.presses(*["ArrowRight"] * 3)
    grid.types("10%")
    grid.presses("Tab")
    grid.types("25")
    grid.presses("Enter")
    expect(grid.cell(rows[1], "from")).to_be_focused()
    grid.presses("ArrowRight")
    grid.types("99")
    grid.presses("Escape")
    expect(grid.cell(rows[1], "to")).to_have_text("to set")
    grid.sees_state(rows[0], "Saved")
    assert (stored(rows[:1], "from_value"), stored(rows[:1], "to_value")) == ([10], [25])


def pastes_and_copies(grid: Grid, rows: list[KeyResult], tom: User) -> None:
    """A block from a spreadsheet, with a cell that was quoted."""
    for text, cells in SHEETS.items():
        assert grid.page.evaluate(READ, text) == cells
    grid.goes_to(rows[1], "owner")
    grid.pastes('Tom Reed\t30/6/28\tMonthly\n"Reed,\nTom"\t31/7/28\tOnce a year\n')
    grid.sees_state(rows[2], "Saved")
    assert stored(rows[1:3], "owner") == [tom.pk, tom.pk]
    assert stored(rows[1:3], "due_on") == [date(2028, 6, 30), date(2028, 7, 31)]
    assert grid.copies() == "Tom Reed\t30 June 2028\tMonthly\nTom Reed\t31 July 2028\tOnce a year"


def fills_down_and_takes_back(grid: Grid, rows: list[KeyResult]) -> None:
    """One action, however many rows: taken back as one, and done again."""
    grid.goes_to(rows[1], "due")
    grid.presses(*["Shift+ArrowDown"] * 4, "Control+d")
    grid.sees_state(rows[5], "Saved")
    assert set(stored(rows[1:6], "due_on")) == {date(2028, 6, 30)}
    grid.presses("Control+z")
    grid.sees_state(rows[5], "Undone")
    assert stored(rows[2:4], "due_on") == [date(2028, 7, 31), date(2027, 12, 31)]
    grid.presses("Control+y")
    expect(grid.cell(rows[5], "due")).to_have_text("30 June 2028")
    assert set(stored(rows[1:6], "due_on")) == {date(2028, 6, 30)}


def mends_what_was_refused(grid: Grid, row: KeyResult) -> None:
    """What cannot be says so under its row, keeps the words and offers a way out."""
    grid.goes_to(row, "due")
    grid.types("31 June 2028")
    grid.presses("Enter")
    grid.sees_summary("1 row that needs you")
    expect(grid.under(row)).to_contain_text("June has 30 days")
    expect(grid.cell(row, "due")).to_have_text("31 June 2028")
    assert access.complaints(grid.page) == []
    grid.under(row).get_by_role("button", name="Write 30 June 2028").press("Enter")
    grid.sees_state(row, "Saved")


def says_why_a_target_moves(grid: Grid, row: KeyResult) -> None:
    grid.goes_to(row, "to")
    grid.types("50")
    grid.presses("Enter")
    grid.under(row).get_by_label("Why does it change?").fill("The board said so")
    grid.under(row).get_by_label("Who approved it?").fill("Ada")
    grid.under(row).get_by_role("button", name="Set anew").press("Enter")
    grid.sees_state(row, "Saved")
    assert stored([row], "to_value") == [50]


def adds_a_row_and_takes_it_back(grid: Grid) -> None:
    """It goes with Ctrl+Z, and the keyboard to its neighbour; redo brings it back."""
    grid.page.set_viewport_size({"width": 1280, "height": 600})
    grid.page.get_by_text("Add a row").press("Enter")
    grid.page.get_by_label("What do we want to move?").fill("Schools visited")
    grid.page.get_by_role("button", name="Add the row").press("Enter")
    grid.person.is_on("/okrs/grid/\\?added=")
    added = KeyResult.objects.get(title="Schools visited")
    told = grid.page.locator("[data-told]")
    expect(told).to_have_text("Added: “Schools visited”. Undo takes it back.")
    expect(grid.cell(added, "from")).to_be_focused()
    assert grid.page.evaluate(SEEN) == [True, True], "the headings stand above it"
    grid.types("5")
    grid.presses("Enter")
    grid.sees_state(added, "Saved")
    grid.presses("Control+z")
    expect(grid.cell(added, "from")).to_have_text("to set")
    grid.presses("Control+z")
    expect(grid.cell(added, "title")).to_be_hidden()
    expect(told).to_contain_text("“Schools visited” is out of the plan again")
    expect(grid.page.locator("#grid [data-c]:focus")).to_have_count(1)
    grid.presses("Control+y")
    expect(grid.cell(added, "title")).to_be_focused()
    added.refresh_from_db()
    assert not added.retired_as


def test_two_people_and_a_lost_connection_lose_no_word(
    visit: Visit, lead: User, rows: list[KeyResult]
) -> None:
    grid, other = Grid(visit(lead)), UserFactory.create(name="Rana Iqbal")
    is_told_what_stands(grid, rows[0], due="31 December 2027", state="")
    expect(grid.page.locator("#grid thead")).to_match_aria_snapshot(HEADINGS)
    for row in rows[:2]:
        planning.edit_key_result(
            key_result=row, by=other, at=timezone.now(), due_on=date(2028, 9, 30)
        )

    grid.goes_to(rows[0], "due")
    grid.types("30 June 2028")
    grid.presses("Enter")
    grid.types("1 July 2028")
    grid.presses("Enter")
    expect(grid.under(rows[0])).to_contain_text("Rana Iqbal changed “Due” to 30 September 2028")
    grid.sees_summary("2 rows that need you")
    changed = "Rana Iqbal changed “Due” to 30 September 2028 just now."
    grid.hears(f"2 rows that need you: {changed}")
    is_told_what_stands(grid, rows[0], due="30 June 2028", state='"Your choice"')
    cell = grid.cell(rows[0], "due")
    expect(cell).to_have_accessible_description(f"{changed} You typed “30 June 2028”.")
    is_readable_in_other_ways(grid, rows[0])
    grid.under(rows[0]).get_by_role("button", name="Use mine").click()
    grid.under(rows[1]).get_by_role("button", name="Keep theirs").click()
    grid.sees_state(rows[0], "Saved")
    expect(grid.cell(rows[1], "due")).to_have_text("30 September 2028")
    assert stored(rows[:2], "due_on") == [date(2028, 6, 30), date(2028, 9, 30)]
    grid.hears("Saved")
    is_told_what_stands(grid, rows[0], due="30 June 2028", state='"Saved"')
    loses_the_connection(grid, rows)
    is_signed_out_meanwhile(grid, rows)


def loses_the_connection(grid: Grid, rows: list[KeyResult]) -> None:
    """Said, kept, and sent again by itself."""
    grid.page.route("**/grid/save/", lambda route: route.abort("aborted"), times=1)
    grid.goes_to(rows[2], "title")
    grid.types("Named anew")
    grid.presses("Enter")
    grid.sees_summary("there is no connection")
    grid.hears("Not saved: there is no connection. It is kept in this tab and sent again.")
    grid.sees_state(rows[2], "Saved")
    assert stored(rows[2:3], "title") == ["Named anew"]


def is_signed_out_meanwhile(grid: Grid, rows: list[KeyResult]) -> None:
    """Said, kept, and sent when somebody signed in again."""
    cookies = grid.page.context.cookies()
    grid.page.context.clear_cookies(name="sessionid")
    grid.goes_to(rows[3], "title")
    grid.types("Kept meanwhile")
    grid.presses("Enter")
    grid.sees_summary("you are signed out")
    expect(grid.cell(rows[3], "title")).to_have_text("Kept meanwhile")
    grid.page.context.add_cookies(cookies)
    grid.page.get_by_role("button", name="Try again").click()
    grid.sees_state(rows[3], "Saved")
    assert stored(rows[3:4], "title") == ["Kept meanwhile"]

    # signed in again elsewhere, the token against forged requests is another: asked for anew
    there = [{**one, "value": "x" * 32} for one in cookies if one["name"] == "csrftoken"]
    grid.page.context.add_cookies(there)
    with grid.person.faults.allowing(403):
        grid.goes_to(rows[4], "title")
        grid.types("With a new token")
        grid.presses("Enter")
        grid.sees_state(rows[4], "Saved")
    assert (len(there), stored(rows[4:5], "title")) == (1, ["With a new token"])


def is_told_what_stands(grid: Grid, row: KeyResult, *, due: str, state: str) -> None:
    """What a screen reader finds in a row, cell by cell, the state of the row among them."""
    said = ROW.format(title=row.title, due=due, state=state)
    expect(grid.row(row)).to_match_aria_snapshot(said)


def is_readable_in_other_ways(grid: Grid, row: KeyResult) -> None:
    """Without our colours a line says what they said; at 200% the headings stay in sight."""
    grid.page.emulate_media(forced_colors="active")
    outline = grid.cell(row, "due").evaluate("cell => getComputedStyle(cell).outlineStyle")
    grid.page.emulate_media(forced_colors="none")
    grid.page.set_viewport_size({"width": 720, "height": 450})
    grid.page.locator(".gwrap").evaluate("one => one.scrollIntoView({ block: 'end' })")
    assert (outline, grid.page.evaluate(SEEN)) == ("dashed", [True, True])
    grid.page.set_viewport_size({"width": 1280, "height": 800})


def test_a_finger_types_too(visit: Visit, lead: User, rows: list[KeyResult]) -> None:
    grid = Grid(visit(lead, has_touch=True, viewport=access.PHONE))
    owner = grid.cell(rows[0], "title")

    owner.tap()
    owner.tap()
    grid.page.get_by_role("textbox", name="Key result, ").fill("Typed on a phone")
    grid.presses("Enter")

    grid.sees_state(rows[0], "Saved")
    assert stored(rows[:1], "title") == ["Typed on a phone"]


def test_without_script_each_row_is_a_form(visit: Visit, lead: User, rows: list[KeyResult]) -> None:
    person = visit(lead, java_script_enabled=False)
    person.opens("/okrs/grid/")
    person.is_on("/okrs/grid/\\?forms")
    form = person.page.locator(f"#k{rows[0].pk}")

    form.get_by_label("Due,").fill("31 June 2028")
    form.get_by_role("button", name="Save").click()
    person.sees("June has 30 days")
    expect(person.page.get_by_label("Due,")).to_have_value("31 June 2028")
    person.page.get_by_label("Due,").fill("30 June 2028")
    person.presses("Save")
    person.is_on(f"/okrs/grid/\\?forms#k{rows[0].pk}")
    person.sees("Saved: ")
    assert stored(rows[:1], "due_on") == [date(2028, 6, 30)]
    assert Strategy.objects.count() == 1
