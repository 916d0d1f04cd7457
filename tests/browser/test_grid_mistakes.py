"""Mistakes at the grid: whoever comes from a spreadsheet mends them, and loses nothing."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from okrs import planning
from okrs.models import KeyResult
from tests.browser.conftest import Visit
from tests.browser.sheet import Grid, seven_rows, stored
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_block_pasted_with_mistakes_costs_nobody_a_word(
    visit: Visit, transactional_db: None
) -> None:
    rows = seven_rows()
    lead = UserFactory.create(name="Priya Nair")
    tom = UserFactory.create(name="Tom Reed", contributor=True)
    grid = Grid(visit(lead))

    leaves_by_arrows(grid, rows)
    keeps_what_was_right_beside_a_mistake(grid, rows[0], tom)
    takes_back_one_action_of_two(grid, rows[2])
    sees_what_did_not_fit(grid, rows[6])
    cuts_and_copies_harmless_words(grid, rows)
    gives_one_reason_for_many(grid, rows)


def leaves_by_arrows(grid: Grid, rows: list[KeyResult]) -> None:
    """Typed over, a cell is left by an arrow, and the next is not typed into by mistake."""
    grid.goes_to(rows[0], "due")
    grid.types("30 June 2028")
    grid.presses("ArrowDown")
    grid.types("31 July 2028")
    grid.presses("ArrowRight")
    expect(grid.cell(rows[1], "cadence")).to_be_focused()
    grid.sees_state(rows[1], "Saved")
    assert stored(rows[:2], "due_on") == [date(2028, 6, 30), date(2028, 7, 31)]


def keeps_what_was_right_beside_a_mistake(grid: Grid, row: KeyResult, tom: User) -> None:
    grid.goes_to(row, "owner")
    grid.pastes("")  # a picture on the clipboard
    expect(grid.page.locator("[data-told]")).to_have_text("There is no text to paste.")
    grid.pastes("Tom Reed\tsoon\n")
    grid.under(row).get_by_role("button", name="Back to 30 June 2028").click()
    grid.sees_state(row, "Saved")
    assert (stored([row], "owner"), stored([row], "due_on")) == ([tom.pk], [date(2028, 6, 30)])


def takes_back_one_action_of_two(grid: Grid, row: KeyResult) -> None:
    """Two things typed into a row that is not saved: undo takes the last, then the first."""
    for column, text in (("due", "soon"), ("title", "Named anew")):
        grid.goes_to(row, column)
        grid.types(text)
        grid.presses("Enter")
        grid.sees_state(row, "Needs you")
    grid.presses("Control+z")
    expect(grid.cell(row, "title")).to_have_text(row.title)
    expect(grid.cell(row, "due")).to_have_text("soon")
    grid.sees_state(row, "Needs you")
    grid.presses("Control+z")
    expect(grid.cell(row, "due")).to_have_text("31 December 2027")
    grid.sees_state(row, "")


def sees_what_did_not_fit(grid: Grid, last: KeyResult) -> None:
    grid.goes_to(last, "due")
    grid.pastes("30/6/28\n31/7/28\n")
    expect(grid.page.locator("[data-told]")).to_contain_text("1 cell")
    grid.sees_state(last, "Saved")


def cuts_and_copies_harmless_words(grid: Grid, rows: list[KeyResult]) -> None:
    grid.goes_to(rows[1], "title")
    grid.types("=1+1")
    grid.presses("Enter")
    grid.goes_to(rows[1], "title")
    grid.presses("Shift+ArrowRight")
    assert grid.copies().startswith(f"'=1+1\t{rows[1].objective.get_pillar_display()} – ")
    grid.goes_to(rows[0], "owner")
    assert grid.copies("cut") == "Tom Reed"
    grid.sees_state(rows[0], "Saved")
    assert stored(rows[:1], "owner") == [None]


def gives_one_reason_for_many(grid: Grid, rows: list[KeyResult]) -> None:
    """What nobody knew is filled in; then both move, and one reason does for the two."""
    grid.goes_to(rows[4], "from")
    grid.pastes("10%\t20%\n10%\t20%\n")
    grid.sees_state(rows[5], "Saved")
    grid.goes_to(rows[4], "to")
    grid.pastes("30%\n40%\n")
    grid.sees_summary("2 rows that need you")
    grid.under(rows[4]).get_by_label("Why does it change?").fill("The board said so")
    grid.under(rows[4]).get_by_label("Who approved it?").fill("Ada")
    grid.under(rows[4]).get_by_role("button", name="The same in every row that asks").click()
    grid.sees_state(rows[5], "Saved")
    assert stored(rows[4:6], "to_value") == [30, 40]


def test_what_is_not_saved_is_found_again_after_a_reload(
    visit: Visit, transactional_db: None
) -> None:
    """Nobody answers, the page is loaded again, and somebody else was at one of the rows."""
    rows, lead = seven_rows(), UserFactory.create(name="Priya Nair")
    grid = Grid(visit(lead))
    grid.page.on("dialog", lambda dialog: dialog.accept())
    grid.page.route("**/grid/save/", lambda route: route.abort("aborted"))

    grid.goes_to(rows[0], "due")
    grid.pastes("30 June 2028\n1 July 2028\n")
    grid.sees_summary("there is no connection")
    planning.edit_key_result(
        key_result=rows[1], by=UserFactory.create(), at=timezone.now(), due_on=date(2028, 9, 30)
    )
    grid.page.unroute("**/grid/save/")
    grid.page.reload()

    expect(grid.page.locator("[data-told]")).to_have_text(
        "2 cells that were not saved are here again."
    )
    grid.sees_state(rows[0], "Saved")
    grid.sees_state(rows[1], "Your choice")
    assert stored(rows[:2], "due_on") == [date(2028, 6, 30), date(2028, 9, 30)]
    grid.under(rows[1]).get_by_role("button", name="Use mine").click()
    grid.sees_state(rows[1], "Saved")
    assert stored(rows[1:2], "due_on") == [date(2028, 7, 1)]

    # somebody else signs in in this browser: what was typed is not saved in their name
    signs_in_here(grid, UserFactory.create(name="Rana Iqbal"))
    with grid.person.faults.allowing(403):
        grid.goes_to(rows[2], "due")
        grid.types("1 July 2028")
        grid.presses("Enter")
        grid.sees_summary("somebody else is signed in here")
    grid.sees_state(rows[2], "Not saved yet")
    assert stored(rows[2:3], "due_on") == [date(2027, 12, 31)]


def signs_in_here(grid: Grid, other: User) -> None:
    client, context = Client(), grid.page.context
    client.force_login(other)
    theirs, place = client.cookies["sessionid"].value, grid.page.url.partition("/okrs/")[0]
    context.add_cookies([{"name": "sessionid", "value": theirs, "url": place}])
    context.clear_cookies(name="csrftoken")  # signing in gives another
