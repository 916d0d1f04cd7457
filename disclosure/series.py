"""The same cuts through several publications: what a figure was, wave after wave.

Read as `reading` reads one: checked against the digests it was stored with.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db.models import Max

from disclosure import sealing
from disclosure.control.plan import Cut, cut_name, cut_named
from disclosure.control.safe_tables import SafeTable
from disclosure.correcting import pay_without
from disclosure.models import Publication, PublishedTable
from disclosure.reading import safe


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
    return _with(newest(sources), cuts)


def newest(sources: Iterable[str], *, until: datetime | None = None) -> dict[str, Publication]:
    """By source, the newest version, or the newest that was made by then. One query.

    An earlier one comes without the tables that were taken back since: its number and its words
    are those of then, and what nobody may see any more is not in it. Raises sealing.Altered where
    what is stored is not what was published.
    """
    every = list(Publication.objects.filter(source__in=list(sources)).order_by("version"))
    last = {publication.source: publication for publication in every}
    made = [one for one in every if until is None or one.made_at <= until]
    then = {publication.source: sealing.check(publication) for publication in made}
    return {source: _without_what_is_gone(one, last[source]) for source, one in then.items()}


def _without_what_is_gone(publication: Publication, last: Publication) -> Publication:
    """In memory only: a publication cannot be saved a second time."""
    stands = sealing.check(last).table_digests
    gone = [cut_named(name) for name in publication.table_digests if name not in stands]
    if gone:
        digests = publication.table_digests.items()
        publication.table_digests = {name: one for name, one in digests if name in stands}
        publication.pay = pay_without(publication.pay, gone)
    return publication


def tables_of(
    publications: Collection[Publication], cuts: Collection[Cut]
) -> dict[str, dict[Cut, SafeTable]]:
    """By source, those of these cuts that its publication has. One query. Raises Altered."""
    by_key = {publication.pk: publication for publication in publications}
    wanted = PublishedTable.objects.filter(cut__in=list(map(cut_name, cuts)))
    found: dict[str, dict[Cut, SafeTable]] = {one.source: {} for one in publications}
    for row in wanted.filter(publication__in=by_key).order_by("cut"):
        publication = by_key[row.publication_id]
        if row.cut not in publication.table_digests:
            continue  # taken back since
        table = safe(publication, row)
        found[publication.source][table.cut] = table
    for publication in publications:
        for cut in set(cuts) - set(found[publication.source]):
            sealing.check_missing(publication, cut_name(cut))
    return found


def one(source: str, version: int, cuts: Collection[Cut]) -> Tables | None:
    """One version, an older one too; None where there is none. Two queries. Raises Altered."""
    found = Publication.objects.of(source).filter(version=version).first()
    return _with({source: sealing.check(found)}, cuts)[source] if found else None


def _with(found: Mapping[str, Publication], cuts: Collection[Cut]) -> dict[str, Tables]:
    """Publications by source, each with its tables of these cuts. One query."""
    tables = tables_of(found.values(), cuts)
    return {
        source: Tables(publication, MappingProxyType(tables[source]))
        for source, publication in found.items()
    }
