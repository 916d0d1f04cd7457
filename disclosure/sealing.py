"""The digest of what was published: whoever reads it can tell that it stands as it was stored.

The database refuses to change such a row. The digest shows one that was changed all the same, by a
restore gone wrong or by whoever owns the database, and a table that was removed. It stops nobody
who can also work out a digest anew, and a version that was removed whole leaves none behind: the
record of changes is the place to look then.
"""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from disclosure.control.safe_tables import Unsafe
from disclosure.models import Publication

SEALED = (
    "source",
    "version",
    "title",
    "population",
    "asked",
    "plan_hash",
    "invited",
    "responded",
    "words",
    "recoded",
    "certificate",
    "pay",
    "table_digests",
    "reason",
)


class Altered(Unsafe):
    """What is stored is not what was published; the message is fit to show."""


def seal_of(publication: Publication) -> str:
    """SHA-256 (FIPS 180-4) of all that stands beside the tables, and of their digests."""
    told: dict[str, Any] = {name: getattr(publication, name) for name in SEALED}
    for name in ("starts_on", "ends_on"):
        day = getattr(publication, name)
        told[name] = day.isoformat() if day else None
    return digest(told)


def digest(data: Any) -> str:
    """SHA-256 of plain data in canonical JSON: names sorted, no spaces. 64 hex digits."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain(data: Any) -> Any:
    """As a column of JSON gives it back: lists for tuples, objects for mappings."""
    return json.loads(json.dumps(data))


def check(publication: Publication) -> Publication:
    """The publication, if it is as it was stored. Raises Altered."""
    if seal_of(publication) != publication.digest:
        raise _altered()
    return publication


def check_cells(publication: Publication, cut: str, cells: Any) -> None:
    """Raises Altered where these are not the cells that were published for the cut."""
    if publication.table_digests.get(cut) != digest(cells):
        raise _altered()


def check_missing(publication: Publication, cut: str) -> None:
    """Raises Altered where a table that is not in the database was published."""
    if cut in publication.table_digests:
        raise _altered()


def _altered() -> Altered:
    return Altered(
        _(
            "These figures are not those that were published: somebody or something changed the "
            "database. They are not shown. Restore them from a backup."
        )
    )
