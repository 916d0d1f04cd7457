"""The one way to published figures. Every page, file and chart asks here and nowhere else."""

from django.db.models import Prefetch

from disclosure.control.certificate import Certificate
from disclosure.control.plan import Cut
from disclosure.control.safe_tables import Protected, SafeTable, cells_from
from disclosure.models import Publication, PublishedTable


class NotPublished(LookupError):
    """No such table was planned, or nothing was published: for a page, not found."""


def latest(source: str) -> Publication | None:
    """The newest version of a source's tables. One query."""
    return Publication.objects.of(source).newest_first().first()


def table(publication: Publication, cut: Cut) -> SafeTable:
    """One cut. Raises NotPublished for one that was not planned. One query."""
    row = PublishedTable.objects.filter(publication=publication, cut="*".join(cut)).first()
    if row is None:
        raise NotPublished(cut)
    certificate = Certificate.from_data(publication.certificate)
    return SafeTable(cut, cells_from(row.cells), certificate)


def whole(source: str, version: int) -> Protected:
    """All tables of one version, checked against their certificate. Two queries.

    Raises NotPublished, and Unsafe where what is stored is not what left the gate.
    """
    tables = Prefetch("tables", PublishedTable.objects.order_by("cut"))
    publication = (
        Publication.objects.of(source).filter(version=version).prefetch_related(tables).first()
    )
    if publication is None:
        raise NotPublished(source)
    return Protected.from_data(
        {
            "tables": {row.cut: row.cells for row in publication.tables.all()},
            "recoded": publication.recoded,
            "certificate": publication.certificate,
        }
    )
