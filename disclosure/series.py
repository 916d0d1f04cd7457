"""The same cuts through several publications: what a figure was, wave after wave.

Read as `reading` reads one: checked against the digests it was stored with.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Max, Prefetch

from disclosure import sealing
from disclosure.control.certificate import Certificate
from disclosure.control.plan import Cut
from disclosure.control.safe_tables import SafeTable, cells_from
from disclosure.models import Publication, PublishedTable


@dataclass(frozen=True)
class Tables:
    """One publication and those of its tables that were asked for and that it has."""

    publication: Publication
    tables: Mapping[Cut, SafeTable]


def newest_versions(sources: Iterable[str]) -> dict[str, int]:
    """The number of the newest version of each source that has any. One query."""
    found = Publication.objects.filter(source__in=list(sources)).values("source")
    return dict(found.annotate(newest=Max("version")).values_list("source", "newest"))


def through(sources: Iterable[str], cuts: Collection[Cut]) -> dict[str, Tables]:
    """By source, the newest version with these cuts. Two queries, however many there are.

    Raises sealing.Altered where what is stored is not what was published.
    """
    wanted = PublishedTable.objects.filter(cut__in=["*".join(cut) for cut in cuts])
    found = Publication.objects.filter(source__in=list(sources)).order_by("version")
    rows = found.prefetch_related(Prefetch("tables", wanted.order_by("cut")))
    newest = {publication.source: publication for publication in rows}
    return {source: _checked(publication) for source, publication in newest.items()}


def one(source: str, version: int, cuts: Collection[Cut]) -> Tables | None:
    """One version, an older one too; None where there is none. Two queries. Raises Altered."""
    wanted = PublishedTable.objects.filter(cut__in=["*".join(cut) for cut in cuts])
    found = Publication.objects.filter(source=source, version=version)
    publication = found.prefetch_related(Prefetch("tables", wanted.order_by("cut"))).first()
    return _checked(publication) if publication else None


def _checked(publication: Publication) -> Tables:
    sealing.check(publication)
    certificate = Certificate.from_data(publication.certificate)
    tables = {}
    for row in publication.tables.all():
        sealing.check_cells(publication, row.cut, row.cells)
        cut = tuple(row.cut.split("*")) if row.cut else ()
        tables[cut] = SafeTable(cut, cells_from(row.cells), certificate)
    return Tables(publication, MappingProxyType(tables))
