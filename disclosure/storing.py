"""Tables that passed the gate are stored: once, whole, and as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from disclosure.control.safe_tables import Protected
from disclosure.models import Publication, PublishedTable


@dataclass(frozen=True, kw_only=True)
class About:
    """What stands beside every figure: whose it is, of when, out of how many."""

    source: str
    title: str
    population: str
    starts_on: date | None
    ends_on: date | None
    asked: str
    plan_hash: str
    invited: int | None
    responded: int
    words: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def store(
    *, protected: Protected, about: About, at: datetime, by: User | None = None, reason: str = ""
) -> Publication:
    """A new version of a source's tables; the first needs no reason. Versions count from 1."""
    last = Publication.objects.of(about.source).newest_first().first()
    publication = Publication.objects.create(
        **vars(about),
        version=last.version + 1 if last else 1,
        recoded=protected.recoded,
        certificate=protected.certificate.to_data(),
        digest=protected.certificate.digest,
        reason=reason,
        by=by,
        made_at=at,
    )
    PublishedTable.objects.bulk_create(
        PublishedTable(publication=publication, cut="*".join(cut), cells=table.data())
        for cut, table in protected.tables.items()
    )
    return publication
