"""A real browser in front of a real server. Without a Chromium these journeys are skipped, with a
reason; with REQUIRE_BROWSER=1, as the build sets it, its absence is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.roles import Role
from okrs.importing import confirming, drafts
from okrs.sheets import reading
from strategy.models import Strategy
from surveys import drafting
from surveys.drafting import Settings
from tests.browser import kept_demo
from tests.browser.access import WIDE
from tests.browser.clock import Clock
from tests.browser.faults import Faults
from tests.browser.person import Person
from tests.surveys.demo_gate import passed_once

# Playwright runs an event loop in this thread; Django would take our own queries for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PATIENCE = 15_000  # milliseconds: what is right comes at once, on a busy machine a little later
expect.set_options(timeout=PATIENCE)

# The first is the same Chromium without windows: to open one for each somebody takes longer than
# most of what they do in it.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[..., Person]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The server answers in threads of its own: they share a file, not one connection."""
    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        file = Path(tmp_path_factory.mktemp("database")) / "journeys.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session")
def chromium() -> str:
    candidates = filter(None, (os.environ.get("CHROMIUM"), *NAMES))
    found = next(filter(None, map(shutil.which, candidates)), None)
    if found:
        return found
    why = "No Chromium was found: set CHROMIUM to its path to run the journeys."
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(chromium: str, playwright_driver: Playwright) -> Iterator[Browser]:
    browser = playwright_driver.chromium.launch(executable_path=chromium, args=QUIETLY)
    yield browser
    browser.close()


# What is below the screen is laid out when a page has time (static/js/site.js). A journey reads it
# at once, and words that are not laid out yet read as none.
LAID_OUT = """
addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".section").forEach((it) => it.classList.add("is-laid"));
});
"""


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Somebody at a browser of their own; signed in already when a user is given. With `at_once`
    False, what is below the screen is laid out when the page has time, as for everybody else.

    When the journey is over, nothing may have gone wrong in any of the browsers.
    """
    open_contexts: list[BrowserContext] = []
    faults: list[Faults] = []

    def arrive(user: User | None = None, *, at_once: bool = True, **options: Any) -> Person:
        context = browser.new_context(**({"viewport": WIDE, "locale": "en-GB"} | options))
        context.set_default_timeout(PATIENCE)
        if at_once:
            context.add_init_script(LAID_OUT)
        watched = Faults(live_server.url)
        watched.watch(context)
        if user:
            context.add_cookies(
                [{"name": "sessionid", "value": _session_of(user), "url": live_server.url}]
            )
        open_contexts.append(context)
        faults.append(watched)
        return Person(context.new_page(), watched)

    yield arrive
    for context in open_contexts:
        context.close()
    assert [fault for watched in faults for fault in watched.found] == []


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(datetime(2027, 1, 1, 10, tzinfo=UTC), tick=True) as traveller:
        yield Clock(traveller)


@pytest.fixture(scope="session")
def folder_of_demos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all that are side by side, each of whom has a folder of its own in the run's."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demos"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def demo(transactional_db: None, folder_of_demos: Path) -> None:
    """The demo organisation, with two sheets somebody brought and a survey being prepared."""
    kept_demo.load(make_demo, folder=folder_of_demos)


def make_demo() -> None:
    with passed_once():
        call_command("load_demo", stdout=StringIO())
    make_drafts()
    prepare_a_wave()


def prepare_a_wave() -> None:
    """A draft that waits for its guardian."""
    settings = Settings(title="Next autumn", custody="guardian", guardian="Ada, works council")
    drafting.start_wave(settings=settings, by=None, at=timezone.now())


def make_drafts() -> None:
    """One sheet that waits, with a row that needs somebody, and one that is in the plan."""
    strategy, lead = Strategy.current(), User.objects.filter(role=Role.LEAD).first()
    assert strategy
    assert lead
    now = timezone.now()
    wanting = "Key result\tFrom\tTo\tDue\tPillar\nTalks given\t2\ta few\t31/06/2027\tHiring"
    fine = "Key result\tFrom\tTo\tPillar\nSchools visited\t0\t12\tCollaboration"
    for text in (wanting, fine):
        draft = drafts.start(
            sheets=reading.read_pasted(text), name="Pasted rows", strategy=strategy, by=lead, at=now
        )
    confirming.confirm(draft=draft, by=lead, at=now, today=timezone.localdate(now))
