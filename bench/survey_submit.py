"""Answering the survey: `python -m bench.survey_submit`, exit code 1 on a FAIL.

Held to: one SQL statement a submission, at most the CPU of a view that inserts one row by the ORM
behind the whole middleware, and no row of a session; the page at most twice a page that says hello.
On PostgreSQL also: with a thousand connections, 99 of 100 submissions take at most one and a half
times what so many in a queue must take. Says how many ballot papers a core hands out a second, and,
where django-form-surveys is installed, what the same eight answers cost with that.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator

from bench import scratch
from bench.limits import Limit, exit_code
from bench.timing import clock, medians

ROUNDS, A_ROUND = 15, 40
STATEMENTS, OF_INSERT, OF_HELLO, SESSIONS, OF_QUEUE = 1, 1.0, 2.0, 0, 1.5
SUBMIT, INSERT, PAGE, HELLO, COLLECT, PACKAGE = (
    "a submission",
    "one INSERT by the ORM",
    "the survey's page",
    "hello",
    "a ballot paper",
    "django-form-surveys",
)
Ways = dict[str, Callable[[], object]]


def main() -> int:
    """Build a wave, measure in turn, print what was found; gives the exit code."""
    with tempfile.TemporaryDirectory(prefix="bench-keys-") as keys:
        os.environ["BALLOT_KEYS"] = keys
        with scratch.databases(scratch.SMALL, settings="bench.survey_settings") as use:
            use(scratch.SMALL)
            limits = _measured()
    print(*limits, sep="\n")
    return exit_code(limits)


def _measured() -> list[Limit]:
    from django.db import connection

    from bench import survey_burst, survey_wave

    wave = survey_wave.build(invited=A_ROUND * (ROUNDS + 1) + 2)
    ways = _ways(wave)
    counted = {name: _statements(way) for name, way in ways.items()}
    often = {name: _often(way) for name, way in ways.items()}
    found = medians(often, rounds=ROUNDS, now=clock(scratch.server_process()))
    _say(found, counted, on=connection.vendor)
    limits = limits_of(found, statements=counted[SUBMIT], sessions=_sessions())
    if connection.vendor == "postgresql":
        burst = survey_burst.measure(wave)
        print(burst)
        limits += survey_burst.limits_of(burst, most=OF_QUEUE)
    return limits


def _ways(wave: object) -> Ways:
    """Everything that is measured, each as one request to the whole product."""
    from django.apps import apps

    from bench import asking, survey_urls, survey_wave, survey_yardsticks
    from surveys.entrance import middleware
    from surveys.models import Wave

    assert isinstance(wave, Wave)
    middleware.URLS = survey_urls.entrance_and_hello  # type: ignore[assignment]
    survey_yardsticks.build()
    many = A_ROUND * (ROUNDS + 1) + 2
    ways: Ways = {
        SUBMIT: _posts("/b/w1", survey_wave.ballots(wave, many)),
        INSERT: survey_yardsticks.insert_one(),
        PAGE: lambda: asking.get("/s/w1/"),
        HELLO: lambda: asking.get("/s/hello/hello/hello/"),
        COLLECT: _posts("/w/w1/collect", survey_wave.requests_for_papers(wave)),
    }
    if apps.is_installed("djf_surveys"):
        ways[PACKAGE] = survey_yardsticks.record_with_form_surveys()
    return ways


def _posts(address: str, contents: Iterable[bytes]) -> Callable[[], object]:
    """Posts the next of these each time. They are made beforehand: a browser did that."""
    from bench import asking

    ready: Iterator[bytes] = iter(list(contents))
    return lambda: asking.post_json(address, next(ready))


def _often(way: Callable[[], object]) -> Callable[[], object]:
    def so_often() -> None:
        for _time in range(A_ROUND):
            way()

    return so_often


def _statements(way: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    way()  # what is remembered after the first time is remembered from then on
    with CaptureQueriesContext(connection) as queries:
        way()
    return len(queries)


def _sessions() -> int:
    """How many rows of sessions all of that has left. The package leaves some: not counted."""
    from django.contrib.sessions.models import Session

    return Session.objects.count()


def _say(found: dict[str, float], statements: dict[str, int], *, on: str) -> None:
    """Each way's CPU for one request, and its statements of SQL."""
    print(
        f"Milliseconds of CPU on {on}, median of {ROUNDS} rounds of {A_ROUND}; statements of SQL:"
    )
    for name, milliseconds in found.items():
        print(f"  {name:<32}{milliseconds / A_ROUND:>8.2f}{statements[name]:>5}")
    print(f"Ballot papers a second on one core: {1000 * A_ROUND / found[COLLECT]:.0f}")
    if PACKAGE not in found:
        print("django-form-surveys is not installed: bench/README.md says how to bring it.")


def limits_of(found: dict[str, float], *, statements: int, sessions: int) -> list[Limit]:
    """What is promised, from the milliseconds of each way."""
    submit, page = found[SUBMIT] / found[INSERT], found[PAGE] / found[HELLO]
    return [
        Limit("statements of a submission", statements, STATEMENTS),
        Limit("a submission, times one INSERT by the ORM", round(submit, 2), OF_INSERT),
        Limit("the survey's page, times hello", round(page, 2), OF_HELLO),
        Limit("rows of sessions", sessions, SESSIONS),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
