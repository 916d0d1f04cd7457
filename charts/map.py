"""A strategy as a map, told in plain values: pillars, their objectives, and key results."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A key result. `status` is as the style sheets name it, `said` in words: colour is never all.

    `path` is where it started, is and goes, in words: "0%, now 19%, to 33%".
    """

    name: str
    status: str
    said: str
    path: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """An objective and its key results."""

    name: str
    leaves: tuple[Leaf, ...]
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Trunk:
    """A pillar and its objectives. `colour` is its name in the style sheets."""

    name: str
    colour: str
    branches: tuple[Branch, ...]
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class StrategyMap:
    """The whole strategy. `description` tells the map to who cannot see it."""

    name: str
    description: str
    trunks: tuple[Trunk, ...]
