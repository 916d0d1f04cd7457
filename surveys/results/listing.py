"""A table of results as lines, one for each share: whose, of what, of how many, and the share.

A share that is said in words is in words here too, and its columns of numbers are empty.
"""

from typing import Any

from django.utils.translation import gettext as _

from disclosure.estimates.saying import Precision
from disclosure.figures import Figure, Row
from surveys.results import wording
from surveys.results.tables import Table


def header(table: Table) -> list[str]:
    groups = list(table.attributes) or [_("Group")]
    ends = [_("Likely from, %"), _("Likely to, %")]
    return [*groups, table.measure_name, _("People"), _("Share"), _("Share, %"), *ends, _("Range")]


def lines(table: Table) -> list[list[Any]]:
    """One line for each share, in the order of the page."""
    return [_line(table, row, category, figure) for row, category, figure in table.entries()]


def _line(table: Table, row: Row, category: str, figure: Figure) -> list[Any]:
    return [
        *table.names(row),
        category,
        wording.people(row.about),
        wording.share(figure),
        *percents(figure),
        wording.likely(figure),
    ]


def percents(figure: Figure) -> list[int | None]:
    """Share, low and high in percent as they are said; none where they are said in words."""
    one = figure.said
    if one is None or one.precision is Precision.WORDS:
        return [None, None, None]
    return [one.value, one.low, one.high]
