"""The leaders' pages: `python -m bench.dashboards`, exit code 1 on a FAIL.

Held to: a page that somebody opens again takes at most 1.2 times the CPU of hello to the same
person; the headline page with its charts is at most 8 KB on the wire; its charts are seen in at
most a fifth of the time that the same page with deferred plotly takes, nothing holds the browser up
before anything is touched, and its policy is never violated; a page that has to be drawn costs no
more for 1,000,000 responses than for 1,000; and a PDF of 20 pages takes less than a second.

Says beside it, in the same rounds, what the summary page of django-form-surveys costs at 1,000,
10,000 and 100,000 responses, where that is installed: bench/README.md says how to bring it.
"""

import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

from bench import dashboards_browser as browser
from bench import scratch, survey_burst
from bench.dashboards_browser import Seen
from bench.limits import Limit, exit_code
from bench.timing import clock, medians

ROUNDS, A_ROUND, PAGES = 7, 40, 20
OF_HELLO, BYTES, VISIBLE, GROWTH, PDF_SECONDS = 1.2, 8_192, 0.2, 1.2, 1.0
SIZES, PACKAGE_SIZES = (1_000, 100_000, 1_000_000), (1_000, 10_000, 100_000)
DEMO, HEADLINE, SUBJECT = "demo", "/dashboards/", "/dashboards/representation/"
HELLO, BASIC = "/dashboards/hello/", "/dashboards/deferred/"
CARTESIAN = "/dashboards/deferred-cartesian/"  # where PLOTLY_CARTESIAN says its path
BUNDLES = {BASIC: "plotly basic", CARTESIAN: "plotly cartesian"}
NO_CHART = "/accessibility/"  # in the same frame, with the same style sheets and scripts
KEPT, AS_BEFORE, PDF, PACKAGE = "kept", "not modified", "PDF", "django-form-surveys"
Ways = dict[str, Callable[[], object]]
Readers = dict[str, str]
"""The session of the leader who reads, by the name of the database."""


def main() -> int:
    """Build what is read, measure in turn, print what was found; gives the exit code."""
    names = (DEMO, *map(str, SIZES))
    with scratch.databases(*names, settings="bench.dashboards_settings") as use:
        readers = _build(use)
        use(DEMO)
        limits = [*_of_bytes(readers[DEMO]), *_of_browser(readers[DEMO]), *_of_cpu(use, readers)]
    print(machine())
    print(*limits, sep="\n")
    return exit_code(limits)


def _build(use: scratch.Use) -> Readers:
    """The demo once as it is, and once for each size."""
    from django.test import Client
    from django.utils import timezone

    from bench import dashboards_waves

    readers = {}
    for name, size in ((DEMO, None), *((str(size), size) for size in SIZES)):
        use(name)
        reader = dashboards_waves.build(size, at=timezone.now())
        client = Client(headers={"host": "localhost"})
        client.force_login(reader)
        readers[name] = client.cookies["sessionid"].value
    return readers


# --- CPU ----------------------------------------------------------------------------------------


def _of_cpu(use: scratch.Use, readers: Readers) -> list[Limit]:
    """Everything that is measured by CPU, in the same rounds."""
    from django.db import connection

    from bench import dashboards_pack

    use(DEMO)
    make, pages = dashboards_pack.made(PAGES)
    ways = {**_often(readers[DEMO]), **_drawn(use, readers), PDF: _in(use, DEMO, make)}
    ways |= {name: _in(use, DEMO, way) for name, way in _package().items()}
    found = medians(ways, rounds=ROUNDS, now=clock(scratch.server_process()))
    for name in (HELLO, KEPT, AS_BEFORE):
        found[name] /= A_ROUND
    _say_cpu(found, pages, on=connection.vendor)
    return _cpu_limits(found)


def _often(reader: str) -> Ways:
    """Forty times in a row: hello, the headline page as it was kept, and that it still stands."""
    tag = _headers(HEADLINE, reader)["ETag"]
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        HELLO: (HELLO, {}),
        KEPT: (HEADLINE, {}),
        AS_BEFORE: (HEADLINE, {"HTTP_IF_NONE_MATCH": tag, "expect": 304}),
    }

    def way(address: str, more: dict[str, Any]) -> Callable[[], object]:
        return lambda: [_get(address, reader, **more) for _time in range(A_ROUND)]

    return {name: way(address, more) for name, (address, more) in asked.items()}


def _drawn(use: scratch.Use, readers: Readers) -> Ways:
    """Pages that are drawn anew, with so many responses behind their tables."""

    def way(address: str, reader: str) -> Callable[[], object]:
        def draw() -> None:
            with _nothing_kept():
                _get(address, reader)

        return draw

    return {
        f"{address} {name}": _in(use, name, way(address, readers[name]))
        for address in (HEADLINE, SUBJECT)
        for name in map(str, SIZES)
    }


def _package() -> Ways:
    from django.apps import apps

    if not apps.is_installed("djf_surveys"):
        return {}
    from bench import dashboards_yardsticks as yardsticks

    return {f"{PACKAGE} {size}": yardsticks.form_surveys(size) for size in PACKAGE_SIZES}


def _in(use: scratch.Use, name: str, way: Callable[[], object]) -> Callable[[], object]:
    """The same, in this database; afterwards the demo is read again."""

    def there() -> None:
        use(name)
        way()
        use(DEMO)

    return there


@contextmanager
def _nothing_kept() -> Iterator[None]:
    from django.conf import settings

    room, settings.KEPT_PAGES_BYTES = settings.KEPT_PAGES_BYTES, 0
    try:
        yield
    finally:
        settings.KEPT_PAGES_BYTES = room


def _get(address: str, reader: str, **more: Any) -> bytes:
    from bench import asking

    cookie = f"sessionid={reader}"
    return asking.get(address, HTTP_COOKIE=cookie, HTTP_ACCEPT_ENCODING="gzip, br", **more)


def _headers(address: str, reader: str) -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = reader
    return client.get(address).headers


def _say_cpu(found: dict[str, float], pages: int, *, on: str) -> None:
    print(f"Milliseconds of CPU on {on}, median of {ROUNDS} rounds; times hello:")
    for name, milliseconds in found.items():
        print(f"  {name:<44}{milliseconds:>9.2f}{milliseconds / found[HELLO]:>9.2f} x")
    print(f"The PDF has {pages} pages.")
    if not any(name.startswith(PACKAGE) for name in found):
        print("django-form-surveys is not installed: bench/README.md says how to bring it.")


def _cpu_limits(found: dict[str, float]) -> list[Limit]:
    least, most = min(SIZES), max(SIZES)
    grown = {
        page: _ratio(found[f"{page} {most}"], found[f"{page} {least}"])
        for page in (HEADLINE, SUBJECT)
    }
    return [
        Limit("the headline page again, times hello", _ratio(found[KEPT], found[HELLO]), OF_HELLO),
        *(
            Limit(f"{page} of {most:,} responses, times of {least:,}", times, GROWTH)
            for page, times in grown.items()
        ),
        Limit(f"a PDF of {PAGES} pages, seconds", round(found[PDF] / 1000, 2), PDF_SECONDS),
    ]


def _ratio(one: float, other: float) -> float:
    return round(one / other, 2)


# --- On the wire --------------------------------------------------------------------------------


def _of_bytes(reader: str) -> list[Limit]:
    """The compressed size of every page of the leaders that is kept."""
    found = {address: len(_get(address, reader)) for address in _addresses()}
    print("Bytes on the wire, compressed:")
    for address, size in found.items():
        print(f"  {address:<44}{size:>9,}")
    return [Limit("the headline page, compressed, bytes", found[HEADLINE], BYTES)]


def _addresses() -> list[str]:
    from dashboards.subjects.listing import SUBJECTS

    return [HEADLINE, *(f"/dashboards/{subject.slug}/" for subject in SUBJECTS)]


# --- In a browser -------------------------------------------------------------------------------


def _of_browser(reader: str) -> list[Limit]:
    from django.db import connection

    if not browser.chromium():
        print("No Chromium was found: set CHROMIUM to its path to time what people see.")
        return []
    bundles = tuple(BUNDLES) if os.environ.get("PLOTLY_CARTESIAN") else (BASIC,)
    with survey_burst.web_server(str(connection.settings_dict["NAME"])) as port:
        origin = f"http://{survey_burst.HOST}:{port}"
        found = browser.measure(origin, reader, plain=(HEADLINE, NO_CHART), deferred=bundles)
    return [
        limit
        for way, slower in product(browser.WAYS, browser.SLOWER)
        for limit in _seen(found, way, slower, bundles)
    ]


def _seen(found: browser.Pages, way: str, slower: int, bundles: tuple[str, ...]) -> list[Limit]:
    ours = found[HEADLINE, way, slower]
    how = f"{way}, CPU / {slower}" if slower > 1 else f"{way}, whole CPU"
    named = {HEADLINE: "drawn by the server", NO_CHART: "a page of words"}
    named |= {one: f"deferred {BUNDLES[one]}" for one in bundles}
    for address, name in named.items():
        print(f"Browser {how}, {name}: {_in_words(found[address, way, slower])}")
    of_deferred = {one: _ratio(ours.visible, found[one, way, slower].visible) for one in bundles}
    return [
        *(
            Limit(f"charts seen, {how}, times {named[one]}", times, VISIBLE)
            for one, times in of_deferred.items()
        ),
        Limit(f"held up before a touch, {how}, milliseconds", round(ours.blocked), 0),
        Limit(f"violations of the policy, {how}", ours.refused, 0),
    ]


def _in_words(seen: Seen) -> str:
    return (
        f"{seen.drawings} drawings seen after {seen.visible:.0f} ms,"
        f" held up {seen.blocked:.0f} ms, {seen.refused} violations"
    )


def machine() -> str:
    """Cores and versions: what a reader needs to make something of milliseconds."""
    import django

    cores, python = os.cpu_count(), platform.python_version()
    return f"{cores} cores, Python {python}, Django {django.get_version()}."


if __name__ == "__main__":
    raise SystemExit(main())
