"""A strategy as a map, told in plain values: pillars, their objectives, and key results."""

from dataclasses import dataclass

HIT, FADED = "hit", "faded"


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A key result. `status` is as the style sheets name it, `said` in words: colour is never all.

    `path` is where it started, is and goes, in words: "0%, now 19%, to 33%"; `short` the same as
    it is drawn: "0% → 19% → 33%". `also`: the other pillars it supports, by name. `mark` is `HIT`
    or `FADED` where the reader asked for one status, else "".
    """

    name: str
    status: str
    said: str
    path: str = ""
    address: str = ""
    short: str = ""
    also: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """An objective and its key results. `share` is its progress: "76%"; "" where none is known."""

    name: str
    leaves: tuple[Leaf, ...]
    address: str = ""
    share: str = ""
    status: str = ""
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Trunk:
    """A pillar and its objectives. `colour` is its name in the style sheets.

    `share` is its progress in words: "71% progress".
    """

    name: str
    colour: str
    branches: tuple[Branch, ...]
    address: str = ""
    share: str = ""


@dataclass(frozen=True, kw_only=True)
class StrategyMap:
    """The whole strategy. `description` tells the map to who cannot see it."""

    name: str
    description: str
    trunks: tuple[Trunk, ...]
