"""The chart of a table as a picture of its own, with its finding above and its source below."""

from django.utils.translation import gettext as _

from charts import alone
from surveys.results import about, drawing, findings
from surveys.results.tables import Table


def picture(table: Table) -> str:
    """An SVG document."""
    sources = (about.source_line(table), _("Shares are of those who could be placed in a group."))
    return alone.alone(drawing.chart(table), title=findings.finding(table), lines=sources)
