"""Somebody at a browser, in plain words: opens, writes, presses, sees.

Fields are found by their labels and buttons by their names, as a person finds them; so a journey
also fails when a label is missing.
"""

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser.faults import Faults

PASSWORD = "a-long-enough-password"


class Person:
    def __init__(self, page: Page, faults: Faults) -> None:
        self.page = page
        self.faults = faults
        self.keys_pressed = 0

    # --- where -----------------------------------------------------------------------------------

    def opens(self, path: str) -> None:
        self.page.goto(self.faults.home + path)

    def arrives(self) -> None:
        """Wait for the whole of a page that is on its way.

        A click comes back when the next page begins: only a part of it may be there to be read.
        """
        self.page.wait_for_load_state()

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        self.opens("/sign-in/")
        self.writes("E-mail", email)
        self.writes("Password", password)
        self.presses("Sign in")
        expect(self.page).not_to_have_url(re.compile("/sign-in/"))

    def is_on(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(re.escape(self.faults.home) + path))
        self.arrives()

    # --- does ------------------------------------------------------------------------------------

    def writes(self, label: str, text: str, *, within: Locator | None = None) -> None:
        self.field(label, within).fill(text)

    def chooses(self, label: str, option: str, *, within: Locator | None = None) -> None:
        self.field(label, within).select_option(label=option)

    def ticks(self, label: str, *, within: Locator | None = None) -> None:
        self.field(label, within).check()

    def presses(self, name: str, *, within: Locator | None = None) -> None:
        (within or self._main()).get_by_role("button", name=_starts(name)).first.click()
        self.arrives()

    def follows(self, name: str, *, within: Locator | None = None) -> None:
        (within or self._main()).get_by_role("link", name=_starts(name)).first.click()
        self.arrives()

    def dates(self, legend: str, day: int, month: int, year: int) -> None:
        """Day, month and year, each in its own box."""
        boxes = self.page.get_by_role("group", name=_starts(legend))
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            boxes.get_by_label(label, exact=True).fill(str(number))

    def types(self, *keys: str) -> None:
        for key in keys:
            if key == "Enter":  # it may lead to another page, and the keyboard would not wait
                self.page.locator(":focus").press(key)
                self.arrives()
            else:
                self.page.keyboard.press(key)
            self.keys_pressed += 1

    def tabs_to(self, target: Locator, *, at_most: int = 60) -> None:
        """Tab until the target has focus."""
        for _press in range(at_most):
            if target.evaluate("it => it === document.activeElement"):
                return
            self.types("Tab")
        raise AssertionError(f"Tab did not reach it in {at_most} presses: {target}")

    # --- sees ------------------------------------------------------------------------------------

    def sees(self, *texts: str, within: Locator | None = None) -> None:
        for text in texts:
            expect(within or self._main()).to_contain_text(text)

    def sees_not(self, text: str) -> None:
        expect(self._main()).not_to_contain_text(text)

    def reads(self, css: str, *, within: Locator | None = None) -> list[str]:
        """The words of everything a selector finds, with plain spaces."""
        found = (within or self.page).locator(css)
        return [said(text) for text in found.all_text_contents()]

    def field(self, label: str, within: Locator | None = None) -> Locator:
        return (within or self._main()).get_by_label(_starts(label)).first

    def _main(self) -> Locator:
        return self.page.get_by_role("main")


def said(text: str) -> str:
    return " ".join(text.split())


def rows_of(table: Locator) -> list[Sequence[str]]:
    """The body of a table as people read it: one tuple of words a row."""
    rows = table.locator("tbody tr").all()
    return [tuple(said(c) for c in row.locator("th, td").all_inner_texts()) for row in rows]


def _starts(name: str) -> re.Pattern[str]:
    return re.compile("^\\s*" + re.escape(name))
