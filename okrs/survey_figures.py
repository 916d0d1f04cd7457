"""What a published wave says of a figure that a key result follows: the figure, or why not.

Everything is made of disclosure.figures; how precisely it is said is decided there, and what is
hidden there has nothing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from disclosure import figures, rates, words
from disclosure.benchmarks import catalogue
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.comparing import CannotCompare, Counted, comparable
from disclosure.estimates import gaps, saying
from disclosure.estimates.changes import End
from disclosure.estimates.gaps import Gap
from disclosure.estimates.saying import Precision, Said
from disclosure.figures import Figure, Why
from okrs.figures import signed
from okrs.followed import DISCLOSURE_RATE, GAP, Followed
from okrs.survey_waves import PublishedWave

INSTEAD: dict[Why, str | Promise] = {
    Why.HIDDEN: gettext_lazy("Hidden to protect people."),
    Why.EMPTY: gettext_lazy("Nobody was invited from this group."),
    Why.TOO_FEW_PLACED: gettext_lazy("Too few could be placed."),
    Why.NOT_ASKED: gettext_lazy("The question was not asked in it."),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one wave says of a followed figure. Without a `figure`, `why_not` says why.

    `taken_back`: there is no such table, and there may have been one before a correction.
    """

    wave: PublishedWave
    followed: Followed
    figure: Figure | None = None
    benchmark: Benchmark | None = None
    why_not: str = ""
    taken_back: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether it was asked and cannot be said: hidden, nobody invited, or too few placed."""
        return self.figure is not None and self.figure.said is None

    @property
    def is_empty(self) -> bool:
        """Whether nobody was invited from its group: then there is nothing to read, or to hide."""
        return self.figure is not None and self.figure.why is Why.EMPTY

    @property
    def instead(self) -> str:
        """Why there is no figure, in a sentence; "" where there is one."""
        if self.figure is None or self.figure.why is Why.SHOWN:
            return self.why_not
        return str(INSTEAD[self.figure.why])

    @property
    def share(self) -> Said | None:
        """The share as it is said, also where what is followed is its gap."""
        return self.figure.said if self.figure else None

    @property
    def gap(self) -> Gap | None:
        said = self.share
        return gaps.gap(said, self.benchmark.value) if said and self.benchmark else None

    @property
    def numbers(self) -> tuple[int, int, int] | None:
        """The figure and between which the true one lies; None where words say it, or nothing."""
        said = self.share
        if said is None or said.precision is Precision.WORDS:
            return None
        gap = self.gap
        if gap is None:
            return said.value, said.low, said.high
        ends = gap.low, gap.high
        assert gap.points is not None, "what is not said in words has points"
        assert None not in ends, "and ends"
        return gap.points, ends[0] or 0, ends[1] or 0

    @property
    def value(self) -> Decimal | None:
        return Decimal(self.numbers[0]) if self.numbers else None

    @property
    def said(self) -> str:
        """ "19%", "about 20%", "about a third", "−20 points"; "" where nothing is said."""
        said, gap = self.share, self.gap
        if said is None:
            return ""
        if gap is None or self.benchmark is None:
            return words.value(said)
        return words.gap(gap, self.benchmark) if gap.points is None else _points(gap)

    @property
    def about(self) -> int:
        """How many answers the figure rests on, a multiple of 5."""
        share = self.figure.share if self.figure else None
        return saying.size(share) if share else 0

    @property
    def terms(self) -> dict[str, str]:
        """What must be alike for two waves to stand in one line."""
        measure, groups = self.followed.measure, self.followed.groups
        told = figures.terms(self.wave.publication, measure, groups, DISCLOSURE_RATE)
        return {
            **told._asdict(),
            "benchmark": f"{self.benchmark.value} {self.benchmark.year}" if self.benchmark else "",
        }

    @property
    def end(self) -> End:
        """It as one side of a change."""
        told = self.terms
        share = self.figure.share if self.figure else None
        return End(
            share,
            told["question"],
            told["mapping"],
            told["definition"],
            hidden=self.is_hidden,
            empty=self.is_empty,
        )


def _points(gap: Gap) -> str:
    number = gap.points or 0
    said = ngettext("%(n)s point", "%(n)s points", abs(number)) % {"n": signed(number)}
    return said if gap.precision is Precision.WHOLE else _("about %(said)s") % {"said": said}


def tell(wave: PublishedWave, followed: Followed, own: Mapping[str, Benchmark]) -> Told:
    """What a wave says of a figure. `own` are benchmarks the organisation added, by key."""
    table = wave.found.tables.get(followed.cut)
    measure = wave.publication.words["measures"].get(followed.measure)
    if measure is None:
        return Told(wave=wave, followed=followed, why_not=str(INSTEAD[Why.NOT_ASKED]))
    if table is None:
        is_later = wave.publication.version > 1
        why_not = _("It has no such table.")
        return Told(wave=wave, followed=followed, why_not=why_not, taken_back=is_later)
    if followed.key not in table.cells or not set(followed.groups) <= set(measure["classified"]):
        why_not = _("The group does not stand by itself in it.")
        return Told(wave=wave, followed=followed, why_not=why_not)
    found = Told(wave=wave, followed=followed, figure=_figure(wave, followed))
    return _beside(found, measure, own) if followed.word == GAP else found


def _figure(wave: PublishedWave, followed: Followed) -> Figure:
    publication, table = wave.publication, wave.found.tables[followed.cut]
    if followed.word == DISCLOSURE_RATE:
        return rates.disclosure(publication, table, followed.key, followed.measure)
    return figures.figure(publication, table, followed.key, followed.measure, followed.groups)


def _beside(found: Told, measure: Mapping[str, Any], own: Mapping[str, Benchmark]) -> Told:
    """The figure with the benchmark its gap is to; none where the two do not compare."""
    key = found.followed.benchmark
    benchmark = own.get(key) or {one.key: one for one in catalogue.every()}.get(key)
    if benchmark is None:
        return replace(found, figure=None, why_not=_("The benchmark is not there any more."))
    try:
        groups = found.followed.groups
        comparable(Counted(measure["definition"], measure["mapping"], groups), benchmark)
    except CannotCompare as unlike:
        return replace(found, figure=None, why_not=str(unlike))
    return replace(found, benchmark=benchmark)
