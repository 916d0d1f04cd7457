"""Figures: one share of one group of one table of one version, as every outlet says it.

This is the only way from stored tables to what is shown. A page, a file, a chart, its alternative
text and a key result take a Figure and say `figure.said`; none of them touches a cell. What a
figure gives away is the same everywhere, because it was decided here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import product
from typing import NamedTuple

from disclosure import labels
from disclosure.control.plan import TOTAL, Cut, Key
from disclosure.control.safe_tables import Cell, SafeTable, rounded
from disclosure.emptiness import is_empty
from disclosure.estimates import saying, shares
from disclosure.estimates.shares import Share
from disclosure.models import Publication


class Why(Enum):
    """Whether there is a figure, and if not, why. These differ in words and in nothing else."""

    SHOWN = "shown"
    HIDDEN = "hidden"  # to protect people: the group's own, or those beside it; nobody keeps which
    EMPTY = "nobody invited"  # a staff list says so, and no ballot: disclosure/emptiness.py
    TOO_FEW_PLACED = "too few placed"  # the group is shown, but few in it can be classified
    NOT_ASKED = "not asked"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """The share of `groups` (categories of `measure`) among the classified of one group.

    `about` is how many people are in the group, a multiple of 5; None where the group is hidden.
    `share` is there where `why` is SHOWN. Outlets say `said`, and never the share's own digits.
    """

    source: str
    version: int
    cut: Cut
    key: Key
    measure: str
    groups: tuple[str, ...]
    why: Why
    about: int | None = None
    share: Share | None = None

    @cached_property  # each outlet asks again and again
    def said(self) -> saying.Said | None:
        """The share in as many digits as its group bears; None where there is none."""
        return saying.said(self.share) if self.share else None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One group of a table and its figures, one for each group of categories asked for."""

    key: Key
    names: tuple[str, ...]
    about: int | None
    figures: tuple[Figure, ...]
    why: Why = Why.SHOWN  # of the group itself, whatever is asked of it


def figure(
    publication: Publication, table: SafeTable, key: Key, measure: str, groups: Collection[str]
) -> Figure:
    """One figure. `groups` are classified categories, whose counts are taken together.

    Raises KeyError for a group the table does not have, or a category the measure does not have.
    """
    asked = measure in publication.words["measures"]
    return share_of(
        publication,
        table,
        key,
        measure,
        part=tuple(groups),
        whole=classified(publication, measure) if asked else (),
    )


def share_of(
    publication: Publication,
    table: SafeTable,
    key: Key,
    measure: str,
    *,
    part: Collection[str],
    whole: Collection[str],
) -> Figure:
    """One figure: the share of some categories among others, all in the measure's own codes."""
    cell = table.cells[key]
    asked = measure in publication.words["measures"]
    found = None
    if cell and asked:
        found = _share(publication, table, cell, measure, part=part, whole=whole)
    return Figure(
        source=publication.source,
        version=publication.version,
        cut=table.cut,
        key=key,
        measure=measure,
        groups=tuple(part),
        why=_why(group_why(publication, table.cut, key, cell), found, asked=asked),
        about=cell.about if cell else None,
        share=found,
    )


def _why(group: Why, share: Share | None, *, asked: bool) -> Why:
    if not asked:
        return Why.NOT_ASKED
    if group is not Why.SHOWN:
        return group
    return Why.SHOWN if share else Why.TOO_FEW_PLACED


def group_why(publication: Publication, cut: Cut, key: Key, cell: Cell | None) -> Why:
    """Whether a group is shown, and if not, why: hidden, or one from which nobody was invited."""
    if cell is not None:
        return Why.SHOWN
    return Why.EMPTY if is_empty(publication, cut, key) else Why.HIDDEN


def _share(
    publication: Publication,
    table: SafeTable,
    cell: Cell,
    measure: str,
    *,
    part: Collection[str],
    whole: Collection[str],
) -> Share | None:
    """None where too few could be placed to say anything."""
    places = _places(publication, measure)
    found = shares.share(
        cell.counts[measure],
        part=[places[code] for code in part],
        whole=[places[code] for code in whole],
        about=cell.about,
        variance=table.certificate.variance,
        invited=publication.invited if table.cut == TOTAL else None,
    )
    return found if found and saying.sayable(found) else None


def _places(publication: Publication, measure: str) -> dict[str, int]:
    """Where each category's count stands."""
    order = publication.words["measures"][measure]["order"]
    return {code: place for place, code in enumerate(order)}


def rows(
    publication: Publication,
    table: SafeTable,
    measure: str,
    groups: Collection[Collection[str]] | None = None,
) -> tuple[Row, ...]:
    """A whole table in the plan's order, hidden groups in their places. No query.

    Without `groups` there is one figure for each classified category.
    """
    wanted = [(c,) for c in classified(publication, measure)] if groups is None else groups
    return tuple(
        Row(
            key=key,
            names=labels.key_names(publication, table.cut, key),
            about=cell.about if (cell := table.cells[key]) else None,
            figures=tuple(figure(publication, table, key, measure, one) for one in wanted),
            why=group_why(publication, table.cut, key, cell),
        )
        for key in keys(publication, table)
    )


class Terms(NamedTuple):
    """By what a share was made: what must be alike for two waves to stand beside each other.

    `question` names the question as it was put, `mapping` the version by which answers became
    groups, `definition` what the share is a share of.
    """

    question: str
    mapping: str
    definition: str


def terms(publication: Publication, measure: str, groups: Collection[str], name: str = "") -> Terms:
    """The terms of the share of these groups; without groups `name` says what it is a share of."""
    told = publication.words["measures"][measure]
    part, whole = "+".join(sorted(groups)) or name, "+".join(sorted(told["classified"]))
    return Terms(str(told["definition"]) or measure, str(told["mapping"]), f"{part} of {whole}")


def classified(publication: Publication, measure: str) -> tuple[str, ...]:
    """The categories of which shares are said, in the plan's order."""
    return tuple(publication.words["measures"][measure]["classified"])


def keys(publication: Publication, table: SafeTable) -> tuple[Key, ...]:
    """The groups of a table in the order of the plan, and never in that of their figures."""
    orders = (labels.order(publication, code) for code in table.cut)
    return tuple(key for key in product(*orders) if key in table.cells)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Four populations that stay apart: invited, responded, and of one measure about how many
    answered (said something) and could be classified. The last two are protected counts."""

    invited: int | None
    responded: int
    answered: int
    classified: int


def coverage(publication: Publication, everybody: SafeTable, measure: str) -> Coverage | None:
    """Of everybody together; None where the measure was not asked."""
    cell, told = everybody.cells[()], publication.words["measures"].get(measure)
    if cell is None or told is None:
        return None
    places = _places(publication, measure)
    row = cell.counts[measure]
    silent = row[places[told["not_said"]]] if told["not_said"] else 0
    return Coverage(
        invited=publication.invited,
        responded=publication.responded,
        answered=rounded(sum(row) - silent),
        classified=rounded(sum(row[places[code]] for code in told["classified"])),
    )
