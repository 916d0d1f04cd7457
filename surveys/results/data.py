"""A table of results for programs: JSON of what is said, under names that stay.

Every share has all its names, whether there is a figure or not. Numbers of people are those said,
to the nearest 5; percents those said; of what is said in words there is no percent.
"""

import json
from typing import Any

from disclosure.figures import Figure, Row
from surveys.results import about, findings, listing, wording
from surveys.results.tables import Table


def as_json(table: Table) -> bytes:
    """The same table gives the same bytes."""
    return json.dumps(content(table), ensure_ascii=False, indent=1).encode()


def content(table: Table) -> dict[str, Any]:
    """All of a table as plain data: for the API, and for the file that is set in type."""
    publication, coverage = table.publication, table.coverage
    return {
        "wave": publication.source,
        "version": publication.version,
        "made_on": publication.made_at.date().isoformat(),
        "title": publication.title,
        "finding": findings.finding(table),
        "population": publication.population,
        "starts_on": publication.starts_on and publication.starts_on.isoformat(),
        "ends_on": publication.ends_on and publication.ends_on.isoformat(),
        "asked": publication.asked,
        "plan_hash": publication.plan_hash,
        "invited": publication.invited,
        "responded": publication.responded,
        "answered_about": coverage and coverage.answered,
        "classified_about": coverage and coverage.classified,
        "cut": list(table.cut),
        "measure": {"code": table.measure, "name": table.measure_name},
        "groups": [_group(table, row) for row in table.rows],
        "about": dict(about.lines(table)),
    }


def _group(table: Table, row: Row) -> dict[str, Any]:
    pairs = zip(table.categories, row.figures, strict=True)
    return {
        "key": list(row.key),
        "names": list(table.names(row)),
        "about": row.about,
        "shares": [_share(name, figure) for name, figure in pairs],
    }


def _share(name: str, figure: Figure) -> dict[str, Any]:
    percent, low, high = listing.percents(figure)
    return {
        "category": figure.groups[0],
        "name": name,
        "why": figure.why.value,
        "said": wording.share(figure),
        "likely": wording.likely(figure),
        "percent": percent,
        "low": low,
        "high": high,
    }
