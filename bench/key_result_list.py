"""The signed-in list of 500 key results: `python -m bench.key_result_list`, exit code 1 on a FAIL.

Held to: at most four queries for the page; reading at most 1.5 times what a denormalised table
takes; and with 50,000 check-ins at most 1.2 times the page's own time with 5,000.
"""

from collections.abc import Callable

from bench import scratch
from bench.limits import Limit, exit_code
from bench.timing import clock, medians

ROUNDS = 15
FEW, MANY = 5_000, 50_000
QUERIES, READING, GROWTH = 4, 1.5, 1.2
Ways = dict[str, Callable[[], object]]


def main() -> int:
    """Build two plans, measure in turn, print what was found; gives the exit code."""
    with scratch.databases() as use:
        from django.db import connection

        pages: Ways = {}
        servers: list[int] = []
        for name, check_ins in ((scratch.SMALL, FEW), (scratch.LARGE, MANY)):
            use(name)
            pages[name] = _page(check_ins)
            servers += scratch.server_process()
        queries = _queries(pages[scratch.LARGE])
        ways = {name: _in(use, name, page) for name, page in pages.items()}
        parts = {name: _in(use, scratch.LARGE, part) for name, part in _parts().items()}
        found = medians({**ways, **parts}, rounds=ROUNDS, now=clock(servers))
        _say(found, on=connection.vendor)
    limits = _limits(found, queries)
    print(*limits, sep="\n")
    return exit_code(limits)


def _in(use: scratch.Use, name: str, way: Callable[[], object]) -> Callable[[], object]:
    """The same, in this database."""

    def there() -> object:
        use(name)
        return way()

    return there


def _page(check_ins: int) -> Callable[[], object]:
    """A plan with so many check-ins in the database in use; gives the page, opened by its lead."""
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from bench import plan

    reader = plan.build(plan.Size(check_ins=check_ins), today=timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(reader)

    def page() -> None:
        if b"Share of people in group 499" not in client.get("/okrs/").content:
            raise SystemExit("The page does not show the last of the key results.")

    return page


def _queries(page: Callable[[], object]) -> int:
    """How many the page takes when the organisation's name is in memory already."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page()
    with CaptureQueriesContext(connection) as queries:
        page()
    return len(queries)


def _parts() -> Ways:
    """What the page is made of, in the database in use, and the yardstick beside its reading."""
    from django.utils import timezone

    from bench import denormalised
    from okrs import list_read, listing
    from okrs.standings import row_of
    from okrs.templatetags.plan import list_rows

    today = timezone.localdate()
    denormalised.build()
    read = list_read.read(listing.in_force())
    rows = listing.rows_for(today=today)
    return {
        "yardstick": denormalised.read,
        "reading": lambda: list_read.read(listing.in_force()),
        "rules": lambda: [row_of(one, today=today, steps=steps) for one, steps in read],
        "rows": lambda: list_rows(rows),
    }


def _say(found: dict[str, float], *, on: str) -> None:
    """The page's time and what it is made of, in milliseconds of CPU."""
    page, reading, rules = found[scratch.LARGE], found["reading"], found["rules"]
    told = {
        f"the page with {FEW:,} check-ins": found[scratch.SMALL],
        f"the page with {MANY:,} check-ins": page,
        "  reading: two queries, model instances": reading,
        "  rules: how each stands": rules,
        "  template: the rows": found["rows"],
        "  template: the rest, and the request": page - reading - rules - found["rows"],
        "the denormalised read, for comparison": found["yardstick"],
    }
    print(f"Milliseconds of CPU on {on}, median of {ROUNDS} rounds:")
    for name, milliseconds in told.items():
        print(f"  {name:<42}{milliseconds:>7.1f}")


def _limits(found: dict[str, float], queries: int) -> list[Limit]:
    reading = found["reading"] / found["yardstick"]
    growth = found[scratch.LARGE] / found[scratch.SMALL]
    return [
        Limit("queries of the page", queries, QUERIES),
        Limit("reading, times the denormalised two queries", round(reading, 2), READING),
        Limit(f"the page at {MANY:,}, times itself at {FEW:,}", round(growth, 2), GROWTH),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
