"""The disclosure rate: of those of a group who took part, how many said something to a question.

A figure like any other, made of the same protected counts: one minus the share of those who
preferred not to say or left the question out.
"""

from disclosure.control.plan import TOTAL, Key
from disclosure.control.safe_tables import Cell, SafeTable
from disclosure.estimates import saying, shares
from disclosure.estimates.shares import Share
from disclosure.figures import Figure, Why
from disclosure.models import Publication


def disclosure(publication: Publication, table: SafeTable, key: Key, measure: str) -> Figure:
    """The rate of one group. Raises KeyError for a group the table does not have."""
    cell, told = table.cells[key], publication.words["measures"].get(measure)
    order = told["order"] if told else []
    said = [place for place, code in enumerate(order) if code != told["not_said"]]
    found = _share(publication, table, cell, measure, said) if cell and told else None
    return Figure(
        source=publication.source,
        version=publication.version,
        cut=table.cut,
        key=key,
        measure=measure,
        groups=tuple(order[place] for place in said),
        why=_why(cell, found, asked=bool(told)),
        about=cell.about if cell else None,
        share=found,
    )


def _share(
    publication: Publication, table: SafeTable, cell: Cell, measure: str, said: list[int]
) -> Share | None:
    """None where so few took part that nothing can be said."""
    counts = cell.counts[measure]
    found = shares.share(
        counts,
        part=said,
        whole=range(len(counts)),
        about=cell.about,
        variance=table.certificate.variance,
        invited=publication.invited if table.cut == TOTAL else None,
    )
    return found if found and saying.said(found) else None


def _why(cell: Cell | None, share: Share | None, *, asked: bool) -> Why:
    if not asked:
        return Why.NOT_ASKED
    if cell is None:
        return Why.HIDDEN
    return Why.SHOWN if share else Why.TOO_FEW_PLACED
