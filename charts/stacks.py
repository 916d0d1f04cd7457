"""Counts by status beside how far something has come, told in plain values: a line for each."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some of the things counted: which status they have (as the style sheets name it), how many,
    and that in words: "3 on track"."""

    status: str
    number: int
    said: str


@dataclass(frozen=True, kw_only=True)
class Stack:
    """One line: how far it has come in percent (None where that cannot be said), and its parts.

    `colour` is the pillar's name in the style sheets. `trend` is how far it had come on earlier
    days, the oldest first; `moved` says in words how far that moved.
    """

    name: str
    note: str
    colour: str
    value: int | None
    said: str
    parts: tuple[Part, ...]
    trend: tuple[tuple[date, int | None], ...] = ()
    moved: str = ""


@dataclass(frozen=True, kw_only=True)
class StackChart:
    """Lines below each other. `description` tells the chart to who cannot see it."""

    description: str
    stacks: tuple[Stack, ...]
