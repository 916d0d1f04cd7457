"""Tables that passed the gate are stored: once, whole, and as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from accounts.models import User
from disclosure import labels, sealing
from disclosure.control.plan import cut_name
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
    *,
    protected: Protected,
    about: About,
    at: datetime,
    pay: Mapping[str, Any] | None = None,
    by: User | None = None,
    reason: str = "",
) -> Publication:
    """A new version of a source's tables; the first needs no reason. Versions count from 1."""
    last = Publication.objects.of(about.source).newest_first().first()
    cells = {cut_name(cut): table.data() for cut, table in protected.tables.items()}
    publication = Publication(
        **{**vars(about), "words": sealing.plain(labels.with_order(about.words))},
        version=last.version + 1 if last else 1,
        recoded={code: dict(joined) for code, joined in protected.recoded.items()},
        certificate=sealing.plain(protected.certificate.to_data()),
        pay=pay,
        table_digests={cut: sealing.digest(table) for cut, table in cells.items()},
        reason=reason,
        by=by,
        made_at=at,
    )
    publication.digest = sealing.seal_of(publication)
    publication.save()
    PublishedTable.objects.bulk_create(
        PublishedTable(publication=publication, cut=cut, cells=table)
        for cut, table in cells.items()
    )
    return publication


@transaction.atomic
def forget(source: str) -> None:
    """Delete all versions of a source, for good: for an import that is taken back, and for nothing
    else. Everything else that was published stays."""
    found = Publication.objects.of(source)
    models.QuerySet.delete(PublishedTable.objects.filter(publication__in=found))
    models.QuerySet.delete(found)
