"""Pillars, objectives and key results of a strategy map, each drawn where it was laid.

Every status is a shape, a word and a colour: what is off track stands on its colour, what is stale
in a hatched frame, what has no baseline in a dashed one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from charts import map_ink as ink
from charts import map_names
from charts.map import FADED, HIT
from charts.map_boxes import said_of
from charts.map_columns import BETWEEN_TRUNKS, LaidMap
from charts.map_paper import (
    INSIDE,
    MARK,
    SAID,
    Box,
    LaidBranch,
    LaidLeaf,
    LaidTrunk,
    Paper,
)
from charts.measure import MORE
from charts.pillar_icons import ICONS
from charts.statuses import OTHERWISE, SHAPES


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One box to be made a link of, or none: what it looks like, and what it is called."""

    inside: SafeString
    box: Box
    level: int
    address: str
    name: str
    called: Callable[[], str]


def drawing(placed: LaidMap, *, linked: bool = False) -> SafeString:
    """What is drawn on one paper, without the paper."""
    parts = [_trunk(trunk, placed.paper, linked) for trunk in placed.trunks]
    if placed.paper.beside:
        parts += [_between(trunk, placed.paper) for trunk in placed.trunks[:-1]]
    return ink.joined(parts)


def _between(one: LaidTrunk, paper: Paper) -> SafeString:
    y = ink.px(one.bottom + BETWEEN_TRUNKS / 2)
    return format_html('<path class="map-between" d="M0 {}H{}"/>', y, paper.width)


def _trunk(one: LaidTrunk, paper: Paper, linked: bool) -> SafeString:
    colour, trunk = _pillar(one.trunk.colour), one.trunk
    boxes = [branch.box for branch in one.branches]
    drawn = Drawn(
        inside=_pillar_box(one, paper, colour),
        box=one.box,
        level=1,
        address=trunk.address if linked else "",
        name=trunk.name,
        called=lambda: map_names.of_trunk(trunk),
    )
    branches = [_branch(branch, paper, colour, linked) for branch in one.branches]
    curves = ink.curves(one.box, boxes, colour) if paper.pillar else ink.NOTHING
    return curves + _made(drawn) + ink.joined(branches)


def _pillar_box(one: LaidTrunk, paper: Paper, colour: str) -> SafeString:
    """Its icon, its name and its progress, on its colour."""
    size, box, icon = paper.size + 2, one.box, ink.NOTHING
    share = one.trunk.share if paper.shares else ""
    if paper.icon:
        icon = format_html(
            '<path class="map-ico" transform="translate({} {})" d="{}"/>',
            ink.px(box.x + INSIDE),
            ink.px(box.middle - 10),
            ICONS[colour],
        )
    left, top = box.x + INSIDE + paper.icon, _top(box, size, paper.small if share else 0)
    name = ink.lines(left, top, "map-in", size, box.lines)
    below = top + size * 1.3 * len(box.lines)
    under = ink.lines(left, below, "map-in-small", paper.least, [share] if share else [])
    return ink.rect(box, f"map-{colour}", 7) + icon + name + under


def _branch(one: LaidBranch, paper: Paper, colour: str, linked: bool) -> SafeString:
    branch = one.branch
    drawn = Drawn(
        inside=_goal_box(one, paper, colour),
        box=one.box,
        level=2,
        address=branch.address if linked else "",
        name=branch.name,
        called=lambda: map_names.of_branch(branch),
    )
    leaves = [_leaf(leaf, paper, linked) for leaf in one.leaves]
    boxes = [leaf.box for leaf in one.leaves]
    curves = ink.curves(one.box, boxes, colour) if paper.objective else ink.NOTHING
    return curves + _made(drawn) + ink.joined(leaves)


def _goal_box(one: LaidBranch, paper: Paper, colour: str) -> SafeString:
    """An objective's name, and below it its progress, shape and status."""
    box, size, branch = one.box, paper.size, one.branch
    shown = bool(branch.share) and paper.shares
    left, top = box.x + INSIDE, _top(box, size, paper.small + 2 if shown else 0)
    name = ink.lines(left, top, "map-goal", size, box.lines)
    whole = ink.rect(box, f"map-edge-{colour}", 5) + name
    if not shown:
        return whole
    below = top + size * 1.3 * len(box.lines) + 2
    share = ink.lines(left, below, "map-path", paper.least, [branch.share])
    if not branch.said:
        return whole + share
    status, right = _known(branch.status), left + 38
    said = ink.lines(right + 22, below, f"map-is-{status} map-b", paper.least, [branch.said])
    return whole + share + ink.shape(status, right + 8, below + paper.small / 2) + said


def _leaf(one: LaidLeaf, paper: Paper, linked: bool) -> SafeString:
    leaf, box = one.leaf, one.box
    status, quiet = _known(leaf.status), leaf.mark == FADED
    name = "map-path" if quiet else "map-name"
    left = box.x + INSIDE + MARK
    parts = [
        _edge(one, status, quiet),
        ink.shape(status, box.x + INSIDE + 6, box.y + 5 + paper.line / 2, quiet=quiet),
        ink.lines(
            left, box.y + 5, name, paper.size, box.lines, more=one.also if one.beside else ()
        ),
        _said(one, paper, "map-path" if quiet else f"map-is-{status} map-b"),
        _also(one, paper, left),
    ]
    drawn = Drawn(
        inside=ink.joined(parts),
        box=box,
        level=3,
        address=leaf.address if linked else "",
        name=leaf.name,
        called=lambda: map_names.of_leaf(leaf),
    )
    return _made(drawn)


def _edge(one: LaidLeaf, status: str, quiet: bool) -> SafeString:
    """What is well stands on plain ground; what is not, on its colour or in a frame of its own."""
    hit = " map-hit" if one.leaf.mark == HIT else ""
    if status == "stale":
        frame = ink.rect(one.box, f"map-on-stale{hit}", 3, fill="url(#hatch)")
        return frame + ink.rect(one.box, "map-paper", 2, within=ink.EDGE)
    if status == "unset":
        return ink.rect(one.box, f"map-on-unset map-dashed{hit}", 3)
    loud = status in ink.LOUD and not quiet
    return ink.rect(one.box, f"map-on-{status}{hit}" if loud else f"map-card{hit}", 3)


def _said(one: LaidLeaf, paper: Paper, css: str) -> SafeString:
    """Status and path: in columns beside, at the end of the name's last line, or below it."""
    size, box, leaf = paper.least, one.box, one.leaf
    if one.told:
        below = box.y + 5 + paper.line * len(box.lines)
        return ink.lines(box.x + INSIDE + MARK, below, css, size, one.told)
    y, right = box.y + 5 + paper.line * (len(box.lines) - 0.28), box.x + box.width - INSIDE
    if not paper.beside:
        return ink.text(right, y, css, size, said_of(leaf, paper), end=True)
    path = ink.text(right - SAID, y, "map-path", size, leaf.short or leaf.path, end=True)
    return path + ink.text(right - SAID + 14, y, css, size, leaf.said)


def _also(one: LaidLeaf, paper: Paper, left: float) -> SafeString:
    """The other pillars it supports, in lines below all else; or nothing, where they are beside."""
    lines = one.box.lines
    if one.beside:
        return ink.NOTHING
    top = one.box.y + 5 + paper.line * len(lines) + paper.small * len(one.told)
    return ink.lines(left, top, "map-path", paper.least, one.also)


def _top(box: Box, size: int, under: float) -> float:
    """Where the first line begins, so that all lines stand in the middle of their box."""
    return box.middle - (size * 1.3 * len(box.lines) + under) / 2


def _made(one: Drawn) -> SafeString:
    """A link with its whole name; or, where it leads nowhere, a group that says what was cut."""
    cut = one.box.lines[-1].endswith(MORE) and not one.name.endswith(MORE)
    title = format_html("<title>{}</title>", one.name) if cut else ink.NOTHING
    if one.address:
        return format_html(
            '<a href="{}" aria-label="{}" data-level="{}">{}{}</a>',
            one.address,
            one.called(),
            one.level,
            title,
            one.inside,
        )
    return format_html("<g>{}{}</g>", title, one.inside) if cut else one.inside


def _known(status: str) -> str:
    return status if status in SHAPES else OTHERWISE


def _pillar(colour: str) -> str:
    return colour if colour in ink.PILLARS else ink.PILLARS[0]
