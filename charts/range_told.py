"""What a chart of shares says when one of its marks is touched: row by row, in the words it has."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.range_paper import Laid, Place
from charts.range_svg import middle_of
from charts.ranges import Line, Panel, RangeChart, Spot


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that is shown of one line: what it is, where it is, and what is said of it."""

    role: str
    spot: Spot
    y: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A line without a share: only its height, and the words that say why."""

    y: float
    words: str


def rows_of(chart: RangeChart, panel: Panel, place: Place, placed: Laid) -> Iterator[Mark | Gone]:
    for line, top, bottom in zip(panel.lines, place.rows, place.rows[1:], strict=False):
        y = round(middle_of(chart, top, bottom, placed.paper), 1)
        head = ", ".join(filter(None, (panel.name, line.name)))
        if line.spot is None:
            yield Gone(y=y, words=f"{head}: {line.instead}")
            continue
        for role, spot in _spots(line, line.spot):
            yield Mark(role=role, spot=spot, y=y, words=f"{head}: {_told(spot)}")


def _spots(line: Line, spot: Spot) -> Iterator[tuple[str, Spot]]:
    """From what lies behind to what lies in front."""
    for role, one in (("goal", line.goal), ("other", line.other), ("before", line.before)):
        if one:
            yield role, one
    yield "share", spot


def _told(spot: Spot) -> str:
    """The share as it is said, and its likely range as that is said."""
    if spot.low is None or spot.high is None:
        return spot.said
    ends = {"said": spot.said, "low": spot.low, "high": spot.high}
    return _("%(said)s, likely %(low)s%% to %(high)s%%") % ends
