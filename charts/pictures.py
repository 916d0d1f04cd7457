"""Any chart of plain values as a drawing on a page; one place that knows the kinds there are."""

from django.utils.safestring import SafeString

from charts.range_svg import range_chart
from charts.ranges import RangeChart
from charts.stacks import StackChart

Chart = RangeChart | StackChart


def on_page(chart: Chart) -> SafeString:
    """Both drawings of a chart, wide and for a phone."""
    if isinstance(chart, StackChart):
        raise NotImplementedError  # charts/stack_svg.py
    return range_chart(chart)
