"""What every page owes everybody: axe finds nothing, nothing overflows, Tab reaches everything."""

from collections.abc import Iterable
from itertools import product
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SHORT = {"width": 1280, "height": 320}  # a screen on which a chart is below the fold
Look = tuple[str, dict[str, int]]
LOOKS: tuple[Look, ...] = tuple(product(("light", "dark"), (WIDE, PHONE)))
OPPOSITE_LOOKS: tuple[Look, ...] = (("light", WIDE), ("dark", PHONE))
SCROLLERS = 20  # regions that scroll, groups of radios, the way out and in again
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Rules whose answer depends on colours and sizes. What depends on neither is asked in two looks.
OF_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]

# Everything a mouse can press or fill in, and Tab should be able to reach; radios share one stop.
STOPS = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((it) => it.checkVisibility({visibilityProperty: true}) && !it.disabled)
  .filter((it) => it.type !== "hidden" && it.type !== "radio" && it.tabIndex >= 0)
"""
WATCH = """
(() => {
  document.activeElement.blur();
  window.reached = new Set();
  document.addEventListener("focusin", (event) => window.reached.add(event.target));
})()
"""
# What is folded away is read too: it is unfolded for the look, and folded again.
UNFOLD = """
() => document.querySelectorAll("main details:not([open])").forEach((it) => {
  it.open = true;
  it.dataset.unfolded = "";
})
"""
FOLD = """
() => document.querySelectorAll("details[data-unfolded]").forEach((it) => {
  it.open = false;
  delete it.dataset.unfolded;
})
"""
UNREACHED = f"({STOPS})().filter((it) => !reached.has(it)).map((it) => it.outerHTML.slice(0, 120))"


def complaints(page: Page, looks: Iterable[Look] = OPPOSITE_LOOKS) -> list[str]:
    """Everything wrong with a page in light and wide, and in dark and on a phone.

    The busiest pages are looked at in all four: test_every_page.py.
    """
    found = _headings(page)
    page.evaluate(AXE_SCRIPT)
    page.evaluate(UNFOLD)
    for scheme, size in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half-way
        page.set_viewport_size(size)
        wanted = TAGS if (scheme, size) in OPPOSITE_LOOKS else OF_LOOKS
        look = f"{scheme}, {size['width']}"
        found += [f"{look}: {sentence}" for sentence in (*_axe(page, wanted), *_overflow(page))]
    page.evaluate(FOLD)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    return found


def unreached(page: Page) -> list[str]:
    """Press Tab through the whole page once; gives what could be pressed and was never reached."""
    page.evaluate(WATCH)
    for _press in range(page.evaluate(f"({STOPS})().length") + SCROLLERS):
        page.keyboard.down("Tab")  # held down: each goes on by one, and letting go says nothing
    page.keyboard.up("Tab")
    return list(page.evaluate(UNREACHED))


def _axe(page: Page, wanted: list[str]) -> list[str]:
    # No rule of ours reads style sheets, and a fault is named by its HTML: neither is made ready.
    options = {
        "resultTypes": ["violations"],
        "runOnly": wanted,
        "preload": False,
        "selectors": False,
    }
    result: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    return [
        f"{fault['id']} ({fault['help']}): {node['html'][:160]}"
        for fault in result["violations"]
        for node in fault["nodes"][:3]
    ]


def _overflow(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"scrolls sideways by {wide} px"] if wide > 0 else []


def _headings(page: Page) -> list[str]:
    found = []
    if page.locator("h1:visible").count() != 1:
        found.append(f"{page.locator('h1').count()} first headings")
    if not page.title().removesuffix("– Mobility").strip():
        found.append("no title")
    return found
