"""The leaders' view of the plan: what it comes to, what moved, what is red and why, what is unsaid.

Pure: takes the plan now and the plan then, as okrs.standings and okrs.history give them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import briefly
from dashboards import red_words
from dashboards.plan_moves import Movement, movement_of
from okrs import figures
from okrs.models import CheckIn
from okrs.rules.rollup import Counts, net_confidence
from okrs.rules.words import Status
from okrs.standings import ObjectiveRows, PillarRows, Plan, Row
from strategy.pillars import Pillar

NAMED = 5  # as many key results of another status as a leader reads one by one
GOOD = (Status.achieved, Status.on_track)
UNSAID = (
    Status.unset,
    Status.stale,
    Status.no_reading,
    Status.too_few,
    Status.too_early,
)


@dataclass(frozen=True)
class PillarLine:
    """A pillar's roll-up, and how far that moved in words; `points` where it can be said."""

    part: PillarRows
    moved: str
    points: int | None


@dataclass(frozen=True)
class PlanReport:
    now: Plan
    then: Plan
    told_last: Mapping[int, CheckIn] = field(default_factory=dict)  # by key result
    ends: tuple[Plan, ...] = ()  # at the end of each quarter, the oldest first
    at_wave: Plan | None = None  # on the last day of the wave that changes are counted from

    @cached_property
    def pillars(self) -> list[PillarLine]:
        before = {part.pillar: part for part in self.then.pillars}
        return [_line(before[part.pillar], part) for part in self.now.pillars]

    @cached_property
    def good(self) -> int:
        return self.now.counts.achieved + self.now.counts.on_track

    @property
    def net_confidence(self) -> str:
        """ "Net confidence +40", and what that means; nothing where none is on track or off it."""
        net = net_confidence(self.now.counts)
        if net is None or not (self.good or self.now.counts.off_track):
            return ""
        number = figures.whole(net)
        if not number:
            return _("Net confidence 0: as many are achieved or on track as are off track.")
        more = _("more") if number > 0 else _("fewer")
        return ngettext(
            "Net confidence %(net)s: of every 100 key results,"
            " %(n)s %(more)s is achieved or on track than off track.",
            "Net confidence %(net)s: of every 100 key results,"
            " %(n)s %(more)s are achieved or on track than off track.",
            abs(number),
        ) % {"net": figures.signed(number), "n": abs(number), "more": more}

    @cached_property
    def movements(self) -> list[Movement]:
        return moved_between(self.then, self.now)

    @property
    def moved_status(self) -> list[Movement]:
        """Key results with another status."""
        return [move for move in self.movements if move.status_was]

    @property
    def named(self) -> list[Movement]:
        """Those that a page of many findings names: all of them where they are few, else none."""
        return self.moved_status if len(self.moved_status) <= NAMED else []

    @property
    def moved_to(self) -> str:
        """Where those of another status stand now: "2 achieved, 5 on track"."""
        counts = Counts.of(move.row.standing.status for move in self.moved_status)
        return ", ".join(said for _status, _n, said in counts.parts())

    @property
    def moved_within(self) -> list[Movement]:
        """Key results with another figure and the same status."""
        return [move for move in self.movements if not move.status_was]

    @cached_property
    def since_the_wave(self) -> list[Movement]:
        """Key results that are not as they were on the last day of the wave before."""
        return moved_between(self.at_wave, self.now) if self.at_wave else []

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
        lowest, highest = (figures.share(said[place].rollup.progress) for place in (0, -1))
        if not any(row.key_result.confirmed_on or row.standing.progress for row in self.now.rows):
            return _("No key result has a reading yet")
        if highest == lowest:
            return _("All pillars that can be measured have come equally far")
        return _furthest(_at(said, highest), _at(said, lowest))

    @cached_property
    def red_headline(self) -> str:
        return red_words.headline(self.red)

    def _with(self, status: Status) -> list[Row]:
        return [row for row in self.now.rows if row.standing.status is status]


def _at(parts: list[PillarRows], share: str) -> list[str]:
    """The pillars of which this progress is said, in the plan's order."""
    found = [part.pillar for part in parts if figures.share(part.rollup.progress) == share]
    return [str(pillar.label) for pillar in Pillar if pillar in found]


def _furthest(first: list[str], last: list[str]) -> str:
    """Those that stand at the same figure are named together."""
    ahead = ngettext("%(names)s is furthest along", "%(names)s are furthest along", len(first))
    behind = ngettext("%(names)s has furthest to go", "%(names)s have furthest to go", len(last))
    names = {"first": _named(first), "last": _named(last)}
    full = _("%(ahead)s; %(behind)s") % {
        "ahead": ahead % {"names": names["first"]},
        "behind": behind % {"names": names["last"]},
    }
    return briefly.first(full, _("Furthest along: %(first)s; furthest to go: %(last)s") % names)


def _named(names: list[str]) -> str:
    """ "Data, Hiring and Culture"."""
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def moved_between(was: Plan, now: Plan) -> list[Movement]:
    """Key results of both plans that are not as they were."""
    before = {row.key_result.pk: row for row in was.rows}
    pairs = ((before.get(row.key_result.pk), row) for row in now.rows)
    found = (movement_of(then, row) for then, row in pairs if then)
    return [movement for movement in found if movement]


def _line(was: PillarRows, now: PillarRows) -> PillarLine:
    """How many points of progress a pillar gained; a sentence where that cannot be said."""
    if was.rollup.progress is None or now.rollup.progress is None:
        return PillarLine(now, _("nothing to compare with yet"), None)
    before = figures.whole(was.rollup.progress * figures.HUNDRED)
    points = figures.whole(now.rollup.progress * figures.HUNDRED) - before
    return PillarLine(now, figures.points(points), points)
