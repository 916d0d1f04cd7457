"""What each column of a sheet is, guessed from its header: theirs to correct."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from okrs.sheets.headed_days import day_headed
from okrs.sheets.lines import Line, Sheet

LOOKED_AT = 40  # a header stands near the top, below a title at most
LONGEST_HEADER = 60
NO_PART_OF_A_NAME = re.compile(r"[^\w%# ]+")
A_DAY = re.compile(r"\b(?:date|day)\b")


class Part(StrEnum):
    """What a column may hold."""

    KEY_RESULT = "key_result"
    FROM = "from"
    TO = "to"
    MILESTONES = "milestones"
    OWNER = "owner"
    DUE = "due"
    PILLAR = "pillar"
    OBJECTIVE = "objective"
    UNIT = "unit"
    CADENCE = "cadence"
    WEIGHT = "weight"
    READING = "reading"
    READ_ON = "read_on"


LABELS = {
    Part.KEY_RESULT: _("Key result"),
    Part.FROM: _("From"),
    Part.TO: _("To"),
    Part.MILESTONES: _("Milestones"),
    Part.OWNER: _("Owner"),
    Part.DUE: _("Due"),
    Part.PILLAR: _("Pillar"),
    Part.OBJECTIVE: _("Objective"),
    Part.UNIT: _("Unit"),
    Part.CADENCE: _("How often it is read"),
    Part.WEIGHT: _("Weight"),
    Part.READING: _("Reading"),
    Part.READ_ON: _("Day of the reading"),
}

# What people write above such a column. The first of each is the product's own word.
CALLED: dict[Part, tuple[str, ...]] = {
    Part.KEY_RESULT: (
        "key result", "key results", "kr", "krs", "kpi", "kpis", "measure", "metric",
        "indicator", "outcome", "result", "key performance indicator", "success measure",
        "initiative",
    ),
    Part.FROM: (
        "from", "baseline", "start", "current", "starting point", "start value", "now",
        "today", "where we are", "as is", "current value", "current state",
        "baseline value",
    ),
    Part.TO: (
        "to", "target", "goal", "end", "target value", "aim", "where we want to be",
        "to be", "ambition", "end value", "goal value",
    ),
    Part.MILESTONES: (
        "milestones", "milestone", "actions", "action", "steps", "activities", "tasks",
        "deliverables", "how",
    ),
    Part.OWNER: (
        "owner", "owners", "lead", "who", "responsible", "accountable", "assigned to",
        "person", "owner email", "owner e mail", "responsible person", "named owner",
    ),
    Part.DUE: (
        "due", "due date", "by when", "deadline", "when", "end date", "target date", "by",
        "completion date", "due by", "date",
    ),
    Part.PILLAR: ("pillar", "theme", "strand", "workstream", "area", "category", "focus area"),
    Part.OBJECTIVE: ("objective", "objectives", "strategic objective", "goal area", "o"),
    Part.UNIT: ("unit", "units", "measured in", "unit of measure", "uom"),
    Part.CADENCE: (
        "cadence", "frequency", "how often", "reporting frequency", "update frequency",
        "read", "how often it is read",
    ),
    Part.WEIGHT: ("weight", "weighting", "importance", "weight %"),
    Part.READING: (
        "reading", "latest reading", "last reading", "actual", "actuals", "latest value",
        "latest", "progress to date",
    ),
    Part.READ_ON: (
        "read on", "as of", "as at", "last updated", "updated", "last check in", "last update",
        "date of reading", "day of the reading",
    ),
}  # fmt: skip
# Where we are is where we start from, unless another column says that: then it is a reading.
WHERE_WE_ARE = frozenset({
    "current", "now", "today", "where we are", "as is", "current value", "current state",
})  # fmt: skip
MEASURE = "measure"
KEY_RESULT_ITSELF = frozenset(CALLED[Part.KEY_RESULT][:4])
BY_NAME = {name: part for part, names in CALLED.items() for name in names}


@dataclass(frozen=True)
class Match:
    """Which column holds what, and the number of the line that says so (None: no header).

    `readings` are columns whose own header names the day of the figures below it.
    """

    header: int | None
    columns: Mapping[Part, int]
    readings: Mapping[int, str] = field(default_factory=dict)


def guess(sheet: Sheet) -> Match:
    """The header is the line, near the top, whose cells name most of what we know."""
    best: tuple[Line, dict[Part, int]] | None = None
    for line in sheet.lines[:LOOKED_AT]:
        named = _named(line.cells)
        enough = len(named) >= 2 or Part.KEY_RESULT in named
        if enough and (best is None or len(named) > len(best[1])):
            best = line, named
    if best is None:
        return Match(None, {})
    return Match(best[0].number, best[1], dated_columns(best[0], best[1].values()))


def dated_columns(header: Line, taken: Iterable[int]) -> dict[int, str]:
    """Columns headed by a day, a month or a quarter ("Q1 2027", "Actual March 2027")."""
    others = set(taken)
    found = {
        column: day_headed(text) for column, text in enumerate(header.cells) if column not in others
    }
    return {column: day for column, day in found.items() if day}


def _named(cells: Iterable[str]) -> dict[Part, int]:
    """The first column for each part; an exact name wins over one that only contains it.

    "Measure" names the key results, unless another column does: then it says what is counted. So
    is "Current" where we start, unless another column says that: then it is a reading.
    """
    found: dict[Part, int] = {}
    texts = _in_order(cells)
    for part_of in (_exactly, _by_its_words, _otherwise):
        for column, text in texts:
            part = part_of(normal(text))
            if part and part not in found and column not in found.values():
                found[part] = column
    return found


def _in_order(cells: Iterable[str]) -> list[tuple[int, str]]:
    """The headers but those of a day; last, what has its first meaning only where it is free."""
    texts = [(column, text) for column, text in enumerate(cells) if not day_headed(text)]
    late = set(WHERE_WE_ARE)
    if any(normal(text) in KEY_RESULT_ITSELF for _column, text in texts):
        late.add(MEASURE)
    return sorted(texts, key=lambda one: normal(one[1]) in late)


def _otherwise(name: str) -> Part | None:
    """What a header means whose first meaning another column has."""
    if name == MEASURE:
        return Part.UNIT
    return Part.READING if name in WHERE_WE_ARE else None


def part_called(text: str) -> Part | None:
    """What a header by itself means."""
    name = normal(text)
    return _exactly(name) or _by_its_words(name)


def _exactly(name: str) -> Part | None:
    return BY_NAME.get(name)


def _by_its_words(name: str) -> Part | None:
    """ "Baseline (March 2026)" is a baseline; a long text is no header at all."""
    if not name or len(name) > LONGEST_HEADER or len(name.split()) > 6:
        return None
    for known in sorted(BY_NAME, key=len, reverse=True):
        if len(known) > 3 and re.search(rf"\b{re.escape(known)}\b", name):
            part = BY_NAME[known]  # "Start date" is a day, and no figure to start from
            return None if part in (Part.FROM, Part.TO) and A_DAY.search(name) else part
    return None


@lru_cache(maxsize=16_384)  # a plan's few names come again and again, row by row
def normal(text: str) -> str:
    """ "Key Result(s)" and "key  results" are one name."""
    return " ".join(NO_PART_OF_A_NAME.sub(" ", text.casefold().replace("(s)", "s")).split())


def repeats(line: Line, header: Line) -> bool:
    """Whether a line says the header again, as above a second table."""
    return [normal(cell) for cell in line.cells] == [normal(cell) for cell in header.cells]
