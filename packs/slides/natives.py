"""Charts as a presentation has them: editable, with the said values and no finer ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from charts.ranges import Line, Panel, RangeChart, Spot
from charts.stacks import Part, Stack, StackChart
from packs.slides.deck import FONT, Area, rgb

SMALL, NAMES = 11, 12  # points of type in a chart
FEW = 8  # lines, below each other, that have room for the larger of the two
STATUSES = ("achieved", "ontrack", "behind", "offtrack", "stale", "unset")
GAP = 45  # percent of a bar's thickness
APART = 0.012  # of a chart's width, between a range and its words
PLOT = (0.3, 0.03, 0.6, 0.85)  # of a chart: left, top, width and height of the bars


@dataclass(frozen=True, kw_only=True)
class Series:
    """Bars of one colour: a value, or none, for each line, and how each is said."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    said: tuple[str, ...]
    ranges: tuple[tuple[int, int] | None, ...] = ()  # from and to, in percent


def series_of(panel: Panel, chart: RangeChart) -> list[Series]:
    """The shares, and what they are compared with, where there is anything."""
    kinds: tuple[tuple[str, str, Callable[[Line], Spot | None]], ...] = (
        (_("Now"), "seq-2", lambda line: line.spot),
        (chart.then or _("Before"), "seq-3", lambda line: line.before),
        (chart.beside or _("Compared with"), "cat-4", lambda line: line.other),
        (_("Target"), "cat-5", lambda line: line.goal),
    )
    made = [_series(name, colour, [of(line) for line in panel.lines]) for name, colour, of in kinds]
    return [made[0], *(one for one in made[1:] if any(value is not None for value in one.values))]


def _series(name: str, colour: str, spots: Sequence[Spot | None]) -> Series:
    return Series(
        name=name,
        colour=colour,
        values=tuple(spot.value if spot else None for spot in spots),
        said=tuple(spot.said if spot else "" for spot in spots),
        ranges=tuple(_range(spot) for spot in spots),
    )


def _range(spot: Spot | None) -> tuple[int, int] | None:
    if spot is None or spot.low is None or spot.high is None:
        return None
    return spot.low, spot.high


def named(line: Line) -> str:
    """A group's name; why it has no share stands beside it, where the bar would be."""
    return f"{line.name}: {line.instead}" if line.instead else line.name


def described(panel: Panel) -> str:
    """One panel in words, for who cannot see it."""
    lines = (f"{line.name} {line.spot.said if line.spot else line.instead}" for line in panel.lines)
    return ". ".join(filter(None, (panel.name, "; ".join(lines))))


def add_panel(slide: Any, area: Area, chart: RangeChart, panel: Panel) -> None:
    """One panel as a chart of level bars, with likely ranges as error bars."""
    alone = len(chart.panels) == 1
    series = series_of(panel, chart)
    made = _chart(slide, area, [named(line) for line in panel.lines], series)
    made.alt(chart.description if alone else described(panel))
    made.axis(chart.most)
    made.dress(series, NAMES if alone and len(panel.lines) <= FEW else SMALL)


def add_stacks(slide: Any, area: Area, chart: StackChart) -> None:
    """Counts by status as one bar for each line."""
    series = _counts(chart.stacks)
    names = [", ".join(filter(None, (one.name, one.said))) for one in chart.stacks]
    made = _chart(slide, area, names, series, stacked=True)
    made.alt(chart.description)
    made.axis(None)
    most = max(sum(part.number for part in stack.parts) for stack in chart.stacks)
    made.chart.value_axis.maximum_scale = max(1, most)
    made.dress(series, NAMES)


def _counts(stacks: Sequence[Stack]) -> list[Series]:
    found = []
    for status in STATUSES:
        parts = [[one for one in stack.parts if _status(one.status) == status] for stack in stacks]
        if not any(parts):
            continue
        numbers = tuple(float(sum(one.number for one in some)) or None for some in parts)
        said = tuple(f"{number:g}" if number else "" for number in numbers)
        found.append(Series(name=_words(parts), colour=status, values=numbers, said=said))
    return found


def _words(parts: Iterable[Iterable[Part]]) -> str:
    """What a colour stands for, "Too early, no baseline": grey does so for more than one reason."""
    said = (one.said.replace(f"{one.number:,}", "").strip() for some in parts for one in some)
    return capfirst(", ".join(dict.fromkeys(said)))


def _status(status: str) -> str:
    return status if status in STATUSES else STATUSES[-1]


def _chart(
    slide: Any, area: Area, names: list[str], series: list[Series], *, stacked: bool = False
) -> "Native":
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data: Any = CategoryChartData(number_format='0"%"' if not stacked else "0")  # type: ignore[no-untyped-call]
    data.categories = names
    for one in series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    return Native(slide.shapes.add_chart(kind, *area.emu, data))


class Native:
    """A chart on a slide, and how it is dressed."""

    def __init__(self, frame: Any) -> None:
        self.frame, self.chart = frame, frame.chart
        self.chart.has_title = False
        self.most: int | None = None

    def alt(self, words: str) -> None:
        """What a screen reader says of it."""
        self.frame._element.nvGraphicFramePr.cNvPr.set("descr", words)

    def axis(self, most: int | None) -> None:
        """The first line on top; percent from zero to a round end, or no axis for counts."""
        self.most = most
        names, values = self.chart.category_axis, self.chart.value_axis
        names.reverse_order = True
        names.has_major_gridlines = names.has_minor_gridlines = False
        names.format.line.color.rgb = rgb("axis")
        _every_name(names)
        values.has_major_gridlines = most is not None
        values.minimum_scale = 0
        values.visible = False
        if most is not None:
            values.maximum_scale = most
            values.major_gridlines.format.line.color.rgb = rgb("grid")
        self._plot()

    def _plot(self) -> None:
        """Where the bars stand, set by hand: so it is known how long one percent is."""
        from lxml import etree
        from pptx.oxml.ns import qn

        area = self.chart._chartSpace.chart.plotArea
        for old in area.findall(qn("c:layout")):
            area.remove(old)
        layout = etree.Element(qn("c:layout"))
        place = etree.SubElement(layout, qn("c:manualLayout"))
        told = [("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge")]
        told += [(name, f"{part}") for name, part in zip("xywh", PLOT, strict=True)]
        for name, value in told:
            etree.SubElement(place, qn(f"c:{name}")).set("val", value)
        area.insert(0, layout)

    def dress(self, series: list[Series], size: float) -> None:
        """Colours, figures in words, ranges, and what the colours mean where there are several."""
        from pptx.enum.chart import XL_LEGEND_POSITION
        from pptx.util import Pt

        self.chart.font.size, self.chart.font.name = Pt(size), FONT
        self.chart.font.color.rgb = rgb("ink")
        plot = self.chart.plots[0]
        plot.gap_width = GAP
        self.chart.has_legend = self.most is None or len(series) > 1
        if self.chart.has_legend:
            self.chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            self.chart.legend.include_in_layout = False
            self.chart.legend.font.size = Pt(SMALL)
        for one, drawn in zip(series, plot.series, strict=True):
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = rgb(one.colour)
            drawn.invert_if_negative = False
            _labels(one, drawn, self.most)
            if any(one.ranges):
                _error_bars(one, drawn)


def _labels(one: Series, drawn: Any, most: int | None) -> None:
    """Each figure as it is said ("about 15%" is not 15%), behind its likely range."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    _no_lines(drawn)
    for number, said in enumerate(one.said):
        if not said:
            continue
        label = drawn.points[number].data_label
        label.text_frame.text = said
        label.text_frame.word_wrap = False
        run = label.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.name, run.font.bold = Pt(SMALL), FONT, True
        run.font.color.rgb = rgb("ink" if most else "invert")
        label.position = XL_LABEL_POSITION.OUTSIDE_END if most else XL_LABEL_POSITION.CENTER
        between, value = one.ranges[number] if one.ranges else None, one.values[number]
        if most and between and value is not None:
            _moved(label._dLbl, (between[1] - value) / most * PLOT[2] + APART)


def _every_name(names: Any) -> None:
    """No name of a line is left out where they are long (c:tickLblSkip of ECMA-376, 21.2.2.208)."""
    from lxml import etree
    from pptx.oxml.ns import qn

    skip = etree.Element(qn("c:tickLblSkip"))
    skip.set("val", "1")
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _no_lines(drawn: Any) -> None:
    """None from a bar to its words: the words stand beside it."""
    from lxml import etree
    from pptx.oxml.ns import qn

    labels = drawn.data_labels
    labels.show_value = False
    found = labels._element.find(qn("c:showLeaderLines"))
    if found is None:
        found = etree.SubElement(labels._element, qn("c:showLeaderLines"))
    found.set("val", "0")


def _moved(label: Any, right: float) -> None:
    """By a part of the chart's width, off the line of the range."""
    from lxml import etree
    from pptx.oxml.ns import qn

    layout = etree.Element(qn("c:layout"))
    place = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(place, qn("c:x")).set("val", f"{right:.4f}")
    etree.SubElement(place, qn("c:y")).set("val", "0")
    label.find(qn("c:idx")).addnext(layout)


def _error_bars(one: Series, drawn: Any) -> None:
    """Likely ranges, as the library has no way to write them: c:errBars of ECMA-376, 21.2.2.55."""
    from lxml import etree
    from pptx.oxml.ns import qn

    bars = etree.Element(qn("c:errBars"))
    for tag, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "1")):
        etree.SubElement(bars, qn(f"c:{tag}")).set("val", value)
    for tag, ends in (("plus", 1), ("minus", 0)):
        values = etree.SubElement(etree.SubElement(bars, qn(f"c:{tag}")), qn("c:numLit"))
        etree.SubElement(values, qn("c:formatCode")).text = "General"
        etree.SubElement(values, qn("c:ptCount")).set("val", str(len(one.values)))
        for number, (share, between) in enumerate(zip(one.values, one.ranges, strict=True)):
            if share is not None and between:
                point = etree.SubElement(values, qn("c:pt"))
                point.set("idx", str(number))
                etree.SubElement(point, qn("c:v")).text = f"{abs(between[ends] - share):g}"
    line = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"))
    line.set("w", "22225")
    fill = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", str(rgb("ink")))
    drawn._element.find(qn("c:cat")).addprevious(bars)
