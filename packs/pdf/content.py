"""What the template of a pack sets: its contents as plain data, drawings, and the words around."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from charts import map_columns, map_svg
from charts.light import colours
from charts.map import StrategyMap
from charts.stacks import StackChart
from dashboards.finding import SHOWN, Cell, Finding, Table
from packs.cleaned import cleaned
from packs.columns import widths
from packs.contents import Contents, StrategyLine
from packs.pdf.drawn import drawn
from packs.wording import around, day_beside, verdict_of

SHEET = 1497, 900  # pixels of an A3 page, lying, without its margins and its heading
FIGURE = re.compile(r"[+−£-]?\d")
ROOM = 105  # letters in a line of a table
SMALLER = ((8, 126), (6, 118))  # with more columns than these, type is smaller: so many letters
LONGEST = 24  # letters of a figure in words
FEW_COLUMNS = 6  # with no more, a range fits beside its share
NARROWER = 86  # percent of the page: a chart of counts is tall, and its table follows
MANY_COLUMNS = 10  # a table with more lies on its side


def content(contents: Contents) -> dict[str, Any]:
    """Everything in the language in which the pack was made."""
    told = cleaned(contents)
    language, _dash, region = told.language.partition("-")
    with override(told.language):
        return _content(told) | {
            "language": language,
            "region": region.upper() or None,
            "colours": colours(),
            "map": _map(told.map),
        }


def _content(told: Contents) -> dict[str, Any]:
    return {
        "title": told.title,
        "organisation": told.organisation,
        "vision": told.vision,
        "said": told.said,
        "strategy": _pillars(told.strategy),
        "owners": any(line.owner for line in told.strategy),
        "changes": _finding(told.changes) if told.changes else None,
        "findings": [_finding(one) for one in told.findings],
        "commitments": [_finding(one) for one in told.commitments],
        "definitions": told.definitions,
        "unsaid": _finding(told.unsaid),
        "words": around(told),
    }


def _pillars(lines: Iterable[StrategyLine]) -> list[dict[str, Any]]:
    """Key results by pillar and objective, in the order they come."""
    pillars: dict[str, dict[str, Any]] = {}
    for line in lines:
        pillar = pillars.setdefault(
            line.pillar, {"name": line.pillar, "colour": line.colour, "objectives": {}}
        )
        pillar["objectives"].setdefault(line.objective, []).append(
            {
                "name": line.key_result,
                "figures": [line.start, line.now, line.end],
                "status": line.status,
                "said": line.said,
                "owner": line.owner,
            }
        )
    return [
        pillar | {"objectives": list(pillar["objectives"].items())} for pillar in pillars.values()
    ]


def _finding(one: Finding) -> dict[str, Any]:
    table = _table(one.table) if one.table else None
    lies = bool(table and len(table["heads"]) > MANY_COLUMNS)
    drawing, left_out = drawn(one.chart, lies=lies)
    return {
        "key": one.key,
        "heading": one.heading,
        "title": one.title,
        "sentence": one.sentence,
        "number": one.number,
        "number_of": one.number_of,
        "about": one.about,
        "marks": " ".join(filter(None, (one.marks, left_out))),
        "notes": one.notes,
        "verdict": verdict_of(one),
        "clear": one.verdict == "clear",
        "chart": drawing,
        "across": NARROWER if isinstance(one.chart, StackChart) else 100,
        "described": one.chart.description if one.chart else "",
        "table": table,
        "more": [_table(further) for further in one.more],
        "lies": lies,
        "beside": _beside(one),
        "method": one.method,
    }


def _beside(one: Finding) -> list[tuple[str, str]]:
    """People, source and day: what stands with every finding, where it is known."""
    told = [(_("Rests on"), one.people), (_("Source"), one.source)]
    told.append((_("As at"), day_beside(one)))
    return [(name, words) for name, words in told if words]


def _table(table: Table) -> dict[str, Any]:
    """Heads and rows, with how wide each column is and on which side it stands."""
    heads = (*table.names, *table.heads)
    figures = [
        _are_figures(column) for column in zip(*(row.cells for row in table.rows), strict=False)
    ]
    few = len(heads) <= FEW_COLUMNS
    room = next((room for many, room in SMALLER if len(heads) > many), ROOM)
    texts = [(*row.names, *(_longest(cell, few) for cell in row.cells)) for row in table.rows]
    return {
        "caption": table.caption,
        "names": table.names,
        "heads": heads,
        "widths": _alike(widths(heads, texts, room), [*[False] * len(table.names), *figures]),
        "figures": figures,
        "rows": [
            {
                "names": row.names,
                "cells": [
                    {"said": cell.said, "likely": cell.likely, "hidden": cell.kind != SHOWN}
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
    }


def _alike(wide: list[float], figures: list[bool]) -> list[float]:
    """Columns of figures are as wide as each other."""
    widest = max(
        (one for one, is_figure in zip(wide, figures, strict=False) if is_figure), default=0
    )
    return [
        widest if place < len(figures) and figures[place] else one for place, one in enumerate(wide)
    ]


def _longest(cell: Cell, few: bool) -> str:
    """What makes its column wide: the one label takes two lines, and a range breaks anywhere."""
    if cell.kind != SHOWN:
        return cell.said[: len(cell.said) * 7 // 8]
    return f"{cell.said} {cell.likely}" if few else max(cell.said, cell.likely, key=len)


def _are_figures(column: tuple[Cell, ...]) -> bool:
    """Figures stand at the right, in line; sentences at the left."""
    shown = [cell for cell in column if cell.kind == SHOWN]
    short = all(len(cell.said) <= LONGEST for cell in shown)
    return short and (not shown or any(map(_is_figure, shown)))


def _is_figure(cell: Cell) -> bool:
    return cell.number is not None or bool(cell.likely or FIGURE.match(cell.said))


def _map(told: StrategyMap) -> dict[str, Any]:
    """The map on one sheet; empty where there is nothing on it."""
    if not told.trunks:
        return {}
    placed = map_columns.on_sheet(told, *SHEET)
    return {
        "name": told.name,
        "drawing": map_svg.plain(placed),
        "described": told.description,
        "width": placed.paper.width / SHEET[0],
        "scale": map_columns.scale(placed.paper, placed.height, *SHEET),
    }
