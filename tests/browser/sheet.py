"""A person at the grid of the plan, who finds cells by their row and column."""

from playwright.sync_api import Locator, expect

from okrs.models import KeyResult
from tests.browser.person import Person
from tests.factories import KeyResultFactory, ObjectiveFactory, StrategyFactory

PASTE = """
(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(paste);
}
"""
COPY = """
(type) => {
  const clipboardData = new DataTransfer();
  const copy = new ClipboardEvent(type, {clipboardData, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(copy);
  return clipboardData.getData("text/plain");
}
"""


class Grid:
    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        person.opens("/okrs/grid/")

    def cell(self, key_result: KeyResult, column: str) -> Locator:
        return self.page.locator(f"#k{key_result.pk} [data-c={column}]")

    def goes_to(self, key_result: KeyResult, column: str) -> None:
        self.cell(key_result, column).click()

    def pastes(self, text: str) -> None:
        self.page.evaluate(PASTE, text)

    def copies(self, type_: str = "copy") -> str:
        return str(self.page.evaluate(COPY, type_))

    def presses(self, *keys: str) -> None:
        self.person.types(*keys)

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)

    def sees_state(self, key_result: KeyResult, words: str) -> None:
        expect(self.page.locator(f"#k{key_result.pk} .g-state")).to_have_text(words)

    def sees_summary(self, words: str) -> None:
        expect(self.page.locator("[data-summary]")).to_contain_text(words)

    def hears(self, words: str) -> None:
        """What a screen reader is told by itself: the status of the whole sheet."""
        expect(self.page.get_by_role("group", name="Grid").get_by_role("status")).to_have_text(
            words
        )

    def row(self, key_result: KeyResult) -> Locator:
        return self.page.locator(f"#k{key_result.pk}")

    def under(self, key_result: KeyResult) -> Locator:
        return self.page.locator(f"#k{key_result.pk} + .g-msg")


def seven_rows() -> list[KeyResult]:
    """Six shares without From and To, then one that goes from 0% to 66%."""
    objective = ObjectiveFactory.create(strategy=StrategyFactory.create())
    made = [KeyResultFactory.create(objective=objective, unset=True) for _each in range(6)]
    return [*made, KeyResultFactory.create(objective=objective)]


def stored(rows: list[KeyResult], column: str) -> list[object]:
    keys = [row.pk for row in rows]
    return list(KeyResult.objects.filter(pk__in=keys).order_by("pk").values_list(column, flat=True))
