"""The grid with 500 key results: `python -m bench.grid`, exit code 1 on a FAIL.

Held to: the page takes at most as much as the plain list, on the server and until it is seen in a
browser; saving one row at most so many times one UPDATE, and at most so many times the verb that
writes it; a row of a block at most so many times the verb.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from statistics import median

from bench import scratch, survey_burst
from bench.dashboards_browser import PAINTED, PATIENCE, chromium
from bench.limits import Limit, exit_code
from bench.timing import clock, medians

ROUNDS, VISITS = 15, 5
CHECK_INS, BLOCK = 5_000, 50
GRID, LIST, SAVE = "/okrs/grid/", "/okrs/", "/okrs/grid/save/"
QUERIES, PAGE, SEEN = 8, 0.8, 1.0
SAVING, VERB, IN_A_BLOCK = 15.0, 3.0, 2.0
Ways = dict[str, Callable[[], object]]


def main() -> int:
    """Build a plan, measure in turn, print what was found; gives the exit code."""
    with scratch.databases(scratch.SMALL) as use:
        use(scratch.SMALL)
        from django.db import connection
        from django.test import Client
        from django.utils import timezone

        from bench import plan

        reader = plan.build(plan.Size(check_ins=CHECK_INS), today=timezone.localdate())
        logging.getLogger("django.request").setLevel(logging.ERROR)  # one way asks for nothing
        client = Client(headers={"host": "localhost"})
        client.force_login(reader)
        ways = _pages(client) | _writes(client)
        queries = _queries(ways["grid"])
        found = medians(ways, rounds=ROUNDS, now=clock(scratch.server_process()))
        _say(found, on=connection.vendor)
        cookie = client.cookies["sessionid"].value
        limits = [*_limits(found, queries), *_of_browser(cookie)]
    print(*limits, sep="\n")
    return exit_code(limits)


def _pages(client: object) -> Ways:
    def page(address: str) -> Callable[[], object]:
        def opened() -> None:
            if b"group 499" not in client.get(address).content:  # type: ignore[attr-defined]
                raise SystemExit("The page does not show the last of the key results.")

        return opened

    return {"list": page(LIST), "grid": page(GRID)}


def _writes(client: object) -> Ways:
    """One row by each way, and a block; every time a new day, so that something is written."""
    from django.db import transaction
    from django.utils import timezone

    from accounts.models import User
    from okrs import planning
    from okrs.models import KeyResult

    keys = list(KeyResult.objects.order_by("pk").values_list("pk", flat=True)[:BLOCK])
    lead, days = User.objects.get(email="lead@bench.example"), _days()

    def update() -> None:
        with transaction.atomic():
            KeyResult.objects.filter(pk=keys[0]).update(due_on=next(days))

    def verb() -> None:
        one = KeyResult(pk=keys[0])
        planning.edit_key_result(key_result=one, by=lead, at=timezone.now(), due_on=next(days))

    return {
        "update": update,
        "verb": verb,
        "asking": lambda: _send(client, {"rows": []}, status=400),
        "saving": lambda: _send(client, {"rows": _rows(keys[:1], next(days))}),
        "block": lambda: _send(client, {"rows": _rows(keys, next(days))}),
    }


def _days() -> Iterator[date]:
    start = date(2031, 1, 1)
    return (start + timedelta(days=after) for after in count())


def _rows(keys: list[int], day: date) -> list[dict[str, object]]:
    """As the script sends them, of rows that nobody else has open."""
    from okrs.models import KeyResult

    versions = dict(KeyResult.objects.filter(pk__in=keys).values_list("pk", "version"))
    cells = {"due": day.isoformat()}
    return [{"id": key, "version": versions[key], "cells": cells} for key in keys]


def _send(client: object, body: object, *, status: int = 200) -> None:
    answer = client.post(SAVE, body, content_type="application/json")  # type: ignore[attr-defined]
    if answer.status_code != status or b'"bad"' in answer.content:
        raise SystemExit(f"The grid did not save: {answer.content[:200]!r}")


def _queries(page: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page()
    with CaptureQueriesContext(connection) as queries:
        page()
    return len(queries)


def _say(found: dict[str, float], *, on: str) -> None:
    told = {
        "the list": found["list"],
        "the grid": found["grid"],
        "one UPDATE in a transaction": found["update"],
        "the verb: lock, rules, UPDATE, the record": found["verb"],
        "a request that asks for nothing": found["asking"],
        "saving one row": found["saving"],
        f"saving {BLOCK} rows at once": found["block"],
    }
    print(f"Milliseconds of CPU on {on}, median of {ROUNDS} rounds:")
    for name, milliseconds in told.items():
        print(f"  {name:<44}{milliseconds:>8.2f}")


def _limits(found: dict[str, float], queries: int) -> list[Limit]:
    each = found["block"] / BLOCK

    def times(one: float, other: str) -> float:
        return round(one / found[other], 2)

    return [
        Limit("queries of the grid", queries, QUERIES),
        Limit("the grid, times the list", times(found["grid"], "list"), PAGE),
        Limit("saving one row, times one UPDATE", times(found["saving"], "update"), SAVING),
        Limit("saving one row, times the verb", times(found["saving"], "verb"), VERB),
        Limit(f"a row of {BLOCK}, times the verb", times(each, "verb"), IN_A_BLOCK),
    ]


def _of_browser(cookie: str) -> list[Limit]:
    """Until the first words are seen, with nothing in the cache: the grid beside the list."""
    from django.db import connection

    if not chromium():
        print("No Chromium was found: set CHROMIUM to its path to time what people see.")
        return []
    with survey_burst.web_server(str(connection.settings_dict["NAME"])) as port:
        grid, plain = _painted(f"http://{survey_burst.HOST}:{port}", cookie)
    print(f"Seen after {grid:.0f} ms, the list after {plain:.0f} ms, median of {VISITS} visits")
    return [Limit("the grid seen, times the list", round(grid / plain, 2), SEEN)]


def _painted(origin: str, cookie: str) -> tuple[float, float]:
    from playwright.sync_api import sync_playwright

    seen: dict[str, list[float]] = {GRID: [], LIST: []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for turn in range(VISITS + 1):
            for address, times in seen.items():
                context = browser.new_context(viewport={"width": 1440, "height": 900})
                context.add_cookies([{"name": "sessionid", "value": cookie, "url": origin}])
                page = context.new_page()
                page.goto(origin + address, wait_until="load", timeout=PATIENCE)
                page.wait_for_function(f"{PAINTED} !== undefined", timeout=PATIENCE)
                if turn:  # the first warms up the server, and is not counted
                    times.append(page.evaluate(PAINTED))
                context.close()
        browser.close()
    return median(seen[GRID]), median(seen[LIST])


if __name__ == "__main__":
    raise SystemExit(main())
