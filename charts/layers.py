"""Shapes and words of a drawing, gathered by their classes: each class is written once.

A page carries every chart twice, wide and for a phone, so what is repeated costs twice. Lines of
one class become one path, words of one class one text; other shapes of a class stand in one group.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.placing import Words

ORDER = (
    *("c-grid", "c-ref", "c-hatch-box", "c-bar0", "c-bar1", "c-int", "c-move"),
    *("c-tick-prev", "c-tick-out", "c-tick-o", "c-tick-t", "c-bench", "c-prev", "c-dot c-out"),
)
"""From what lies behind to what lies in front; then other classes, as they come, and then words."""

STEP, NUMBER = re.compile(r"([MHVlz])([^MHVlz]*)"), re.compile(r"-?\d+")
LINE = ""  # the tag of what becomes a part of a path


@dataclass(frozen=True)
class Shape:
    """One shape. Of a line, `told` is the way it goes; of others it is their measures."""

    css: str
    tag: str
    told: SafeString


Drawn = Shape | Words


def px(pixels: float) -> str:
    """A whole pixel is fine enough, and a page with charts a tenth smaller than with tenths."""
    return f"{round(pixels)}"


def way(css: str, steps: str, *places: float) -> Shape:
    """A line, written as a path: `steps` has {} for each place."""
    return Shape(css, LINE, SafeString(steps.format(*map(px, places))))


def shape(css: str, tag: str, **measures: float | str) -> Shape:
    told = ((name, px(at) if isinstance(at, float) else at) for name, at in measures.items())
    return Shape(css, tag, format_html_join("", ' {}="{}"', told))


def all_of(parts: Iterable[Drawn]) -> SafeString:
    """Shapes and words as they come, each class once."""
    every = list(parts)
    shapes = (one for one in every if isinstance(one, Shape))
    return drawn(shapes, (one for one in every if isinstance(one, Words) and one.text))


def drawn(shapes: Iterable[Shape], words: Iterable[Words]) -> SafeString:
    """All of them, each class once."""
    by_class: dict[str, list[Shape]] = {}
    for one in shapes:
        by_class.setdefault(one.css, []).append(one)
    written: dict[str, list[Words]] = {}
    for some in words:
        written.setdefault(some.css, []).append(some)
    first = [css for css in ORDER if css in by_class]
    later = [css for css in by_class if css not in ORDER]
    parts = [_shapes(by_class[css]) for css in (*first, *later)]
    parts += [_words(css, some) for css, some in written.items()]
    return format_html_join("", "{}", ((part,) for part in parts))


def _shapes(some: list[Shape]) -> SafeString:
    first = some[0]
    if first.tag and len(some) == 1:
        tag = SafeString(first.tag)
        return format_html('<{} class="{}"{}/>', tag, first.css, first.told)
    if first.tag == LINE:
        way = from_there("".join(one.told for one in some))
        return format_html('<path class="{}" d="{}"/>', first.css, SafeString(way))
    inside = format_html_join("", "<{}{}/>", ((SafeString(one.tag), one.told) for one in some))
    return format_html('<g class="{}">{}</g>', first.css, inside)


def from_there(way: str) -> str:
    """The same way, each step by how far it goes from where the last one ended: lines of one class
    are alike, so that is the same again and again, which compresses well. Curves stay as told."""
    if set(re.findall("[A-Za-z]", way)) - set("MHVlz"):
        return way
    told, at, begun = [], [0, 0], [0, 0]
    for step, places in STEP.findall(way):
        to = [int(one) for one in NUMBER.findall(places)]
        if step == "M":
            told.append(f"m{_pair(to[0] - at[0], to[1] - at[1])}")
            at, begun = list(to), list(to)
        elif step in "HV":
            axis = "HV".index(step)
            told.append(f"{step.lower()}{to[0] - at[axis]}")
            at[axis] = to[0]
        elif step == "l":
            told.append(f"l{places}")
            at = [at[0] + sum(to[::2]), at[1] + sum(to[1::2])]
        else:
            told.append(step)
            at = list(begun)
    return "M" + "".join(told)[1:]


def _pair(right: int, down: int) -> str:
    return f"{right}{down}" if down < 0 else f"{right} {down}"


def _words(css: str, some: list[Words]) -> SafeString:
    """One text of many parts: each says where it begins, and how far below the one before it where
    it is on another line. Lines are as far from each other as rows are, so that is the same again
    and again, which compresses well."""
    parts, above = [], None
    for one in some:
        y = round(one.y)
        parts.append((px(one.x), _below(y, above), one.text))
        above = y
    inside = format_html_join("", '<tspan x="{}"{}>{}</tspan>', parts)
    return format_html('<text class="{}">{}</text>', css, inside)


def _below(y: int, above: int | None) -> SafeString:
    if above is None:
        return format_html(' y="{}"', str(y))
    return format_html(' dy="{}"', str(y - above)) if y != above else SafeString("")
