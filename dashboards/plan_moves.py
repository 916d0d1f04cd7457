"""What moved in the plan between two days, and whether that is more than chance.

Pure: takes the same row as it stood then and as it stands now.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from okrs import evidence, figures, paths
from okrs.chance import Wave, tested
from okrs.models import CheckIn
from okrs.paths import Words
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Kind, Source
from okrs.standings import Row

SHARES = (Kind.percent.value, Kind.percent_change.value)
"""Kinds of figure that chance has a part in."""


@dataclass(frozen=True)
class Noise:
    """Real change or noise? The answer of a test, or why none was made."""

    said: str
    is_tested: bool = False
    is_clear: bool = False
    rests_on: str = ""  # of a clear change: out of how many, then and now

    @property
    def in_full(self) -> str:
        """ "Clear change: 120 counted, then 130"."""
        if not self.rests_on:
            return self.said
        return _("%(said)s: %(because)s") % {"said": self.said, "because": self.rests_on}


@dataclass(frozen=True)
class Movement:
    """One key result that is not as it was: what was said then, what is said now."""

    row: Row
    was: str
    now: str
    status_was: str  # empty where it is the same
    moved: str
    noise: Noise


def movement_of(was: Row, now: Row) -> Movement | None:
    """None where it is as it was in all that a leader would notice: the words of the path, its
    baseline, and the status."""
    before, after = paths.words_of(was), paths.words_of(now)
    status_was = str(was.standing.word)
    if status_was == str(now.standing.word):
        status_was = ""
    if before == after and not status_was:
        return None
    if (before.start, before.end) != (after.start, after.end):
        moved, noise = _("new From or To"), Noise(_("Not comparable"))
    else:
        moved, noise = _moved(was, now), _noise(was, now, (before, after))
    return Movement(now, _then(was, before, after), after.now, status_was, moved, noise)


def _then(was: Row, before: Words, after: Words) -> str:
    """What was read then. Where nothing was, its From stands there and is called so: it is where
    the key result was to start, and nobody measured it that day."""
    latest = was.key_result.latest
    is_read = was.standing.source is not Source.value or (latest and latest.value is not None)
    if is_read or not before.now or before.now == after.now:
        return before.now
    return _("From %(figure)s") % {"figure": before.now}


def _moved(was: Row, now: Row) -> str:
    old, new = was.key_result.latest, now.key_result.latest
    if now.standing.source is not Source.value or new is None or new.value is None:
        return ""
    if old and old.suppressed:
        return ""
    start = old.value if old and old.value is not None else was.key_result.from_value
    if start is None:
        return _("first reading")
    return figures.difference(start, new.value, kind=_kind(now))


def _kind(row: Row) -> str:
    """How its figures move: a keep-at of shares moves by points, as a percentage does."""
    is_share = figures.is_share(row.key_result.kind, row.key_result.unit)
    return Kind.percent.value if is_share else row.key_result.kind


def _noise(was: Row, now: Row, said: tuple[Words, Words]) -> Noise:
    """Whether a share moved by more than chance; only where both ends say out of how many."""
    old, new = was.key_result.latest, now.key_result.latest
    if (old and old.suppressed) or (new and new.suppressed):
        return Noise(str(Verdict.too_few.label))
    if said[0].now == said[1].now:
        return Noise(_same(now, said[1]))
    if old and new and (published := _published(old, new)):
        return published
    if _is_first(was, now):
        return Noise(_("First reading"))
    if not _has_chance(now):
        return Noise(_("A count or a step: no test needed"))
    return _by_counts(old, new, _kind(now))


def _has_chance(row: Row) -> bool:
    """Whether chance has a part in its figure: then, without counts, it is said to be untested."""
    if row.key_result.kind == Kind.percent.value:
        return True
    return row.standing.source is Source.value and _kind(row) in SHARES


def _same(now: Row, said: Words) -> str:
    """Only the status moved: whether there is a figure that did not, or none at all."""
    if not said.now:
        return _("No figure yet")
    if now.standing.source is Source.value:
        return _("The figure is the same")
    return _("The step is the same")


def _is_first(was: Row, now: Row) -> bool:
    """Whether nothing was read before that could be tested; of what is no share, nor set."""
    old, new = was.key_result.latest, now.key_result.latest
    if old is not None and old.value is not None and new is not None and new.value is not None:
        return False
    if _has_chance(now):
        return True
    return now.standing.source is Source.value and was.key_result.from_value is None


def _by_counts(old: CheckIn | None, new: CheckIn | None, kind: str) -> Noise:
    assert old, "a first reading is not tested"
    assert new, "and what has gone is none"
    found = tested(Wave(old.value, old.denominator), Wave(new.value, new.denominator), kind=kind)
    if found is None:
        return Noise(_("Counts not given, so no test was made"))
    told = {"before": f"{old.denominator:,.0f}", "after": f"{new.denominator:,.0f}"}
    return _tested(_("%(before)s counted, then %(after)s") % told, is_clear=found.is_clear)


def _tested(rests_on: str, *, is_clear: bool) -> Noise:
    if is_clear:
        return Noise(_("Clear change"), is_tested=True, is_clear=True, rests_on=rests_on)
    return Noise(_("No clear change"), is_tested=True)


def _published(old: CheckIn, new: CheckIn) -> Noise | None:
    """What the survey found of its own figures; None where one of the two is of somebody's."""
    before, after = evidence.of(old), evidence.of(new)
    if before is None or after is None:
        return None
    is_clear = evidence.is_clear(before, after)
    if is_clear is None:
        return Noise(_("Cannot be compared"))
    told = {"before": f"{before.about:,}", "after": f"{after.about:,}"}
    return _tested(_("about %(before)s answers, then about %(after)s") % told, is_clear=is_clear)
