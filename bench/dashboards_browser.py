"""How soon charts are seen, and what holds a browser up: a Chromium with nothing in its cache.

A page is come to in two ways. Whoever comes for the first time sees the page that asks who they are
first, as nobody has a session yet: `SIGNED_IN`. And `STRAIGHT`, out of nowhere: with a session, but
without a single file that our pages need, as after a browser's cache was emptied.

The product's page is timed to its first contentful paint, as its drawings are part of it; the page
with deferred plotly until the last chart was drawn. Long tasks are counted until nobody has touched
anything for a moment: what of each goes beyond 50 milliseconds, as browsers do.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from statistics import median
from typing import Any

CONTEXTS, SLOWER = 5, (1, 4)
WAYS = SIGNED_IN, STRAIGHT = "after signing in", "straight to it"
DOOR = "/sign-in/"
SIZE = {"width": 1440, "height": 900}
QUIET = 1_500  # milliseconds that nothing is touched
TYPING = 1_000  # milliseconds at the door; nobody signs in sooner
PATIENCE = 60_000
NAMES = ("chromium", "chromium-browser", "google-chrome")
WATCH = """
window.blocked = 0; window.refused = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.blocked += Math.max(0, task.duration - 50);
}).observe({ type: "longtask", buffered: true });
document.addEventListener("securitypolicyviolation", () => { window.refused += 1; });
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
DRAWN = "Number(document.documentElement.dataset.drawn)"


@dataclass(frozen=True)
class Seen:
    """Medians of all contexts: milliseconds until charts are seen, and that a browser is held up;
    the most violations of the policy that any had, and how many drawings were on the page."""

    visible: float
    blocked: float
    refused: int
    drawings: int


Pages = dict[tuple[str, str, int], Seen]
"""By the page's address, how it was come to, and by how much the processor was slowed down."""


def chromium() -> str | None:
    named = filter(None, (os.environ.get("CHROMIUM"), *NAMES))
    return next(filter(None, map(shutil.which, named)), None)


def measure(
    origin: str, cookie: str, *, plain: tuple[str, ...], deferred: tuple[str, ...]
) -> Pages:
    """Pages as the server drew them, and others with deferred plotly, come to in each way and at
    each speed, in turn, `CONTEXTS` times."""
    from playwright.sync_api import sync_playwright

    found: dict[tuple[str, str, int], list[Seen]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for _turn in range(CONTEXTS + 1):  # the first warms up the server, and is not counted
            for which in product((*plain, *deferred), WAYS, SLOWER):
                ready = DRAWN if which[0] in deferred else PAINTED
                with _context(browser) as context:
                    seen = _visit(context, origin, cookie, which, ready=ready)
                found.setdefault(which, []).append(seen)
        browser.close()
    return {which: _middle(several[1:]) for which, several in found.items()}


def _visit(
    context: Any, origin: str, cookie: str, which: tuple[str, str, int], *, ready: str
) -> Seen:
    """The first visit to a page: the clock starts when it is asked for, not at the door."""
    address, way, slower = which
    page = context.new_page()
    if way == SIGNED_IN:
        page.goto(f"{origin}{DOOR}", wait_until="load", timeout=PATIENCE)
        page.wait_for_timeout(TYPING)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": origin}])
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{origin}{address}", wait_until="load", timeout=PATIENCE)
    if ready == DRAWN:
        page.wait_for_selector("html[data-drawn]", state="attached", timeout=PATIENCE)
    page.wait_for_timeout(QUIET)
    blocked, refused = page.evaluate("[window.blocked, window.refused]")
    drawings = page.locator("main figure svg").count()
    return Seen(page.evaluate(ready), blocked, refused, drawings)


@contextmanager
def _context(browser: Any) -> Iterator[Any]:
    """Nobody yet, and with nothing in the cache."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(WATCH)
    try:
        yield context
    finally:
        context.close()


def _middle(several: list[Seen]) -> Seen:
    return Seen(
        visible=median(one.visible for one in several),
        blocked=median(one.blocked for one in several),
        refused=max(one.refused for one in several),
        drawings=min(one.drawings for one in several),
    )
