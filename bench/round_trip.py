"""A sheet of 5,000 rows brought back: `python -m bench.round_trip`, exit code 1 on a FAIL.

Held to: from the upload to the page of differences, and on until everything is in the plan, at most
three times what openpyxl takes to read the same file. CPU time of this process and, on PostgreSQL,
of the server's process that works for it; one run each, because an import happens once. Reading is
the quicker of two, before and after the import: on a busy machine the yardstick is not flattered.
Undoing the import is told beside it, and what the product's own reader takes for the file alone.
"""

import gc
import io
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from bench import scratch
from bench.limits import Limit, exit_code
from bench.timing import clock

ROWS = 5_000
AT_MOST = 3.0
OBJECTIVES = 100
WAYS = ("new", "changed", "otherwise", "moved")


def main() -> int:
    """Bring the sheet back with every row new, every row changed, to the same or each otherwise,
    and every target moved; gives the exit code."""
    limits: list[Limit] = []
    with scratch.databases(*WAYS) as use:
        for name in WAYS:
            use(name)
            now = clock(scratch.server_process())
            content = CONTENTS[name]()
            before = _took(now, partial(_read, content))
            own = _took(now, partial(_read_as_we_do, content))
            steps = _steps(content, now)
            reading = min(before, _took(now, partial(_read, content)))
            limits += _limits(name, {"openpyxl alone": reading, "our reader alone": own}, steps)
    print(*limits, sep="\n")
    return exit_code(limits)


def _took(now: Callable[[], float], act: Callable[[], object]) -> float:
    """Milliseconds of CPU that one run takes, without what the one before left to be collected."""
    gc.collect()
    before = now()
    act()
    return (now() - before) * 1000


def _read(content: bytes) -> None:
    """What the file costs before anybody looks at what is in it."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass


def _read_as_we_do(content: bytes) -> None:
    from okrs.sheets import workbooks

    workbooks.read(content)


def _steps(content: bytes, now: Callable[[], float]) -> dict[str, float]:
    """The upload, the page of differences, the acceptance and its undoing, as a lead does them."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from accounts.models import User
    from okrs.models import SheetImport

    client = Client(headers={"host": "localhost"})
    client.get("/sign-in/")  # the web server has begun
    client.force_login(User.objects.get(email="lead@bench.example"))
    found: dict[str, Any] = {}

    def upload() -> None:
        sent = {"file": SimpleUploadedFile("plan.xlsx", content)}
        found["address"] = client.post("/okrs/import/", sent)["Location"]

    def page() -> None:
        seen = client.get(found["address"]).content
        if b"Page 1 of 100" not in seen:
            raise SystemExit("The page does not show 5,000 differences.")
        found["keys"] = re.findall(r'name="take" value="([^"]+)"', seen.decode())

    def accept() -> None:
        sent = {"version": "1", "do": "accept", "take": found["keys"]}
        sent |= {"reason": "A better count", "approved_by": "The board"}
        client.post(found["address"], sent)
        if not SheetImport.objects.get().confirmed_at:
            raise SystemExit("The import was refused.")

    def undo() -> None:
        client.post(found["address"].replace("/differences/", "/undo/"))
        if not SheetImport.objects.get().undone_at:
            raise SystemExit("The import was not undone.")

    return {act.__name__: _took(now, act) for act in (upload, page, accept, undo)}


def _plan(key_results: int) -> Any:
    """A strategy with its lead, a hundred objectives and so many key results."""
    from datetime import date

    from django.utils import timezone

    from accounts.models import User
    from okrs import many, planning
    from strategy.models import Organisation, Strategy

    Organisation.objects.create(name="Bench", headcount=5_000)
    lead = User.objects.create(email="lead@bench.example", name="A Lead", role="lead")
    strategy = Strategy.objects.create(
        name="Bench", vision="-", starts_on=date(2026, 1, 1), ends_on=date(2030, 12, 31)
    )
    now = timezone.now()
    under = [
        planning.add_objective(
            strategy=strategy, pillar="data", title=f"Objective {n}", by=lead, at=now
        )
        for n in range(OBJECTIVES)
    ]
    terms: Any = {
        "kind": "percent", "from_value": 10, "to_value": 60, "owner": lead, "weight": 1,
        "starts_on": date(2026, 1, 1), "due_on": date(2030, 12, 31), "cadence": "quarterly",
        "definition": "Of everybody who answered, those who said so in the survey of the year.",
    }  # fmt: skip
    news = [
        many.New(
            objective=under[n % OBJECTIVES],
            terms=terms | {"title": f"Share of people in group {n} who were promoted this year"},
        )
        for n in range(key_results)
    ]
    many.add_key_results(news=news, by=lead, at=now)
    return strategy


def _changed_rows() -> bytes:
    """The plan taken away, and in every row another unit and another due date."""
    return _edited(_plan(ROWS), {"Unit": "of people", "Due": "30/06/2030"})


def _otherwise_rows() -> bytes:
    """The same, with what no other row has: each becomes something else."""
    return _edited(_plan(ROWS), {"Unit": "of people in group {row}", "Due": "30/06/2030"})


def _moved_rows() -> bytes:
    """The plan taken away, and in every row another To: each is a re-baseline."""
    return _edited(_plan(ROWS), {"To": "70%"})


def _new_rows() -> bytes:
    """A plan of other key results, taken away and given new names without ids: all are new."""
    from okrs.models import KeyResult

    strategy = _plan(ROWS)
    content = _edited(strategy, {"Id": None, "Version": None})
    KeyResult.objects.all().delete()
    return content


def _edited(strategy: Any, cells: dict[str, str | None]) -> bytes:
    from openpyxl import load_workbook

    from okrs.offline import files, taking

    content = files.as_workbook(taking.everything(strategy), name=strategy.name)
    book = load_workbook(io.BytesIO(content))
    sheet = book["Key results"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, ROWS + 2):
        for name, value in cells.items():
            sheet.cell(row, columns[name]).value = value and value.format(row=row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


CONTENTS: dict[str, Callable[[], bytes]] = {
    "new": _new_rows,
    "changed": _changed_rows,
    "otherwise": _otherwise_rows,
    "moved": _moved_rows,
}


def _limits(name: str, read: dict[str, float], steps: dict[str, float]) -> list[Limit]:
    reading, own = read.values()
    until_page = steps["upload"] + steps["page"]
    until_in = until_page + steps["accept"]
    print(f"{ROWS:,} rows, all {name}. Milliseconds of CPU, one run:")
    for what, milliseconds in {**read, **steps}.items():
        print(f"  {what:<18}{milliseconds:>9,.0f}")
    print(f"  until it is in, times our reader: {until_in / own:.1f}")
    return [
        Limit(
            f"all {name}: to the page of differences, times reading",
            round(until_page / reading, 2),
            AT_MOST,
        ),
        Limit(f"all {name}: until it is in, times reading", round(until_in / reading, 2), AT_MOST),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
