"""What became of a share from one wave to another, in words: a change, no clear change, or why the
two cannot be compared."""

from dataclasses import dataclass

from dashboards.waves import WaveSeen
from disclosure import figures, words
from disclosure.control.plan import Cut, Key
from disclosure.estimates import changes
from disclosure.estimates.changes import Change, End, Verdict
from disclosure.figures import Figure, Why
from disclosure.models import Publication
from surveys.results.tables import Table

CLEAR, NOT_CLEAR, CANNOT = "clear", "not_clear", "cannot"


@dataclass(frozen=True)
class Compared:
    """A share in two waves. `before` is None where the earlier wave has no such share."""

    before: Figure | None
    after: Figure
    change: Change

    @property
    def said(self) -> str:
        """ "up 3 points", "no clear change", or a sentence that says why there is none."""
        return words.change(self.change)

    @property
    def verdict(self) -> str:
        if self.change.verdict is Verdict.CANNOT_COMPARE:
            return CANNOT
        return NOT_CLEAR if self.change.verdict is Verdict.NOT_CLEAR else CLEAR


def compared(table: Table, after: Figure, earlier: WaveSeen) -> Compared | None:
    """A figure of this table beside the same of an earlier wave whose tables were read.

    None where the earlier wave has no such table, group or categories, or where its group was
    made of others: then there is nothing to set beside it.
    """
    if not stands_alike(after.cut, after.key, table.publication, earlier.publication):
        return None
    was = _earlier(after.cut, after.key, after.measure, after.groups, earlier)
    if was is None:
        return None
    before, now = end_of(was, earlier.publication), end_of(after, table.publication)
    return Compared(was, after, changes.change(before, now))


def stands_alike(cut: Cut, key: Key, one: Publication, other: Publication) -> bool:
    """Whether a group stands with the same others in both: a unit that was too small of itself
    once, and stands with another, is not the unit that it was."""
    return all(
        _inside(one, code, category) == _inside(other, code, category)
        for code, category in zip(cut, key, strict=True)
    )


def _inside(publication: Publication, attribute: str, category: str) -> set[str]:
    """The categories that stand as this one, itself among them unless it stands elsewhere."""
    joined = publication.recoded.get(attribute, {})
    inside = {code for code, stands_with in joined.items() if stands_with == category}
    return inside | ({category} if joined.get(category, category) == category else set())


def _earlier(
    cut: Cut, key: Key, measure: str, groups: tuple[str, ...], wave: WaveSeen
) -> Figure | None:
    table, told = wave.tables.get(cut), wave.publication.words["measures"].get(measure)
    if table is None or told is None or key not in table.cells:
        return None
    if not set(groups) <= set(told["classified"]):
        return None
    return figures.figure(wave.publication, table, key, measure, groups)


def end_of(found: Figure, wave: Publication, *, name: str = "") -> End:
    """A figure as one side of a change: alike only where question, mapping and the whole are.

    `name` says what it is a share of, where that is no group of people who were placed.
    """
    groups = () if name else found.groups
    terms = figures.terms(wave, found.measure, groups, name)
    hidden, empty = found.why is Why.HIDDEN, found.why is Why.EMPTY
    return End(found.share, *terms, hidden=hidden, empty=empty)
