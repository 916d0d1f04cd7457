"""A finding: the one form in which everything that leaders are shown reaches every outlet.

A sentence, the number, a chart, its table, its method and its source. Pages, files, slides, sheets,
frozen packs and links take a Finding and lay it out; none of them works anything out again, so that
a number cannot differ from one to the other. Plain values only: a finding can be kept as JSON, and
read a year later by a program that has forgotten how it was made.
"""

from dataclasses import dataclass
from datetime import date

from charts.ranges import RangeChart
from charts.stacks import StackChart

SHOWN = "shown"
PERCENT, POINTS, COUNT = "percent", "points", "count"
LONGEST_FIGURE = 44  # letters: "No clear change: about 7 points would show" still is one


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A figure of a table as it is said, and its likely range in words where it has one.

    `number` is the figure as a number to go on counting with, exactly as it is said, in `unit`
    (percent, points or count); None where words say it. `low` and `high` are the ends of its range,
    by the same rule. `kind` is why it is as it is: "shown", or the reason in lower case why there
    is none (disclosure.figures.Why).
    """

    said: str
    likely: str = ""
    number: float | None = None
    unit: str = ""
    kind: str = SHOWN
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table: its names, as many as the table has heads for names, then figures.

    `address` leads to what the line is about, where that has a page.
    """

    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The figures below a chart. `names` are the heads of its first columns, `heads` the others."""

    caption: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def says(self) -> bool:
        """Whether sentences stand in it, and not only figures: then it is set as text is."""
        return any(len(cell.said) > LONGEST_FIGURE for row in self.rows for cell in row.cells)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that can be said, or that cannot be said yet, and why.

    - `key`: its name in addresses, files and the contents of packs; it stays.
    - `heading`: what it is about, in two or three words. `title`: the finding, an active sentence
      of 15 words at most (charts/briefly.py). `sentence`: what a reader needs beside it:
      first what had no room in the title, then how sure, of how many.
    - `number`: the one figure as said ("29%"), and `number_of` what it is; "" where there is none.
    - `about`: measure, population, unit and period in one line. `marks`: what the marks mean.
    - `notes`: what stands in the margin, a sentence each. `asides`: those of them, and of
      `sentence`, that a page of many findings leaves to the finding's own page.
    - `verdict`: "clear" where a change beats chance, "not_clear", or "" where nothing is compared.
    - `people`: how many it rests on, in words: "724 of 1,200, 60%".
    - `source`: one line, with its date. `as_of`: the last day it tells of.
    - `method`: name and text of everything that stands beside a figure, in order.
    - `terms`: words of the page of definitions that explain it, by their keys there.
    - `address`: the page that shows it with the same choices; `files`: where it can be taken away
      as a file, by kind ("csv", "svg", "png"); empty in a pack.
    """

    key: str
    heading: str
    title: str
    sentence: str = ""
    number: str = ""
    number_of: str = ""
    about: str = ""
    marks: str = ""
    notes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    verdict: str = ""
    chart: RangeChart | StackChart | None = None
    table: Table | None = None
    more: tuple[Table, ...] = ()  # further tables, such as one for each category
    people: str = ""
    source: str = ""
    as_of: date | None = None
    method: tuple[tuple[str, str], ...] = ()
    terms: tuple[str, ...] = ()
    address: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside it on a page of many findings."""
        return tuple(one for one in (self.sentence, *self.notes) if one and one not in self.asides)
