"""The two sizes a chart is drawn in, and where days and figures lie on each."""

from dataclasses import dataclass
from datetime import date

from charts import scales
from charts.marks import Scale
from charts.series import PathChart


@dataclass(frozen=True)
class Paper:
    """The size of a drawing, its margins, and how much text it bears."""

    css: str
    width: int
    height: int
    right: int
    top: int
    bottom: int
    text: str
    month_labels: int


WIDE = Paper("chart chart-wide", 760, 360, 24, 34, 34, "c-13", 7)
PHONE = Paper("chart chart-phone", 350, 310, 14, 30, 30, "c-12", 4)


def scale_of(chart: PathChart, paper: Paper) -> tuple[Scale, list[date]]:
    """Where days and figures lie on the paper, and which months are named below."""
    first, last = chart.days
    room = (last - first) / 24  # no dot sits on the axis
    first, last = first - room, last + room / 2
    months = scales.month_ticks(first, last, most=paper.month_labels)
    widest = max(len(tick.label) for tick in chart.ticks)
    scale = Scale(
        first=min([first, *months]),
        last=last,
        low=chart.ticks[0].value,
        high=chart.ticks[-1].value,
        left=18 + 7 * widest,
        right=paper.width - paper.right,
        top=paper.top,
        bottom=paper.height - paper.bottom,
    )
    return scale, months
