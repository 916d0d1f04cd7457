"""Shapes and words of a drawing, gathered by their classes: each class is written once.

A page carries every chart twice, wide and for a phone, so what is repeated costs twice. Lines of
one class become one path, words of one class one text; other shapes of a class stand in one group.
"""

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
    if first.tag == LINE:
        way = SafeString("".join(one.told for one in some))
        return format_html('<path class="{}" d="{}"/>', first.css, way)
    inside = format_html_join("", "<{}{}/>", ((SafeString(one.tag), one.told) for one in some))
    return format_html('<g class="{}">{}</g>', first.css, inside)


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
