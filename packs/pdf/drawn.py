"""A chart as the page of a finding has room for: no higher than leaves room for its table.

A chart of many groups is drawn in part, and the page says so: all of it stands in the table.
"""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from charts.printed import LYING, PAPER, printed
from charts.range_paper import Paper, laid
from charts.ranges import RangeChart
from charts.stacks import StackChart

HIGHEST, LYING_HIGHEST = 560, 300  # pixels of a drawing, upright and on its side


def drawn(chart: RangeChart | StackChart | None, *, lies: bool) -> tuple[str, str]:
    """The drawing as SVG, and what it leaves out, in words; both "" where there is no chart."""
    if chart is None:
        return "", ""
    paper, highest = (LYING, LYING_HIGHEST) if lies else (PAPER, HIGHEST)
    part = _part(chart, paper, highest) if isinstance(chart, RangeChart) else chart
    return printed(part, paper), _left_out(chart, part)


def _part(chart: RangeChart, paper: Paper, highest: int) -> RangeChart:
    """The first panels, a row of them at least, and if need be the first lines of each."""

    def fits(part: RangeChart) -> bool:
        return laid(part, paper).height <= highest

    panels = _most(len(chart.panels), lambda many: fits(replace(chart, panels=chart.panels[:many])))
    part = replace(chart, panels=chart.panels[: max(panels, paper.across)])
    lines = _most(
        max((len(panel.lines) for panel in part.panels), default=0),
        lambda many: fits(_shorter(part, many)),
    )
    return _shorter(part, max(lines, 1))


def _shorter(chart: RangeChart, many: int) -> RangeChart:
    panels = (replace(panel, lines=panel.lines[:many]) for panel in chart.panels)
    return replace(chart, panels=tuple(panels))


def _most(many: int, fits: Callable[[int], bool]) -> int:
    """How many of them fit, by halving: the whole is asked first, for it mostly does."""
    if many == 0 or fits(many):
        return many
    low, high = 0, many - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _left_out(chart: RangeChart | StackChart, part: RangeChart | StackChart) -> str:
    if not isinstance(chart, RangeChart) or not isinstance(part, RangeChart) or part == chart:
        return ""
    whole, shown = _groups(chart), _groups(part)
    return _("Drawn: the first %(shown)s of %(all)s groups. The table has all of them.") % {
        "shown": shown,
        "all": whole,
    }


def _groups(chart: RangeChart) -> int:
    return sum(len(panel.lines) for panel in chart.panels)
