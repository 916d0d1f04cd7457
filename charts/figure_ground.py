"""What plotly figures that look like their drawings share: words in their places, and axes.

A figure takes the place of a drawing when somebody touches it. So that nothing jumps, its words
stand where the drawing has them, as parts of the paper; its marks lie on axes in percent, and on
upright ones in pixels of the drawing. Nothing here names a colour: `name` and `meta` say what a
thing is, and the page's script takes its colour from the style sheet.
"""

from collections.abc import Iterable
from typing import Any

from charts.placing import MIDDLE, Box, Words, size_of

Plain = dict[str, Any]
Ends = tuple[Any, Any]
ANCHORS = {"c-end": "right", "c-mid": "center"}

LAYOUT: Plain = {
    "showlegend": False,
    "dragmode": False,
    "hovermode": "closest",
    "hoverdistance": 24,
    "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
}


def layout(words: Iterable[Words], paper: Box, axes: Plain, **more: Any) -> Plain:
    """The ground of a figure on so much paper."""
    notes = [note(one, paper) for one in words]
    return {**LAYOUT, **axes, "annotations": notes, **more}


def note(words: Words, paper: Box) -> Plain:
    """Words where the drawing has them; `name` holds their classes."""
    css = words.css.split()
    anchor = next((ANCHORS[one] for one in css if one in ANCHORS), "left")
    return {
        "name": words.css,
        "text": words.text,
        "xref": "paper",
        "yref": "paper",
        "x": _part(words.x, paper.right),
        "y": 1 - _part(words.y - MIDDLE * size_of(words.css), paper.bottom),
        "xanchor": anchor,
        "yanchor": "middle",
        "borderpad": 0,
        "showarrow": False,
    }


def axes(number: int, box: Box, paper: Box, reach: Ends, up: Ends | None = None) -> Plain:
    """A pair of axes over a part of the paper: `reach` is from left to right, `up` from bottom to
    top; without it they are pixels of the drawing."""
    end = str(number) if number > 1 else ""
    plain = {
        "fixedrange": True,
        "showticklabels": False,
        "ticks": "",
        "zeroline": False,
        "showline": False,
    }
    return {
        f"xaxis{end}": {
            **plain,
            "domain": [_part(box.left, paper.right), _part(box.right, paper.right)],
            "anchor": f"y{end}",
            "range": list(reach),
            "showgrid": False,
        },
        f"yaxis{end}": {
            **plain,
            "domain": [1 - _part(box.bottom, paper.bottom), 1 - _part(box.top, paper.bottom)],
            "anchor": f"x{end}",
            "range": list(up or (box.bottom, box.top)),
            "showgrid": False,
        },
    }


def on(number: int) -> Plain:
    """The pair of axes that a trace lies on."""
    end = str(number) if number > 1 else ""
    return {"xaxis": f"x{end}", "yaxis": f"y{end}"}


def _part(pixels: float, whole: float) -> float:
    return min(1.0, max(0.0, round(pixels / whole, 5)))
