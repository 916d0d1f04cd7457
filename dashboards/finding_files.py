"""A finding to take away: its figures for a spreadsheet, its chart as a drawing or a picture.

Each carries what the finding says, its source and its day, and not a digit more than the page.
"""

import textwrap
from collections.abc import Iterator

from django.http import HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.csv_safely import rows_to_csv
from charts import alone, pictures
from dashboards import finding_picture
from dashboards.finding import PERCENT, POINTS, Cell, Finding, Row, Table

DAY = "j F Y"
PICTURES = ("svg", "png")
LONGEST = 140  # letters of a line below a drawing


def as_csv(finding: Finding, name: str) -> HttpResponse:
    """A line for each figure, as it is said and as numbers where it has them; below the lines what
    stands beside every figure."""
    tables = [table for table in (finding.table, *finding.more) if table]
    wide = max((len(table.names) for table in tables), default=0)
    lines = [line for table in tables for line in _lines(table, wide)]
    return rows_to_csv(_head(tables, wide), [*lines, [], *beside(finding)], filename=name)


def _head(tables: list[Table], wide: int) -> list[str]:
    named = next((table.names for table in tables if len(table.names) == wide), ())
    figure = [
        _("Figure"),
        _("Number"),
        _("Number in"),
        _("Likely from"),
        _("Likely to"),
        _("Range"),
    ]
    return [_("Table"), *named, _("Column"), *figure]


def _lines(table: Table, wide: int) -> Iterator[list[object]]:
    for row in table.rows:
        for head, cell in zip(table.heads, row.cells, strict=True):
            yield [table.caption, *_names(row, wide), head, *_figure(cell)]


def _names(row: Row, wide: int) -> list[str]:
    return [*row.names, *[""] * (wide - len(row.names))]


def _figure(cell: Cell) -> list[object]:
    units = {PERCENT: "%", POINTS: _("points")}
    return [
        cell.said,
        cell.number,
        units.get(cell.unit, ""),
        cell.low,
        cell.high,
        cell.likely,
    ]


def beside(finding: Finding) -> list[list[str]]:
    """What is said of the finding, and how its figures were made: a name and a text each."""
    told = [
        (_("Finding"), finding.title),
        (_("How sure"), finding.sentence),
        (_("About"), finding.about),
        *finding.method,
        (_("As at"), date_format(finding.as_of, DAY) if finding.as_of else ""),
    ]
    return [[name, text] for name, text in told if text]


def drawing(finding: Finding) -> str:
    """The chart as an SVG document, with the title above it and its source and day below."""
    assert finding.chart
    return alone.alone(finding.chart, title=finding.title, lines=_foot(finding))


def _foot(finding: Finding) -> tuple[str, ...]:
    """What it is of, what its marks mean, its source, and its day where the source does not name
    it: in lines that fit."""
    day = date_format(finding.as_of, DAY) if finding.as_of else ""
    day = "" if day in finding.source else _("As at %(day)s.") % {"day": day}
    said = (" ".join(filter(None, (finding.about, finding.marks))), finding.source, day)
    return tuple(line for text in said for line in textwrap.wrap(text, LONGEST))


def as_svg(finding: Finding, name: str) -> HttpResponse:
    return download(drawing(finding).encode(), "image/svg+xml", name)


def as_png(finding: Finding, name: str) -> HttpResponse:
    return download(finding_picture.png(drawing(finding)), "image/png", name)


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def as_figure(finding: Finding, name: str) -> HttpResponse:
    """The chart for a page whose reader touches it: plotly figures, of figures as they are said."""
    assert finding.chart
    return JsonResponse(pictures.figures(finding.chart))


def figure_address(finding: Finding) -> str:
    """Beside its table as a file; "" where it has no chart or no such file."""
    csv = dict(finding.files).get("csv", "") if finding.chart else ""
    return csv.replace(".csv", ".json", 1)


def kinds(finding: Finding) -> tuple[str, ...]:
    """What a finding can be taken away as: its figures, and its drawing where it has one."""
    figures = ("csv",) if finding.table else ()
    return figures + (PICTURES if finding.chart else ())


def offered(finding: Finding) -> set[str]:
    """The kinds of files that there are of a finding."""
    kinds = set(dict(finding.files))
    return kinds | {"json"} if figure_address(finding) else kinds


KINDS = {"csv": as_csv, "svg": as_svg, "png": as_png, "json": as_figure}
