"""The one way to published figures. Every page, file and chart asks here and nowhere else.

What is read is checked against the digests it was stored with; what was altered is not given, but
refused with sealing.Altered, whose message is fit to show.
"""

from collections.abc import Iterable

from django.db.models import Prefetch

from disclosure import sealing
from disclosure.control.certificate import Certificate
from disclosure.control.earlier import Earlier
from disclosure.control.plan import Cut, cut_name, cut_named
from disclosure.control.safe_tables import Protected, SafeTable, cells_from
from disclosure.models import Publication, PublicationQuerySet, PublishedTable

FIRST = 1


class NotPublished(LookupError):
    """No such table was planned, or nothing was published: for a page, not found."""


def latest(source: str) -> Publication | None:
    """The newest version of a source's tables. One query."""
    found = Publication.objects.of(source).newest_first().first()
    return found and sealing.check(found)


def version(source: str, number: int) -> Publication:
    """One version. Old ones are for those who run surveys. Raises NotPublished. One query."""
    found = Publication.objects.of(source).filter(version=number).first()
    if found is None:
        raise NotPublished(source)
    return sealing.check(found)


def versions(source: str) -> list[Publication]:
    """All versions, the newest first, each with who made it. One query."""
    return list(Publication.objects.of(source).newest_first().select_related("by"))


def published_among(sources: Iterable[str]) -> list[str]:
    """Those of these sources that have tables, in the given order. One query."""
    order = list(sources)
    found = Publication.objects.filter(source__in=order, version=FIRST)
    have = set(found.values_list("source", flat=True))
    return [source for source in order if source in have]


def table(publication: Publication, cut: Cut) -> SafeTable:
    """One cut. Raises NotPublished for one that was not planned, Altered for one that is gone from
    the database. One query."""
    row = PublishedTable.objects.filter(publication=publication, cut=cut_name(cut)).first()
    if row is None:
        sealing.check_missing(publication, cut_name(cut))
        raise NotPublished(cut)
    return safe(publication, row)


def safe(publication: Publication, row: PublishedTable) -> SafeTable:
    """A stored row as the table it is of. Raises Altered where it is not as it was published."""
    sealing.check_cells(publication, row.cut, row.cells)
    certificate = Certificate.from_data(publication.certificate)
    return SafeTable(cut_named(row.cut), cells_from(row.cells), certificate)


def whole(source: str, version: int) -> Protected:
    """All tables of one version, checked against their certificate. Two queries.

    Raises NotPublished, and Unsafe where what is stored is not what left the gate.
    """
    publication = _with_tables().of(source).filter(version=version).first()
    if publication is None:
        raise NotPublished(source)
    return _protected(sealing.check(publication))


def earlier(sources: Iterable[str]) -> tuple[Earlier, ...]:
    """What the gate must know of earlier waves: which groups were ever shown, and the numbers that
    were published of them. In the given order.

    Of each the first version, which shows most: a correction only takes tables back. Two queries.
    """
    order = list(sources)
    first = _with_tables().filter(source__in=order, version=FIRST)
    found = {publication.source: _earlier(sealing.check(publication)) for publication in first}
    return tuple(found[source] for source in order if source in found)


def _with_tables() -> PublicationQuerySet:
    tables = Prefetch("tables", PublishedTable.objects.order_by("cut"))
    return Publication.objects.prefetch_related(tables)


def _protected(publication: Publication) -> Protected:
    return Protected.from_data(
        {
            "tables": {row.cut: row.cells for row in publication.tables.all()},
            "recoded": publication.recoded,
            "certificate": publication.certificate,
        }
    )


def _earlier(publication: Publication) -> Earlier:
    """What later waves are told of it. Whoever reads it has these numbers too."""
    protected, words = _protected(publication), publication.words["measures"]
    measures = {code: tuple(told["order"]) for code, told in words.items()}
    return Earlier.of(protected.cells, protected.recoded, measures, publication.responded)
