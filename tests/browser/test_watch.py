"""The watch itself: what it is there to see, it sees; else every journey would pass for nothing."""

import pytest

from tests.browser import access
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_MOMENT = 50  # milliseconds
MISCHIEF = """
async () => {
  console.error("something broke");
  document.body.setAttribute("style", "color: red");
  new Image().src = "https://elsewhere.invalid/dot.png";
  await fetch("/nowhere-at-all/").catch(() => {});
  setTimeout(() => { throw new Error("nobody caught this"); });
}
"""
OBSTACLES = """
() => {
  const main = document.querySelector("main");
  main.insertAdjacentHTML("beforeend", "<h1>Another</h1><button></button>");
  main.insertAdjacentHTML("beforeend", "<div inert><a href='/'>Out of reach</a></div>");
  main.append(Object.assign(document.createElement("hr"), {id: "long"}));
  document.getElementById("long").style.width = "3000px";
}
"""


def test_a_journey_fails_on_whatever_the_browser_minds(visit: Visit) -> None:
    somebody = visit()
    somebody.opens("/accessibility/")
    assert somebody.faults.found == []
    somebody.page.evaluate(MISCHIEF)
    for sign in (
        "something broke",
        "CSP: style-src-attr",
        "CSP: img-src",
        "404: ",
        "nobody caught",
    ):
        is_found(somebody, sign)
    somebody.faults.found.clear()


def test_a_request_to_anybody_else_is_a_fault(visit: Visit) -> None:
    somebody = visit(bypass_csp=True)
    somebody.opens("/accessibility/")
    somebody.page.evaluate("() => { new Image().src = 'https://elsewhere.invalid/dot.png' }")
    for sign in ("failed: https://elsewhere.invalid", "console: Failed to load"):
        is_found(somebody, sign)  # all of it, or the rest would come after the clearing
    assert "a request to somebody else" in somebody.faults.found[0]
    somebody.faults.found.clear()


def is_found(somebody: Person, sign: str) -> None:
    """What a browser minds is heard a little later than it happens."""
    for _look in range(PATIENCE // A_MOMENT):
        if any(sign in fault for fault in somebody.faults.found):
            return
        somebody.page.wait_for_timeout(A_MOMENT)
    raise AssertionError(f"{sign} is not among {somebody.faults.found}")


def test_a_page_with_obstacles_is_complained_about(visit: Visit) -> None:
    somebody = visit()
    somebody.opens("/accessibility/")
    assert access.complaints(somebody.page) == []
    assert access.unreached(somebody.page) == []
    somebody.page.evaluate(OBSTACLES)
    found = " ".join(access.complaints(somebody.page))
    for sign in ("2 first headings", "button-name", "scrolls sideways"):
        assert sign in found
    assert "Out of reach" in access.unreached(somebody.page)[0]
