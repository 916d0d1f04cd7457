"""What a table comes to, in one sentence; and the whole of it told to who cannot see its chart.

Only what is said can be compared: hidden groups are in no comparison, and neither are those whose
shares are too coarse to be told apart. Groups differ where their likely ranges do not overlap.
"""

from django.utils.translation import gettext as _

from charts import briefly
from disclosure import words
from disclosure.estimates.saying import Precision
from disclosure.figures import Figure, Row
from surveys.results import wording
from surveys.results.tables import Table

Offers = tuple[tuple[str, ...], dict[str, str]]
"""Titles, the fullest first, and what is told in them; each has a place for the category."""


def finding(table: Table, *, gap: str = "") -> str:
    """The title of a table's chart: what it shows, in at most fifteen words. Names that are too
    long for that stand in the table below it, as the gap does beside it.

    `gap` is how far the headline share of everybody is from a benchmark, in words.
    """
    offers, told = _of_groups(table) if table.cut else _of_everybody(table, gap)
    told["category"] = table.categories[table.headline]
    said = [offer % told for offer in offers]
    return briefly.first(*said, offers[-1] % {**told, "category": briefly.name(told["category"])})


def _of_groups(table: Table) -> Offers:
    """What two of them differ by, that none do, or that too few can be compared."""
    known = [
        (row, figure) for row in table.rows if _is_exact(figure := row.figures[table.headline])
    ]
    by = {"by": wording.inside(wording.by(table.publication, table.cut))}
    if len(known) < 2:
        return too_few(), by
    # Those lowest and highest for certain: the lowest figure may be of a small group, whose range
    # reaches over all the others.
    low = min(known, key=lambda pair: pair[1].said.high)  # type: ignore[union-attr]
    high = max(known, key=lambda pair: pair[1].said.low)  # type: ignore[union-attr]
    if low[1].said.high < high[1].said.low:  # type: ignore[union-attr]
        return _between(low, high)
    return no_difference(), by


def too_few() -> tuple[str, str]:
    """Titles of a table of which no two groups can be compared: in full, then without `by`, which
    may be long."""
    return (
        _("%(category)s: too few groups shown to compare %(by)s"),
        _("%(category)s: too few groups shown to compare"),
    )


def no_difference() -> tuple[str, str]:
    """The same of one whose groups may differ by chance alone."""
    return (
        _("%(category)s: no clear difference %(by)s"),
        _("%(category)s: no clear difference between groups"),
    )


def _is_exact(figure: Figure) -> bool:
    return figure.said is not None and figure.said.precision is not Precision.WORDS


def _between(low: tuple[Row, Figure], high: tuple[Row, Figure]) -> Offers:
    """From one group to the other, where that is more than chance and noise."""
    return (
        _("%(category)s: from %(low)s (%(lowest)s) to %(high)s (%(highest)s)"),
        _("%(category)s: from %(low)s in one group to %(high)s in another"),
    ), {
        "low": wording.share(low[1]),
        "lowest": ", ".join(low[0].names),
        "high": wording.share(high[1]),
        "highest": ", ".join(high[0].names),
    }


def _of_everybody(table: Table, gap: str) -> Offers:
    share = {"share": wording.share(table.everybody.figures[table.headline]), "gap": gap}
    alone = _("%(category)s: %(share)s")
    return (_("%(category)s: %(share)s, %(gap)s"), alone) if gap else (alone,), share


def sentence(table: Table) -> str:
    """The finding of everybody with its range: "Likely between 26% and 32% …"."""
    figure = table.everybody.figures[table.headline]
    if figure.said is None:
        return wording.share(figure) + "."
    return _("Likely range: %(likely)s of those who could be placed.") % {
        "likely": words.ends(figure.said)
    }


def told(table: Table) -> str:
    """The chart in words, for its text alternative: each group with its shares, nothing more."""
    groups = (f"{', '.join(table.names(row))}: {_shares(table, row)}." for row in table.rows)
    return _("%(table)s. %(groups)s") % {"table": table.name, "groups": " ".join(groups)}


def _shares(table: Table, row: Row) -> str:
    """One label for a group that has no figure at all, rather than one for each category."""
    if all(figure.said is None for figure in row.figures):
        return wording.share(row.figures[0])
    pairs = list(zip(table.categories, row.figures, strict=True))
    if len(table.cut) > 1:  # as in the chart: one category
        pairs = [pairs[table.headline]]
    return ", ".join(f"{category} {wording.share(figure)}" for category, figure in pairs)
