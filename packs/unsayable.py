"""What a pack could not say, by name, so that two packs can be compared.

A key result that cannot be judged, and a figure in whose place a table has words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboards.finding import SHOWN, Finding, Row, Table
from packs.contents import Contents

NEWEST = ""  # the first figure of a row is the newest, whatever its head is called by then
Name = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where something stands: its page, its line there, and in a line with others its column."""

    page: str
    line: str
    column: str
    columns: int
    cannot: bool


def gone(before: Contents, after: Contents) -> tuple[Row, ...]:
    """What could not be said in `before` and can be in `after`; what is in one only is in neither
    list: it was not asked the same. Tables of the same groups hide the same, so each is told once.
    """
    then, now = dict(_places(before)), dict(_places(after))
    lines: dict[Name, list[Place]] = {}
    for name, place in now.items():
        if name in then and then[name].cannot and not place.cannot:
            lines.setdefault(name[:-1], []).append(place)
    told = dict.fromkeys(_said(places) for places in lines.values())
    return tuple(Row(names=names, cells=()) for names in told)


def _said(places: list[Place]) -> tuple[str, str]:
    """The line; and its columns, where only some of them are meant."""
    first = places[0]
    if len(places) == first.columns:
        return first.page, first.line
    return first.page, f"{first.line}: {', '.join(place.column for place in places)}"


def _places(contents: Contents) -> Iterator[tuple[Name, Place]]:
    """Everything that can be said or not, by what is the same in both packs."""
    for line in contents.strategy:
        place = Place(line.pillar, line.key_result, "", 1, not line.judged)
        yield ("plan", line.key, NEWEST), place
    for finding in contents.findings:
        for table in filter(None, (finding.table, *finding.more)):
            yield from _of_table(finding, table)


def _of_table(finding: Finding, table: Table) -> Iterator[tuple[Name, Place]]:
    for row in table.rows:
        for number, (head, cell) in enumerate(zip(table.heads, row.cells, strict=False)):
            name = (finding.key, table.caption, *row.names, head if number else NEWEST)
            line, cannot = ", ".join(row.names), cell.kind != SHOWN
            yield name, Place(finding.heading, line, head, len(row.cells), cannot)
