"""Tables as charts of plain values. What a chart gets is what is said, and no digit more."""

from django.utils.translation import gettext as _

from charts.ranges import Line, Panel, RangeChart, Spot
from disclosure import words
from disclosure.figures import Coverage, Figure, Row
from surveys.results import findings, wording
from surveys.results.tables import Table


def chart(table: Table, *, beside: dict[str, Spot] | None = None) -> RangeChart:
    """Of everybody one panel with a line for each category; else a panel for each category, with a
    line for each group; of two attributes crossed, a panel for each category of the second.

    `beside` gives what shares of everybody are compared with, by code of category.
    """
    panels = {0: _categories, 1: _groups, 2: _crossed}[len(table.cut)](table, beside or {})
    return RangeChart(description=findings.told(table), panels=panels)


def _categories(table: Table, beside: dict[str, Spot]) -> tuple[Panel, ...]:
    pairs = zip(table.categories, table.everybody.figures, strict=True)
    lines = (_line(name, figure, other=beside.get(figure.groups[0])) for name, figure in pairs)
    return (Panel(lines=tuple(lines)),)


def _groups(table: Table, beside: dict[str, Spot]) -> tuple[Panel, ...]:
    return tuple(
        Panel(
            name=name,
            everybody=_everybody(table, place),
            lines=tuple(
                _line(row.names[0], row.figures[place], note=wording.people_long(row.about))
                for row in table.rows
            ),
        )
        for place, name in enumerate(table.categories)
    )


def _crossed(table: Table, beside: dict[str, Spot]) -> tuple[Panel, ...]:
    """The headline category only: the others are in the tables."""
    seconds = dict.fromkeys(row.names[1] for row in table.rows)
    return tuple(
        Panel(
            name=second,
            everybody=_everybody(table, table.headline),
            lines=tuple(_crossed_line(table, row) for row in table.rows if row.names[1] == second),
        )
        for second in seconds
    )


def _crossed_line(table: Table, row: Row) -> Line:
    return _line(row.names[0], row.figures[table.headline])


def _line(name: str, figure: Figure, *, note: str = "", other: Spot | None = None) -> Line:
    if figure.said is None:
        return Line(name=name, note=note, instead=wording.share(figure), other=other)
    return Line(name=name, note=note, spot=_spot(figure), other=other)


def _spot(figure: Figure) -> Spot:
    one = figure.said
    assert one
    return Spot(value=one.value, low=one.low, high=one.high, said=wording.share(figure))


def _everybody(table: Table, place: int) -> Spot | None:
    one = table.everybody.figures[place].said
    if one is None:
        return None
    said = _("everybody %(share)s") % {"share": words.value(one)}
    return Spot(value=one.value, said=said)


def coverage_chart(coverage: Coverage) -> RangeChart | None:
    """The four populations as bars, each of those invited; None where nobody knows how many."""
    if not coverage.invited:
        return None
    steps = [
        (_("Invited"), _("everybody who was asked"), coverage.invited, f"{coverage.invited:,}"),
        (_("Responded"), _("sent a form"), coverage.responded, f"{coverage.responded:,}"),
        (_("Answered"), _("said something to this question"), coverage.answered, ""),
        (_("Classified"), _("could be placed in a group"), coverage.classified, ""),
    ]
    lines = tuple(_step(*step, of=coverage.invited) for step in steps)
    return RangeChart(description=_funnel(lines), panels=(Panel(lines=lines),), bars=True)


def _step(name: str, note: str, number: int, said: str, *, of: int) -> Line:
    percent = wording.percent_of(number, of)
    words = f"{percent}%, {said or wording.people(number)}"
    return Line(name=name, note=note, spot=Spot(value=percent, said=words))


def _funnel(lines: tuple[Line, ...]) -> str:
    told = ". ".join(f"{line.name}: {line.spot.said}" for line in lines if line.spot)
    return _("Bars for four populations. %(told)s.") % {"told": told}
