"""Response by unit, where it is kept: only of units of which it may be said.

Taking part is known of those who were invited by name: who collected a ballot paper.
"""

from django.utils.translation import gettext as _

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.choosing import Chosen
from dashboards.finding import COUNT, PERCENT, Cell, Finding, Row, Table
from dashboards.subjects import not_asked
from dashboards.waves import WaveSeen
from surveys.models.waves import Origin
from surveys.participation import UnitPart
from surveys.results import about, wording
from surveys.results.tables import Table as Published

KEY = "response-by-unit"


def finding(chosen: Chosen, headline: Published) -> Finding:
    """The units that are kept, the highest rate first; else a sentence that says why there are
    none."""
    units = sorted(_units(chosen.wave), key=lambda unit: (-_percent(unit), unit.unit))
    return _finding(chosen, headline, units) if units else _not_kept(chosen)


def _units(wave: WaveSeen) -> list[UnitPart]:
    count = getattr(wave.shown.wave, "count", None)
    return [UnitPart(**kept) for kept in count.by_unit] if count else []


def _percent(unit: UnitPart) -> int:
    return wording.percent_of(unit.collected, unit.invited)


def _said(percent: int) -> str:
    return _("about %(n)s%%") % {"n": percent}


def _finding(chosen: Chosen, headline: Published, units: list[UnitPart]) -> Finding:
    return Finding(
        key=KEY,
        heading=_("Response by unit"),
        title=_title(units),
        sentence=_("Units that are not listed are not shown, to protect people."),
        about=_("About how many of each unit collected a ballot paper, of those invited; %(when)s.")
        % {"when": about.period(headline.publication)},
        marks=_("Bar: the part of those invited."),
        notes=(_("Who collected a ballot paper is known; whether they sent it is not."),),
        chart=_chart(units),
        table=_table(units),
        source=about.source_line(headline),
        as_of=chosen.wave.day,
        method=tuple(about.lines(headline)),
        terms=("invited", "response-rate", "hidden"),
    )


def _title(units: list[UnitPart]) -> str:
    """From the lowest to the highest. Rates are of counts rounded to 5: so "about"."""
    high, low = units[0], units[-1]
    told = {"low": _percent(low), "high": _percent(high), "lowest": low.unit, "highest": high.unit}
    if told["low"] == told["high"]:
        return _("About %(low)s%% took part in each unit that can be shown") % told
    said = _("From about %(low)s%% in %(lowest)s to about %(high)s%% in %(highest)s took part")
    return said % told


def _chart(units: list[UnitPart]) -> RangeChart:
    lines = tuple(
        Line(name=unit.unit, spot=Spot(value=percent, said=_said(percent)))
        for unit, percent in ((unit, _percent(unit)) for unit in units)
    )
    told = ". ".join(f"{line.name}: {line.spot.said}" for line in lines if line.spot)
    described = _("Bars of response by unit. %(told)s.") % {"told": told}
    return RangeChart(description=described, panels=(Panel(lines=lines),), bars=True)


def _table(units: list[UnitPart]) -> Table:
    return Table(
        caption=_("Response by unit"),
        names=(_("Unit"),),
        heads=(_("Invited"), _("Collected a ballot paper"), _("Of those invited")),
        rows=tuple(Row(names=(unit.unit,), cells=_cells(unit)) for unit in units),
    )


def _cells(unit: UnitPart) -> tuple[Cell, ...]:
    percent = _percent(unit)
    return (
        Cell(said=f"{unit.invited:,}", number=unit.invited, unit=COUNT),
        Cell(said=wording.people(unit.collected), number=unit.collected, unit=COUNT),
        Cell(said=_said(percent), number=percent, unit=PERCENT),
    )


def _not_kept(chosen: Chosen) -> Finding:
    imported = chosen.wave.shown.wave.origin == Origin.IMPORTED
    return not_asked.without_figure(
        chosen,
        key=KEY,
        heading=_("Response by unit"),
        title=_("Response by unit is not known for %(wave)s")
        % {"wave": chosen.evidence.name(chosen.wave)},
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
