"""What a pack could not say, by name, so that two packs can be compared.

A key result that cannot be judged, and a figure in whose place a table has words.
"""

from collections.abc import Iterator

from dashboards.finding import SHOWN, Finding, Row, Table
from packs.contents import Contents

NOT_JUDGED = ("unset", "stale")  # the statuses' names in the style sheets
Name = tuple[str, ...]


def gone(before: Contents, after: Contents) -> tuple[Row, ...]:
    """What could not be said in `before` and can be in `after`; what is in one only is in neither
    list: it was not asked the same."""
    then, now = _of(before), _of(after)
    return tuple(
        Row(names=now[name][0], cells=())
        for name, (_said, cannot) in then.items()
        if cannot and name in now and not now[name][1]
    )


def _of(contents: Contents) -> dict[Name, tuple[tuple[str, str], bool]]:
    """By what stays the same in both packs: how it is called there, and if it cannot be said."""
    found: dict[Name, tuple[tuple[str, str], bool]] = {}
    for line in contents.strategy:
        found["plan", line.key] = (line.pillar, line.key_result), line.status in NOT_JUDGED
    for finding in contents.findings:
        for name, said, cannot in _lines(finding):
            found[name] = (finding.heading, said), cannot
    return found


def _lines(finding: Finding) -> Iterator[tuple[Name, str, bool]]:
    tables = [table for table in (finding.table, *finding.more) if table]
    for place, table in enumerate(tables):
        for row in table.rows:
            name = ("finding", finding.key, str(place), *row.names)
            yield name, _said(table, row), any(cell.kind != SHOWN for cell in row.cells[:1])


def _said(table: Table, row: Row) -> str:
    return ", ".join((*row.names, table.caption))
