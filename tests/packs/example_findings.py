"""Findings of a survey made by hand, one of each shape that a pack may hold."""

from datetime import date
from typing import Any

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.finding import COUNT, PERCENT, POINTS, Cell, Finding, Row, Table

AS_OF = date(2027, 3, 31)
BEFORE = date(2026, 12, 31)
HIDDEN = "Hidden to protect people"
SOURCE = "Mobility survey 2027, version 1, 1 to 28 February 2027. As at 28 February 2027."
METHOD = (
    ("Population", "Everybody employed on 31 January 2027"),
    ("Response", "724 of 1,200, 60%"),
    ("Question", "What was the occupation of your main household earner when you were 14?"),
    ("Protection", "Every count was moved a little, and groups of fewer than 10 are hidden."),
)


def background(**more: Any) -> Finding:
    """Four categories with ranges, an earlier wave, a benchmark; one of them is hidden."""
    told: dict[str, Any] = {
        "key": "background",
        "heading": "Who works here",
        "title": "29% of people come from a lower socio-economic background",
        "sentence": "Likely between 26% and 32%. The UK has 39%.",
        "number": "29%",
        "number_of": "Lower socio-economic background",
        "about": "Socio-economic background of employees, % of those who could be placed, 2027.",
        "marks": "Dots are shares, lines their likely ranges, rings the wave before.",
        "notes": ("Up 2 points since 2025: no clear change.",),
        "verdict": "not_clear",
        "chart": background_chart(),
        "table": _background_table(),
        "people": "724 of 1,200, 60%",
        "source": SOURCE,
        "as_of": date(2027, 2, 28),
        "method": METHOD,
        "terms": ("classified", "likely-range", "benchmark"),
    }
    return Finding(**(told | more))


def background_chart() -> RangeChart:
    lines = (
        Line(
            name="Lower socio-economic background",
            spot=Spot(value=29, said="29%", low=26, high=32),
            other=Spot(value=39, said="UK 39%"),
            before=Spot(value=27, said="27%"),
            goal=Spot(value=33, said="33%"),
        ),
        Line(
            name="Intermediate background", spot=Spot(value=15, said="about 15%", low=11, high=20)
        ),
        Line(
            name="Professional background",
            spot=Spot(value=56, said="56%", low=52, high=60),
            other=Spot(value=37, said="UK 37%"),
        ),
        Line(name="Never worked", instead=HIDDEN),
    )
    return RangeChart(
        description="Four shares with their ranges. Lower 29%, intermediate about 15%, "
        "professional 56%; never worked is hidden.",
        panels=(Panel(lines=lines),),
    )


def _background_table() -> Table:
    none = Cell(said="–")

    def row(name: str, share: Cell, uk: str, change: Cell = none) -> Row:
        return Row(names=(name,), cells=(share, change, Cell(said=uk)))

    def share(said: str, likely: str, number: float) -> Cell:
        return Cell(said=said, likely=likely, number=number, unit=PERCENT)

    moved = Cell(said="no clear change", number=2, unit=POINTS)
    hidden = Cell(said=HIDDEN, kind="hidden")
    return Table(
        caption="Socio-economic background",
        names=("Background",),
        heads=("Survey 2027", "Change", "UK"),
        rows=(
            row("Lower socio-economic background", share("29%", "26% to 32%", 29), "39%", moved),
            row("Intermediate background", share("about 15%", "11% to 20%", 15), "24%"),
            row("Professional background", share("56%", "52% to 60%", 56), "37%"),
            Row(names=("Never worked",), cells=(hidden, hidden, none)),
        ),
    )


def grades(**more: Any) -> Finding:
    """Small multiples: three panels of the same five grades, in the order of grades."""
    names = ("Entry", "Mid level", "Manager", "Senior leader", "Board")
    told: dict[str, Any] = {
        "key": "grades",
        "heading": "Every grade",
        "title": "People from a lower background are fewer at each higher grade",
        "sentence": "From 38% at entry to 18% of senior leaders: a clear difference.",
        "about": "Background by grade, % of those who could be placed, 2027.",
        "verdict": "clear",
        "chart": RangeChart(
            description="Three panels, one for each background, with five grades in each.",
            panels=tuple(_panel(name, place, names) for place, name in enumerate(PANELS)),
        ),
        "table": _grades_table(names),
        "people": "724 of 1,200, 60%",
        "source": SOURCE,
        "as_of": date(2027, 2, 28),
        "method": METHOD,
    }
    return Finding(**(told | more))


PANELS = ("Lower", "Intermediate", "Professional")
FIGURES = ((38, 32, 27, 18), (20, 18, 15, 10), (42, 50, 58, 72))
OVERALL = (29, 15, 56)


def _panel(name: str, place: int, grades: tuple[str, ...]) -> Panel:
    shown = tuple(
        Line(name=grade, spot=Spot(value=value, said=f"{value}%", low=value - 6, high=value + 6))
        for grade, value in zip(grades, FIGURES[place], strict=False)
    )
    return Panel(
        name=name,
        lines=(*shown, Line(name=grades[-1], instead=HIDDEN)),
        everybody=Spot(value=OVERALL[place], said=f"{OVERALL[place]}%"),
    )


def _grades_table(names: tuple[str, ...]) -> Table:
    rows = [
        Row(
            names=(grade,),
            cells=tuple(
                Cell(
                    said=f"{column[place]}%",
                    likely=f"{column[place] - 6}% to {column[place] + 6}%",
                    number=column[place],
                    unit=PERCENT,
                )
                for column in FIGURES
            ),
        )
        for place, grade in enumerate(names[:-1])
    ]
    hidden = Row(names=(names[-1],), cells=(Cell(said=HIDDEN, kind="hidden"),) * 3)
    return Table(
        caption="Background by grade", names=("Grade",), heads=PANELS, rows=(*rows, hidden)
    )


def response(**more: Any) -> Finding:
    """Bars from zero: what has no range."""
    shares = (("People", 71), ("Operations", 52), ("Technology", 66))
    told: dict[str, Any] = {
        "key": "response",
        "heading": "Who answered",
        "title": "60% of people answered, 6 points more than in 2025",
        "sentence": "724 of 1,200 people.",
        "number": "60%",
        "number_of": "Response",
        "about": "People who answered, % of those invited, by unit, 2027.",
        "chart": RangeChart(
            description="Response by unit: People 71%, Operations 52%, Technology 66%.",
            bars=True,
            panels=(
                Panel(
                    lines=tuple(
                        Line(name=name, spot=Spot(value=n, said=f"{n}%")) for name, n in shares
                    )
                ),
            ),
        ),
        "table": Table(
            caption="Response by unit",
            names=("Unit",),
            heads=("Invited", "Response"),
            rows=tuple(
                Row(
                    names=(name,),
                    cells=(
                        Cell(said="about 400", number=400, unit=COUNT),
                        Cell(said=f"{n}%", number=n, unit=PERCENT),
                    ),
                )
                for name, n in shares
            ),
        ),
        "people": "724 of 1,200, 60%",
        "source": SOURCE,
        "as_of": date(2027, 2, 28),
        "method": METHOD,
    }
    return Finding(**(told | more))
