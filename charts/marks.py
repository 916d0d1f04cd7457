"""Places on the paper: where a day and a figure lie, and lines through such places."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Place:
    """A point on the paper, as it is written in SVG."""

    x: str
    y: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Days run from left to right, figures from bottom to top."""

    first: date
    last: date
    low: Decimal
    high: Decimal
    left: int
    right: int
    top: int
    bottom: int

    def x(self, day: date, by: float = 0) -> str:
        """Where a day lies, moved by some pixels."""
        days = max(1, (self.last - self.first).days)
        return _one(self.left + (self.right - self.left) * (day - self.first).days / days + by)

    def y(self, value: Decimal, by: float = 0) -> str:
        """Where a figure lies, moved by some pixels."""
        part = float((value - self.low) / (self.high - self.low))
        return _one(self.bottom - (self.bottom - self.top) * part + by)

    def at(self, day: date, value: Decimal) -> Place:
        return Place(self.x(day), self.y(value))

    def part(self, day: date) -> float:
        """How far to the right a day lies, from 0 to 1."""
        return (float(self.x(day)) - self.left) / (self.right - self.left)


def line_of(places: list[Place], *, stepped: bool) -> str:
    """A path through places, straight or as a staircase: level first, then up or down."""
    if not places:
        return ""
    start, rest = places[0], places[1:]
    steps = (f"H{p.x}V{p.y}" if stepped else f"L{p.x} {p.y}" for p in rest)
    return f"M{start.x} {start.y}{''.join(steps)}"


def mark(tag: str, css: str, **attributes: Any) -> SafeString:
    """One shape with its class and its measures."""
    told = format_html_join("", ' {}="{}"', attributes.items())
    return format_html('<{} class="{}"{}/>', SafeString(tag), css, told)


def _one(pixels: float) -> str:
    return f"{pixels:.1f}"
