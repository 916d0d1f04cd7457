"""The published waves that leaders are shown, and the tables of them that a page asks for.

Everything about people on a dashboard or in a pack is made of these tables and of nothing else.
Only what is published is here, for a lead as for a leader: a page that two people look at together
says the same to both.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format

from accounts import audit
from accounts.models import AuditEvent
from disclosure import labels, series
from disclosure.control.plan import TOTAL, Cut
from disclosure.control.safe_tables import SafeTable
from disclosure.models import Publication
from okrs.history import end_of
from surveys.models import Wave
from surveys.results import tables
from surveys.results.showing import Shown
from surveys.results.tables import Table
from surveys.states import State

PUBLISHED = "published"  # the verb that surveys.publishing records


@dataclass(frozen=True, kw_only=True)
class WaveSeen:
    """One published wave: its newest version, and those of its tables that were read."""

    shown: Shown
    tables: Mapping[Cut, SafeTable]

    @property
    def label(self) -> str:
        return self.shown.wave.label

    @property
    def publication(self) -> Publication:
        return self.shown.publication

    @property
    def day(self) -> date | None:
        """Its last day; None of an old survey of which nobody knows it."""
        return self.publication.ends_on or self.shown.wave.closed_on

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Every cut that was planned: a filter can lead to these and to no others."""
        return labels.cuts(self.publication)

    @property
    def measures(self) -> tuple[str, ...]:
        """What was asked, by code, in its order."""
        return labels.measures(self.publication)

    def table(self, cut: Cut, measure: str) -> Table | None:
        """One measure by one cut; None where it was not asked, not planned, or not read."""
        asked, everybody = self.tables.get(cut), self.tables.get(TOTAL)
        if asked is None or everybody is None or measure not in self.measures:
            return None
        return tables.made(self.shown, asked, measure, everybody=everybody)


@dataclass(frozen=True)
class Evidence:
    """Every published wave, the oldest first, as it was known at the end of `day`."""

    waves: tuple[WaveSeen, ...]
    day: date

    @property
    def newest(self) -> WaveSeen | None:
        return self.waves[-1] if self.waves else None

    def labelled(self, label: str) -> WaveSeen | None:
        return next((wave for wave in self.waves if wave.label == label), None)

    def name(self, wave: WaveSeen) -> str:
        """ "October 2026": the month a wave ended in; its title where that is not known, or where
        another ended in the same."""
        if wave.day is None:
            return wave.publication.title
        month = date_format(wave.day, "F Y")
        others = (one.day for one in self.waves if one.label != wave.label)
        alone = all(day is None or date_format(day, "F Y") != month for day in others)
        return month if alone else wave.publication.title

    def before(self, wave: WaveSeen) -> tuple[WaveSeen, ...]:
        """The waves before this one, the oldest first."""
        return self.waves[: self.waves.index(wave)]

    def read(self, cuts: Iterable[Cut]) -> "Evidence":
        """With these cuts of every wave, and everybody together. One query. Raises Altered."""
        found = series.tables_of([wave.publication for wave in self.waves], {TOTAL, *cuts})
        return replace(
            self, waves=tuple(replace(wave, tables=found[wave.label]) for wave in self.waves)
        )


def published(*, day: date, today: date) -> Evidence:
    """The waves that were published by the end of `day`, with no table read yet.

    Two queries, and one more for a day before `today`. Raises sealing.Altered.
    """
    waves = {wave.label: wave for wave in _waves(day if day < today else None)}
    found = series.newest(waves, until=end_of(day) if day < today else None)
    seen = [_seen(waves[label], found[label]) for label in waves if label in found]
    return Evidence(tuple(sorted(seen, key=lambda wave: wave.day or date.min)), day)


def _seen(wave: Wave, publication: Publication) -> WaveSeen:
    return WaveSeen(shown=Shown(wave=wave, publication=publication, old=False), tables={})


def _waves(by: date | None) -> Collection[Wave]:
    waves = list(Wave.objects.filter(state=State.PUBLISHED).select_related("count").order_by("pk"))
    if by is None:
        return waves
    told = AuditEvent.objects.filter(verb=PUBLISHED, at__lte=end_of(by))
    then = set(told.values_list("subject", flat=True))
    return [wave for wave in waves if audit.subject_of(wave) in then]
