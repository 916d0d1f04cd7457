"""A finding to take away: its table for a spreadsheet, its chart as a picture."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.csv_safely import rows_to_csv
from charts import alone
from charts.ranges import RangeChart
from dashboards.finding import Cell, Finding, Table


def as_csv(finding: Finding, name: str) -> HttpResponse:
    """Each table with its heads, and below them what stands beside every figure."""
    tables = [table for table in (finding.table, *finding.more) if table]
    rows = [row for table in tables for row in _rows(table)]
    beside = [[], *([label, text] for label, text in finding.method)]
    return rows_to_csv([finding.title], [*rows, *beside], filename=name)


def _rows(table: Table) -> list[list[object]]:
    heads = [*table.names, *(one for head in table.heads for one in (head, _("Likely range")))]
    lines = [
        [*row.names, *(one for cell in row.cells for one in _cell(cell))] for row in table.rows
    ]
    return [[table.caption], list(heads), *lines, []]


def _cell(cell: Cell) -> tuple[object, str]:
    return cell.said, cell.likely


def as_svg(finding: Finding, name: str) -> HttpResponse:
    assert isinstance(finding.chart, RangeChart)
    drawn = alone.alone(finding.chart, title=finding.title, lines=(finding.source,))
    return download(drawn.encode(), "image/svg+xml", name)


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


KINDS = {"csv": as_csv, "svg": as_svg}
