"""The map on sheets of A3: one that stands, one that lies, or as many as it takes to be read.

Standing, it is the drawing of the page, made smaller; where that would be too small to read, it
lies in columns, with all that the page says. No type is below 6.5 points: what would be smaller
goes on on a next sheet. Some 80 key results with names of two lines fit on one.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from charts import map_svg
from charts.map import StrategyMap
from charts.map_columns import LaidMap, Sheets, laid, on_sheets, sheets_needed
from charts.map_paper import PAGE

POINT = 4 / 3  # pixels
LEGIBLE = 7.0  # points of the smallest type, from which the page's own drawing is taken
READABLE = 6.5  # points below which a sheet is not made smaller, but a next one begun
STANDING = 1030, 1340  # pixels within margins of 12 mm, without a heading and a foot
LYING = 1494, 890


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A map laid for one sheet, drawn at so many times its size."""

    placed: LaidMap
    times: float
    standing: bool

    @property
    def points(self) -> float:
        """The size of the smallest type on the paper."""
        return self.placed.paper.least * self.times / POINT

    def drawn(self, name: str) -> SafeString:
        return map_svg.printed(self.placed, self.times, name)


def sheets_of(told: StrategyMap) -> tuple[Sheet, ...]:
    """The sheets that hold this map best: as few as can be read, all of them at one size."""
    one = laid(told, PAGE)
    standing = Sheet(placed=one, times=_times(one, *STANDING), standing=True)
    if standing.points >= LEGIBLE:
        return (standing,)
    width, height = LYING
    many = sheets_needed(told, width, height, least=READABLE * POINT)
    found = on_sheets(told, Sheets(width=width, height=height, many=many))
    times = min(_times(placed, *LYING) for placed in found)
    return tuple(Sheet(placed=placed, times=times, standing=False) for placed in found)


def _times(placed: LaidMap, width: float, height: float) -> float:
    tall = placed.height + map_svg.headed(placed.paper)
    return min(1.1, width / (placed.paper.width + 2), height / (tall + 2))
