"""The map on one sheet of A3, standing or lying: whichever holds it so that it can be read.

Standing, it is the drawing of the page, made smaller; where that would be too small to read, it
lies in columns. Never below 6 points with what people plan: a test counts to 120 key results.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from charts import map_svg
from charts.map import StrategyMap
from charts.map_columns import LaidMap, laid, on_sheet
from charts.map_paper import PAGE

POINT = 4 / 3  # pixels
LEGIBLE = 7.0  # points of the smallest type, from which the page's own drawing is taken
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


def sheet_of(told: StrategyMap) -> Sheet:
    """The sheet that holds this map best."""
    one = laid(told, PAGE)
    standing = Sheet(placed=one, times=_times(one, *STANDING), standing=True)
    if standing.points >= LEGIBLE:
        return standing
    other = on_sheet(told, *LYING)
    return Sheet(placed=other, times=_times(other, *LYING), standing=False)


def _times(placed: LaidMap, width: float, height: float) -> float:
    tall = placed.height + map_svg.headed(placed.paper)
    return min(1.1, width / (placed.paper.width + 2), height / (tall + 2))
