"""What two published waves say, row by row, read from their tables and from nothing in between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from disclosure import figures, reading, words
from disclosure.control.plan import Cut
from disclosure.estimates import changes
from disclosure.estimates.changes import End
from disclosure.figures import Figure, Row
from surveys.results import wording
from tests.disclosure.publications import words as words_of_codes

NOW, THEN = "w2", "w1"
TOTAL: Cut = ()
HIDDEN = "Hidden to protect people"
NOT_SAID = "Preferred not to say, or left it out"


def squeezed(text: str) -> str:
    """Without what outlets set between figures: spaces, broken lines, bars and brackets."""
    return re.sub(r"[\s|()]+", "", text)


def said(figure: Figure) -> str:
    """A figure and its likely range; of one that is not there, why."""
    return wording.share(figure) + (words.ends(figure.said) if figure.said else "")


def percents(figure: Figure) -> set[str]:
    one = figure.said
    return {f"{value}%" for value in (one.value, one.low, one.high)} if one else set()


def of(label: str, cut: Cut, measure: str) -> tuple[Row, ...]:
    stored = reading.latest(label)
    return figures.rows(stored, reading.table(stored, cut), measure)


def change(before: Figure, after: Figure) -> str:
    """How the change of a share is said; a dash where one of the two is hidden."""
    if before.share is None or after.share is None:
        return wording.DASH
    return words.change(changes.change(*(End(one.share, "", "", "") for one in (before, after))))


@dataclass(frozen=True)
class Asked:
    """A question by a cut, in both waves."""

    measure: str
    cut: Cut

    @cached_property
    def categories(self) -> list[str]:
        told = words_of_codes()["measures"][self.measure]
        return [told["categories"][code]["en-gb"] for code in told["classified"]]

    @cached_property
    def pairs(self) -> list[tuple[Row, Row]]:
        """Each group now, and the same group then."""
        then = {row.key: row for row in of(THEN, self.cut, self.measure)}
        return [(row, then[row.key]) for row in of(NOW, self.cut, self.measure)]

    def moves(self) -> Iterator[tuple[str, str, Figure, Figure]]:
        """Group, category, now and then."""
        for now, then in self.pairs:
            for place, category in enumerate(self.categories):
                yield ", ".join(now.names), category, now.figures[place], then.figures[place]

    def rows(self) -> list[str]:
        """Every line of the tables of one page, as it reads from left to right."""
        if not self.cut:
            return [
                squeezed(category + said(now) + said(then) + change(then, now))
                for _group, category, now, then in self.moves()
            ]
        beside = [
            squeezed(group + said(now) + said(then) + change(then, now))
            for group, _category, now, then in self.moves()
        ]
        return [squeezed(_groups(now)) for now, _then in self.pairs] + beside

    def drawn(self) -> list[tuple[str, str, Figure, Figure]]:
        """Those of the moves that a chart has: all but who did not say theirs."""
        return [move for move in self.moves() if move[0] != NOT_SAID]


def _groups(row: Row) -> str:
    people = HIDDEN if row.about is None else wording.people(row.about)
    return "".join((*row.names, people, *map(said, row.figures)))


def every_percent(cuts: tuple[Cut, ...], measures: tuple[str, ...]) -> set[str]:
    """Of every figure of both waves, and of how many took part and could be placed."""
    found: set[str] = set()
    for label in (NOW, THEN):
        stored = reading.latest(label)
        for measure in measures:
            for cut in cuts:
                for row in of(label, cut, measure):
                    found |= set().union(*map(percents, row.figures))
            found |= rates(label, measure)
        assert stored.invited
    return found


def rates(label: str, measure: str) -> set[str]:
    """Four populations of those invited, and who said something of those who responded."""
    stored = reading.latest(label)
    table = reading.table(stored, TOTAL)
    counted = figures.coverage(stored, table, measure)
    told = stored.words["measures"][measure]
    something = [code for code in told["order"] if code != told["not_said"]]
    disclosed = figures.share_of(
        stored, table, (), measure, part=something, whole=tuple(told["order"])
    )
    parts = (counted.responded, counted.answered, counted.classified)
    return percents(disclosed) | {
        f"{wording.percent_of(part, stored.invited)}%" for part in (*parts, stored.invited)
    }
