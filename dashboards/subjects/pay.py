"""The class pay gap, where a survey asked pay; else what it would take to know it.

Gaps were rounded by the size of their smaller side before they were stored. They have no likely
range, so nothing here says that one changed, and none is set beside another employer's.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.choosing import Chosen
from dashboards.finding import COUNT, PERCENT, Cell, Finding, Row, Table
from dashboards.subjects import everybody, not_asked
from dashboards.subjects.grouped import says_nothing
from dashboards.subjects.representation import BACKGROUND
from disclosure.control.safe_pay_gaps import PayGap
from disclosure.models import Publication
from surveys.results import about, pay, wording
from surveys.results.pay import PayLine

KEY = "pay"
EVERYBODY = 0  # place among the lines: everybody together stands first
WHOLE = 100  # percent: the pay of people from professional backgrounds


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    lines = pay.lines(chosen.wave.publication)
    return (_finding(chosen, lines) if lines else _no_source(chosen),)


def _finding(chosen: Chosen, lines: tuple[PayLine, ...]) -> Finding:
    gap = lines[EVERYBODY].gap
    known = gap is not None and gap.median is not None
    drawn = _drawn(chosen.wave.publication, lines)
    chart = _chart(drawn)
    publication, table = chosen.wave.publication, chosen.wave.table((), BACKGROUND)
    return Finding(
        key=KEY,
        heading=_("Class pay gap"),
        title=title(gap),
        sentence=_mean(gap),
        number=lines[EVERYBODY].median if known else "",
        number_of=_("pay for people from lower backgrounds, by the median") if known else "",
        about=_about(publication, gap, everybody.people_of(table) if table else ""),
        marks=_marks(all_drawn=drawn == lines) if chart else "",
        notes=_notes(lines),
        chart=chart,
        table=_table(lines),
        people=_people(gap),
        source=about.source_line(table) if table else publication.title,
        as_of=chosen.wave.day,
        method=(*(about.lines(table) if table else ()), (_("Pay"), _bands(chosen))),
        terms=("pay-gap", "lower", "professional", "hidden"),
    )


def _about(publication: Publication, gap: PayGap | None, coverage: str) -> str:
    """Measure, period, and of how many: how many told both stands only for the smaller side."""
    said = _("Pay of people from lower backgrounds beside professional ones; %(when)s.") % {
        "when": about.period(publication)
    }
    if not (gap and coverage):
        return said
    told = {
        "said": said,
        "coverage": capfirst(coverage),
        "n": wording.people(gap.smaller_side_about),
    }
    return (
        _("%(said)s %(coverage)s, could be placed; %(n)s on the smaller side gave their pay.")
        % told
    )


def title(gap: PayGap | None) -> str:
    """By the median, with its sign in words: who is paid less."""
    if gap is None:
        return _("The class pay gap is hidden to protect people")
    if gap.median is None:
        return _("The class pay gap is not known: one side’s median is in the highest band")
    if gap.median == 0:
        return _("People from lower and professional backgrounds are paid alike, by the median")
    said = _("People from lower backgrounds are paid %(gap)s than those from professional ones")
    return said % {"gap": pay.said(gap.median, gap.step)}


def _mean(gap: PayGap | None) -> str:
    if gap is None:
        return _("One of the two sides has too few people to be shown.")
    if gap.mean is None:
        return _("By the median. A mean is made only of large groups.")
    return _("By the mean: %(said)s.") % {"said": pay.said(gap.mean, gap.step)}


def _notes(lines: tuple[PayLine, ...]) -> tuple[str, ...]:
    order = pay.units_order(lines)
    return (
        *([order] if order else []),
        _("“Less” and “more” are of the pay of people from lower backgrounds."),
        _("Lower beside professional is the one pair that is checked for safety and published."),
        _("A gap between groups does not say why pay differs."),
        _("A gap in bands has no likely range, so no change from another survey is given."),
        _("Other employers count in ways of their own, so their gaps are not set beside it."),
    )


def _people(gap: PayGap | None) -> str:
    if gap is None:
        return ""
    return _("%(n)s people on the smaller side") % {"n": wording.people(gap.smaller_side_about)}


def _bands(chosen: Chosen) -> str:
    """How a median is found, and where the bands begin."""
    kept = chosen.wave.publication.pay or {}
    floors = ", ".join(f"£{floor:,}" for floor in kept["floors"])
    return _(
        "Pay was asked for in bands that begin at %(floors)s. A median is placed within its band, "
        "and a gap is rounded according to how many people are on the smaller side: at "
        "least %(smallest)s."
    ) % {"floors": floors, "smallest": kept["smallest"]}


def _drawn(publication: Publication, lines: tuple[PayLine, ...]) -> tuple[PayLine, ...]:
    """Without those who only did not say their unit or level: they are in the table."""
    return tuple(line for line in lines if not says_nothing(publication, line.cut, line.key))


def _marks(*, all_drawn: bool) -> str:
    bars = _("Bar: their median pay. The pale ground ends at professional pay.")
    silent = _("Those who did not say theirs are in the table, not in the chart.")
    return bars if all_drawn else f"{bars} {silent}"


def _chart(lines: tuple[PayLine, ...]) -> RangeChart | None:
    """By the median, as a part of what people from professional backgrounds are paid. In the place
    of a hidden group are the words of all hidden ones. None where no group has a median."""
    drawn = tuple(_bar(line) for line in lines)
    if not any(one.spot for one in drawn):
        return None
    told = "; ".join(f"{one.name}: {one.spot.said if one.spot else one.instead}" for one in drawn)
    return RangeChart(
        description=_("Bars of pay beside that of people from professional backgrounds. %(told)s.")
        % {"told": told},
        panels=(Panel(lines=drawn),),
        bars=True,
    )


def _bar(line: PayLine) -> Line:
    paid = _beside_professional(line.gap)
    if paid is None:
        return Line(name=_name(line), instead=line.median)
    fewer = _("%(n)s on the smaller side") % {"n": line.people}
    return Line(name=_name(line), note=fewer, spot=Spot(value=paid, said=line.median))


def _beside_professional(gap: PayGap | None) -> int | None:
    """A median in percent of that of people from professional backgrounds; None if not known."""
    return None if gap is None or gap.median is None else WHOLE - gap.median


def _table(lines: tuple[PayLine, ...]) -> Table:
    return Table(
        caption=_("Pay of people from lower backgrounds beside professional ones"),
        names=(_("Group"),),
        heads=(
            _("Median"),
            _("As a percentage of professional pay"),
            _("Mean"),
            _("People on the smaller side"),
        ),
        rows=tuple(Row(names=(_name(line),), cells=_cells(line)) for line in lines),
    )


def _name(line: PayLine) -> str:
    if line.name == line.by:
        return line.name
    return _("%(by)s: %(name)s") % {"by": line.by, "name": line.name}


def _cells(line: PayLine) -> tuple[Cell, ...]:
    """A number below 0 is "more"."""
    gap = line.gap
    return (
        _gap(line.median, gap.median if gap else None, line.kind),
        _gap(_percent(gap), _beside_professional(gap), line.kind),
        _gap(line.mean, gap.mean if gap else None, line.kind),
        Cell(
            said=line.people,
            number=gap.smaller_side_about if gap else None,
            unit=COUNT if gap else "",
            kind=line.kind,
        ),
    )


def _percent(gap: PayGap | None) -> str:
    """ "88%", "about 90%": as exactly as the gap is said."""
    paid = _beside_professional(gap)
    if gap is None or paid is None:
        return wording.DASH
    return f"{paid}%" if gap.step == 1 else _("about %(n)s%%") % {"n": paid}


def _gap(said: str, number: int | None, kind: str) -> Cell:
    return Cell(said=said, number=number, unit="" if number is None else PERCENT, kind=kind)


def _no_source(chosen: Chosen) -> Finding:
    return not_asked.without_figure(
        chosen,
        key=KEY,
        heading=_("Class pay gap"),
        title=_("What people are paid is not known yet"),
        about=_(
            "To know it next time, choose the question about pay when the next survey is drafted: "
            "it has bands, and only gaps between large groups are shown. Figures from HR could "
            "tell more. They are personal data: staff are told first, and they are counted apart."
        ),
        notes=(
            _("%(wave)s did not ask about pay, and answers cannot be joined to pay from HR.")
            % {"wave": chosen.evidence.name(chosen.wave)},
        ),
        terms=("pay-gap",),
    )
