"""Response by unit, where it is kept: only of units of which it may be said.

Taking part is known of those who were invited by name: who collected a ballot paper.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts import briefly
from charts.briefly import Told
from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.choosing import Chosen
from dashboards.finding import COUNT, PERCENT, Cell, Finding, Row, Table
from dashboards.subjects import not_asked
from dashboards.subjects.funnel_drawn import change_cell
from dashboards.subjects.populations import ROUNDED, Moved, Population, moved
from dashboards.waves import WaveSeen
from surveys.models.waves import Origin
from surveys.participation import UnitPart
from surveys.results import about, wording
from surveys.results.tables import Table as Published

KEY = "response-by-unit"


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """One unit now and, where it was kept then too, in an earlier wave."""

    unit: UnitPart
    was: UnitPart | None

    @property
    def percent(self) -> int:
        return _percent(self.unit)

    @property
    def move(self) -> Moved | None:
        return moved(_population(self.was), _population(self.unit)) if self.was else None


def finding(chosen: Chosen, headline: Published) -> Finding:
    """The units that are kept, the highest rate first; else a sentence that says why there are
    none."""
    then = {part.unit: part for part in _units(chosen.last)} if chosen.last else {}
    lines = [UnitLine(unit=part, was=then.get(part.unit)) for part in _units(chosen.wave)]
    if not lines:
        return _not_kept(chosen)
    lines.sort(key=lambda line: (-line.percent, line.unit.unit))
    return _finding(chosen, headline, lines)


def _units(wave: WaveSeen) -> list[UnitPart]:
    count = getattr(wave.shown.wave, "count", None)
    return [UnitPart(**kept) for kept in count.by_unit] if count else []


def _percent(unit: UnitPart) -> int:
    return wording.percent_of(unit.collected, unit.invited)


def _population(unit: UnitPart) -> Population:
    """How many collected a ballot paper is known to five people only."""
    return Population(
        name=unit.unit,
        note="",
        number=unit.collected,
        said=wording.people(unit.collected),
        invited=unit.invited,
        off=ROUNDED,
    )


def _said(percent: int) -> str:
    return _("about %(n)s%%") % {"n": percent}


def _earlier(chosen: Chosen, lines: list[UnitLine]) -> str:
    """The wave these units are beside, by name; "" where none was kept then."""
    beside = chosen.last and any(line.was for line in lines)
    return chosen.evidence.name(chosen.last) if chosen.last and beside else ""


def _finding(chosen: Chosen, headline: Published, lines: list[UnitLine]) -> Finding:
    earlier, told = _earlier(chosen, lines), _titled(lines)
    mark = _("Mark in a bar: %(wave)s.") % {"wave": earlier} if earlier else ""
    return Finding(
        key=KEY,
        heading=_("Response by unit"),
        title=told.title,
        sentence=briefly.sentences(told.rest, _not_listed()),
        about=_("About how many of each unit collected a ballot paper, of those invited; %(when)s.")
        % {"when": about.period(headline.publication)},
        marks=" ".join(filter(None, (_("Bar: the part of those invited."), mark))),
        notes=(_("Who collected a ballot paper is known; whether they sent it is not."),),
        chart=_chart(lines, earlier),
        table=_table(chosen, lines, earlier),
        source=about.source_line(headline),
        as_of=chosen.wave.day,
        method=tuple(about.lines(headline)),
        terms=("invited", "response-rate", "hidden"),
    )


def _not_listed() -> str:
    return _("Units that are not listed are not shown, to protect people.")


def _titled(lines: list[UnitLine]) -> Told:
    """The lowest beside the highest. Rates are of counts rounded to 5: so "about"."""
    high, low = lines[0], lines[-1]
    told = {"low": low.percent, "lowest": low.unit.unit, "high": high.percent}
    if len(lines) > 1 and low.percent == high.percent:
        return Told(title=_("About %(low)s%% of each unit shown collected a ballot paper") % told)
    told["highest"] = high.unit.unit
    if len(lines) == 1:
        full = _("About %(low)s%% in %(lowest)s collected a ballot paper")
        short = _("About %(low)s%% of the one unit shown collected a ballot paper")
    else:
        full = _(
            "About %(low)s%% in %(lowest)s collected a ballot paper, "
            "about %(high)s%% in %(highest)s"
        )
        short = _(
            "Between about %(low)s%% and %(high)s%% of each unit shown collected a ballot paper"
        )
    return briefly.told(full % told, short % told, rest=f"{full % told}.")


def _told(line: Line, earlier: str) -> str:
    """One bar in words, for who cannot see it."""
    was = f", {earlier} {line.before.said}" if line.before else ""
    return f"{line.name}: {line.spot.said if line.spot else ''}{was}."


def _chart(lines: list[UnitLine], earlier: str) -> RangeChart:
    drawn = tuple(
        Line(
            name=line.unit.unit,
            spot=_spot(line.unit),
            before=_spot(line.was) if line.was else None,
        )
        for line in lines
    )
    told = " ".join(_told(line, earlier) for line in drawn)
    described = _("Bars of response by unit. %(told)s") % {"told": told}
    return RangeChart(description=described, panels=(Panel(lines=drawn),), bars=True, then=earlier)


def _spot(unit: UnitPart) -> Spot:
    return Spot(value=_percent(unit), said=_said(_percent(unit)))


def _table(chosen: Chosen, lines: list[UnitLine], earlier: str) -> Table:
    heads = [_("Invited"), _("Collected a ballot paper"), chosen.evidence.name(chosen.wave)]
    if earlier:
        heads += [earlier, _("Change since %(wave)s") % {"wave": earlier}]
    return Table(
        caption=_("Response by unit"),
        names=(_("Unit"),),
        heads=tuple(heads),
        rows=tuple(Row(names=(line.unit.unit,), cells=_cells(line, earlier)) for line in lines),
    )


def _cells(line: UnitLine, earlier: str) -> tuple[Cell, ...]:
    unit = line.unit
    cells = [
        Cell(said=f"{unit.invited:,}", number=unit.invited, unit=COUNT),
        Cell(said=wording.people(unit.collected), number=unit.collected, unit=COUNT),
        _rate(unit),
    ]
    if earlier:
        cells += [_rate(line.was) if line.was else Cell(said=wording.DASH)]
        cells += [change_cell(line.move)]
    return tuple(cells)


def _rate(unit: UnitPart) -> Cell:
    return Cell(said=_said(_percent(unit)), number=_percent(unit), unit=PERCENT)


def _not_kept(chosen: Chosen) -> Finding:
    imported = chosen.wave.shown.wave.origin == Origin.IMPORTED
    return not_asked.without_figure(
        chosen,
        key=KEY,
        heading=_("Response by unit"),
        title=_("Response by unit is not known for %(wave)s")
        % {"wave": briefly.name(chosen.evidence.name(chosen.wave))},
        about=_imported() if imported else _too_few(),
        terms=("response-rate", "hidden"),
    )


def _imported() -> str:
    return _(
        "It was brought in from a file, which does not say how many of each unit were invited. "
        "A survey asked here, with the unit of each person invited, can tell it."
    )


def _too_few() -> str:
    return _(
        "A unit is shown where at least ten people took part and at least ten did not, and where "
        "no other can be worked out from it. None could be shown."
    )
