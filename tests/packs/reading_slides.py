"""Slides read back: their titles, words, notes, charts, and the workbooks inside."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation


def read(document: bytes) -> Any:
    return Presentation(io.BytesIO(document))


def shapes(document: bytes) -> Iterator[Any]:
    for slide in read(document).slides:
        yield from slide.shapes


def charts(document: bytes) -> list[Any]:
    return [shape.chart for shape in shapes(document) if shape.has_chart]


def words(slide: Any) -> str:
    """Everything that stands on a slide, in the order in which it is read."""
    return "\n".join(line for shape in slide.shapes for line in _of(shape))


def _of(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield shape.text_frame.text
    if shape.has_table:
        for row in shape.table.rows:
            yield from (cell.text_frame.text for cell in row.cells)
    if shape.has_chart:
        yield from _chart(shape.chart)


def _chart(chart: Any) -> Iterator[str]:
    if chart.has_title:
        yield chart.chart_title.text_frame.text
    yield from chart.plots[0].categories
    for series in chart.plots[0].series:
        yield series.name
        for number, value in enumerate(series.values):
            if value is not None:
                yield series.points[number].data_label.text_frame.text


def whole(document: bytes) -> str:
    """All words of all slides, and of their notes."""
    parts = []
    for slide in read(document).slides:
        parts.append(words(slide))
        if slide.has_notes_slide:
            parts.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(parts)


def workbook(chart: Any) -> list[list[Any]]:
    """The rows of the workbook behind a chart."""
    inside = chart.part.chart_workbook.xlsx_part.blob
    sheet = load_workbook(io.BytesIO(inside)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def files(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
