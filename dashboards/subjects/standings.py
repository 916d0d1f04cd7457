"""Where each category of a question stands: now, in earlier waves, and beside a benchmark.

Only what is alike is set side by side. An earlier wave that asked or counted otherwise has no
figure here, and a sentence that says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.choosing import Chosen
from dashboards.comparing import Compared, compared
from dashboards.subjects.questions import Groups, Question
from dashboards.waves import WaveSeen
from disclosure import words
from disclosure.benchmarks import comparing, listing
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.comparing import Counted
from disclosure.control.plan import TOTAL
from disclosure.estimates import gaps
from disclosure.estimates.changes import Reason
from disclosure.estimates.gaps import Gap
from disclosure.figures import Figure, classified, figure
from surveys.results.tables import Table

UNLIKE = (Reason.QUESTION, Reason.MAPPING, Reason.DEFINITION)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One category, or several taken together. `moves` has each earlier wave, by its label."""

    name: str
    now: Figure
    moves: Mapping[str, Compared]
    benchmark: Benchmark | None

    @property
    def gap(self) -> Gap | None:
        """How far it is from its benchmark; None where there is none, or no share."""
        if self.benchmark is None or self.now.said is None:
            return None
        return gaps.gap(self.now.said, self.benchmark.value)


@dataclass(frozen=True, kw_only=True)
class Standings:
    """All of one table. `headline` is the one that the finding is about, `earlier` the waves that
    are set beside it, the oldest first; `refusals` say why another one is not. `caption` is what
    the table is of, `column` what its lines are."""

    chosen: Chosen
    caption: str
    column: str
    lines: tuple[Standing, ...]
    headline: Standing
    earlier: tuple[WaveSeen, ...]
    refusals: tuple[str, ...]

    @property
    def last(self) -> WaveSeen | None:
        return self.earlier[-1] if self.earlier else None

    @property
    def change(self) -> Compared | None:
        """The headline beside the latest of the earlier waves."""
        return self.headline.moves.get(self.last.label) if self.last else None

    def name(self, wave: WaveSeen) -> str:
        """What a wave is called here: "October 2025"."""
        return self.chosen.evidence.name(wave)

    @property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        return tuple(line.benchmark for line in self.lines if line.benchmark)


def standings(chosen: Chosen, table: Table, question: Question) -> Standings:
    """No query: every wave's tables of everybody were read before."""
    figures = dict(_figures(chosen, table, question))
    headline = _headline(table, question, figures)
    beside, refusals = _waves(chosen, table, figures[headline][1], question)
    lines = {
        groups: Standing(
            name=name,
            now=found,
            moves=dict(_moves(beside, table, found)),
            benchmark=_benchmark(chosen, table, groups),
        )
        for groups, (name, found) in figures.items()
    }
    if chosen.benchmark and not any(line.benchmark for line in lines.values()):
        refusals = (*refusals, _does_not_fit(chosen.benchmark, table))
    return Standings(
        chosen=chosen,
        caption=table.name,
        column=table.measure_name,
        lines=tuple(lines.values()),
        headline=lines[headline],
        earlier=beside,
        refusals=refusals,
    )


def _figures(
    chosen: Chosen, table: Table, question: Question
) -> Iterator[tuple[Groups, tuple[str, Figure]]]:
    """By groups, what they are called and their share of everybody who could be placed."""
    known = classified(table.publication, table.measure)
    for code, found in zip(known, table.everybody.figures, strict=True):
        yield (code,), (table.category(code), found)
    everybody = chosen.wave.tables[TOTAL]
    for groups, name in question.together.items():
        if set(groups) <= set(known):
            share = figure(table.publication, everybody, (), table.measure, groups)
            yield groups, (str(name), share)


def _headline(table: Table, question: Question, figures: Iterable[Groups]) -> Groups:
    """What the finding is about: of those the question has a sentence for, the first there is."""
    known = set(figures)
    own = table.everybody.figures[table.headline].groups
    return next((groups for groups in question.says if groups in known), own)


def _waves(
    chosen: Chosen, table: Table, headline: Figure, question: Question
) -> tuple[tuple[WaveSeen, ...], tuple[str, ...]]:
    """Those that may stand beside this one, and a sentence for each that may not."""
    why = {
        wave.label: _why_not(compared(table, headline, wave), wave, question)
        for wave in chosen.earlier
    }
    alike = tuple(wave for wave in chosen.earlier if not why[wave.label])
    unlike = (wave for wave in chosen.earlier if why[wave.label])
    return alike, tuple(f"{chosen.evidence.name(one)}: {why[one.label]}" for one in unlike)


def _why_not(found: Compared | None, wave: WaveSeen, question: Question) -> str:
    """ "" where nothing speaks against it."""
    if found is not None:
        return words.change(found.change) if found.change.reason in UNLIKE else ""
    if set(question.measures) & set(wave.measures):
        return _("Cannot be compared: the question or its answers were different.")
    return _("Not asked.")


def _moves(
    waves: Iterable[WaveSeen], table: Table, found: Figure
) -> Iterator[tuple[str, Compared]]:
    for wave in waves:
        if move := compared(table, found, wave):
            yield wave.label, move


def _benchmark(chosen: Chosen, table: Table, groups: Groups) -> Benchmark | None:
    """What the reader chose, where it fits; where nobody chose, the UK's value if one fits."""
    told = table.publication.words["measures"][table.measure]
    ours = Counted(told["definition"], told["mapping"], groups)
    if chosen.benchmark is None:
        return comparing.default_for(ours)
    return chosen.benchmark if comparing.fits(ours, chosen.benchmark) else None


def _does_not_fit(benchmark: Benchmark, table: Table) -> str:
    told = table.publication.words["measures"][table.measure]
    why = listing.refusal_of(benchmark, {(told["definition"], told["mapping"])})
    return _("“%(name)s” is not set beside these shares. %(why)s") % {
        "name": benchmark.label,
        "why": why,
    }
