"""Any chart of plain values as a drawing on a page; one place that knows the kinds there are."""

from django.utils.safestring import SafeString

from charts import alone
from charts.figure_ground import Plain
from charts.range_figures import range_figures
from charts.range_svg import range_chart
from charts.ranges import RangeChart
from charts.stack_figures import stack_figures
from charts.stack_svg import stack_chart
from charts.stacks import StackChart

Chart = RangeChart | StackChart


def on_page(chart: Chart) -> SafeString:
    """Both drawings of a chart, wide and for a phone."""
    return stack_chart(chart) if isinstance(chart, StackChart) else range_chart(chart)


def plain(chart: Chart) -> str:
    """The wide drawing with its colours in it, to be set into a page of a document."""
    return alone.plain(chart)


def figures(chart: Chart) -> Plain:
    """The same to be touched: plotly figures for both papers, as plain values ready for JSON."""
    return stack_figures(chart) if isinstance(chart, StackChart) else range_figures(chart)
