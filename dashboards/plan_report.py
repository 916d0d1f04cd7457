"""The leaders' view of the plan: what it comes to, what moved, what is red and why, what is unsaid.

Pure: takes the plan now and the plan then, as okrs.standings and okrs.history give them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs import figures, paths
from okrs.models import CheckIn
from okrs.rules import groups
from okrs.rules.rollup import net_confidence
from okrs.rules.words import Kind, Source, Status
from okrs.standings import ObjectiveRows, PillarRows, Plan, Row

GOOD = (Status.achieved, Status.on_track)
UNSAID = (
    Status.unset,
    Status.stale,
    Status.no_reading,
    Status.too_few,
    Status.too_early,
)


@dataclass(frozen=True)
class Noise:
    """Real change or noise? The answer of a test, or why none was made."""

    said: str
    is_tested: bool = False
    is_clear: bool = False


@dataclass(frozen=True)
class Movement:
    """One key result that is not as it was: what was said then, what is said now."""

    row: Row
    was: str
    now: str
    status_was: str  # empty where it is the same
    moved: str
    noise: Noise


@dataclass(frozen=True)
class PillarLine:
    """A pillar's roll-up, and how far that moved."""

    part: PillarRows
    moved: str


@dataclass(frozen=True)
class PlanReport:
    now: Plan
    then: Plan
    told_last: Mapping[int, CheckIn] = field(default_factory=dict)  # by key result

    @cached_property
    def pillars(self) -> list[PillarLine]:
        before = {part.pillar: part for part in self.then.pillars}
        return [
            PillarLine(part, _points_since(before[part.pillar], part)) for part in self.now.pillars
        ]

    @cached_property
    def good(self) -> int:
        return self.now.counts.achieved + self.now.counts.on_track

    @property
    def net_confidence(self) -> str:
        """ "+40": percent on track less percent off track, with its sign."""
        net = net_confidence(self.now.counts)
        return "–" if net is None else figures.signed(figures.whole(net))

    @cached_property
    def movements(self) -> list[Movement]:
        before = {row.key_result.pk: row for row in self.then.rows}
        pairs = ((before.get(row.key_result.pk), row) for row in self.now.rows)
        return [_movement(was, now) for was, now in pairs if was and _differs(was, now)]

    @cached_property
    def added(self) -> list[Row]:
        there = {row.key_result.pk for row in self.then.rows}
        return [row for row in self.now.rows if row.key_result.pk not in there]

    @cached_property
    def red(self) -> list[Row]:
        return [row for row in self.now.rows if row.standing.status is Status.off_track]

    @property
    def red_cards(self) -> list[tuple[Row, CheckIn | None]]:
        """Each with what was said last: who is blocked often has no new figure to give."""
        return [(row, self.told_last.get(row.key_result.pk)) for row in self.red]

    @cached_property
    def unsaid(self) -> list[tuple[Status, list[Row]]]:
        """What cannot be said yet, by why not."""
        found = ((status, self._with(status)) for status in UNSAID)
        return [(status, rows) for status, rows in found if rows]

    @cached_property
    def partial(self) -> list[ObjectiveRows]:
        """Objectives of which too little can be measured to give a colour."""
        whole = (objective for part in self.now.pillars for objective in part.objectives)
        return [objective for objective in whole if objective.rollup.partial]

    @cached_property
    def headline(self) -> str:
        """Which pillar is furthest along and which least: named only when they differ."""
        said = [part for part in self.now.pillars if part.rollup.progress is not None]
        if len(said) < 2:
            return _("How far each pillar has come from its baseline")
        said.sort(key=lambda part: part.rollup.progress or 0)
        last, first = said[0], said[-1]
        if figures.share(first.rollup.progress) == figures.share(last.rollup.progress):
            return _("All pillars have come equally far")
        return _("%(first)s is furthest along; %(last)s has furthest to go") % {
            "first": first.pillar.label,
            "last": last.pillar.label,
        }

    @cached_property
    def red_headline(self) -> str:
        backwards = sum((row.standing.progress or 0) < 0 for row in self.red)
        if not self.red:
            return _("Nothing is off track")
        off = ngettext(
            "%(n)s key result is off track", "%(n)s key results are off track", len(self.red)
        ) % {"n": len(self.red)}
        if not backwards:
            return off
        return _("%(off)s, and %(back)s moved backwards") % {"off": off, "back": backwards}

    def _with(self, status: Status) -> list[Row]:
        return [row for row in self.now.rows if row.standing.status is status]


def _points_since(was: PillarRows, now: PillarRows) -> str:
    """How many points of progress a pillar gained; a sentence where that cannot be said."""
    if was.rollup.progress is None or now.rollup.progress is None:
        return _("nothing to compare with yet")
    before = figures.whole(was.rollup.progress * figures.HUNDRED)
    return figures.points(figures.whole(now.rollup.progress * figures.HUNDRED) - before)


def _differs(was: Row, now: Row) -> bool:
    return _said(was) != _said(now)


def _said(row: Row) -> tuple[object, ...]:
    """All that a leader would notice: the words of the path, its baseline, and the status."""
    words = paths.words_of(row)
    return (words.start, words.now, words.end, str(row.standing.word))


def _movement(was: Row, now: Row) -> Movement:
    before, after = paths.words_of(was), paths.words_of(now)
    if (before.start, before.end) != (after.start, after.end):
        moved, noise = _("new From or To"), Noise(_("Not comparable"))
    else:
        moved, noise = _moved(was, now), _noise(was, now)
    status_was = str(was.standing.word)
    if status_was == str(now.standing.word):
        status_was = ""
    return Movement(now, before.now, after.now, status_was, moved, noise)


def _moved(was: Row, now: Row) -> str:
    old, new = was.key_result.latest, now.key_result.latest
    if now.standing.source is not Source.value or new is None or new.value is None:
        return ""
    start = old.value if old and old.value is not None else was.key_result.from_value
    if start is None:
        return _("first reading")
    return figures.difference(start, new.value, kind=now.key_result.kind)


def _noise(was: Row, now: Row) -> Noise:
    """Whether a share moved by more than chance; only where both ends say out of how many."""
    if paths.words_of(was).now == paths.words_of(now).now:
        return Noise(_("The figure is the same"))
    if now.key_result.kind != Kind.percent.value:
        return Noise(_("A count or a step: no test needed"))
    old, new = was.key_result.latest, now.key_result.latest
    if old is None or new is None or old.value is None or new.value is None:
        return Noise(_("First reading"))
    if not (old.denominator and new.denominator):
        return Noise(_("Counts not given, so no test was made"))
    clear = groups.clear_change(
        before=old.value,
        before_n=int(old.denominator),
        after=new.value,
        after_n=int(new.denominator),
    )
    said = _("Clear change") if clear else _("No clear change")
    return Noise(said, is_tested=True, is_clear=clear)
