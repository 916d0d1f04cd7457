"""Rows of a sheet that the playbook knows: they get its pillar and are not counted as new twice.

A row is known by its title, by the heading it stands under, or by most of its words, and only
within the objective that the playbook has under the same title. Each of its rows is given out once.
"""

import re
from collections.abc import Iterable

from okrs.playbook import catalogue
from okrs.playbook.shapes import PlaybookObjective, PlaybookRow
from okrs.sheets.columns import normal
from okrs.sheets.sheet_rows import SheetRow
from okrs.sheets.wording import without_number
from strategy.pillars import Pillar

ALIKE = 0.5  # of the words of the shorter of two texts
ENOUGH_WORDS = 2
SHORT = 3  # letters: shorter words say nothing by themselves


def known(rows: Iterable[SheetRow]) -> dict[int, PlaybookRow]:
    """Row number → the playbook's row. The best likeness is given out first."""
    shelves: dict[str, list[PlaybookRow]] = {}
    by_title = {normal(str(one.title)): one for one in catalogue.ROWS}
    likeness = [
        (score, row.number, offered)
        for row in rows
        if not row.left_out
        for offered in _candidates(row, shelves, by_title)
        if (score := _likeness(row, offered))
    ]
    found: dict[int, PlaybookRow] = {}
    given: set[str] = set()
    for _score, number, offered in sorted(likeness, key=lambda one: (-one[0], one[1], one[2].id)):
        if number not in found and offered.id not in given:
            found[number] = offered
            given.add(offered.id)
    return found


def _candidates(
    row: SheetRow, shelves: dict[str, list[PlaybookRow]], by_title: dict[str, PlaybookRow]
) -> list[PlaybookRow]:
    """Rows the playbook has under this objective; those of the same title where none is named.

    `shelves` remembers what was found under each title: a sheet says the same one many times.
    """
    under = normal(without_number(row.objective or row.section))
    if not under:
        found = by_title.get(normal(row.title))
        return [found] if found else []
    if under not in shelves:
        named = {one.id for one in _objectives(under)}
        shelves[under] = [one for one in catalogue.ROWS if one.objective in named and one.in_all]
    return shelves[under]


def _objectives(under: str) -> list[PlaybookObjective]:
    """What the playbook has under this title: two where it splits one objective by pillar."""
    return [
        one
        for one in catalogue.OBJECTIVES
        if under in (normal(str(one.title)), normal(without_number(str(one.place.section))))
    ]


def objective(row: SheetRow, pillar: Pillar) -> PlaybookObjective | None:
    """The playbook's objective of this pillar that a row's section names."""
    under = normal(without_number(row.section))
    return next((one for one in _objectives(under) if one.pillar is pillar), None)


def _likeness(row: SheetRow, offered: PlaybookRow) -> float:
    """1 and more for the same title or heading, a share of common words below; 0 for a stranger."""
    if "; " in row.title:
        return 0  # a cell of several key results is none of them by itself
    title, heading = normal(row.title), normal(row.heading)
    theirs = {normal(str(offered.title)), normal(without_number(str(offered.heading)))}
    if title in theirs:
        return 2
    ours = _words(" ".join((row.title, *row.milestones[:1])))
    texts = [str(offered.title), *(str(step.text) for step in offered.steps)]
    share = _share(ours, _words(" ".join(texts)))
    if heading and heading == normal(str(offered.heading)):
        return 1 + share
    return share if share >= ALIKE else 0


def _words(text: str) -> set[str]:
    """Words that say something, without the endings that tell singular from plural."""
    return {re.sub(r"(?:ing|ed|s)$", "", w) for w in normal(text).split() if len(w) > SHORT}


def _share(ours: set[str], theirs: set[str]) -> float:
    both = ours & theirs
    if len(both) < ENOUGH_WORDS:
        return 0
    return len(both) / min(len(ours), len(theirs))
