"""What shares of everybody are set beside: a benchmark, where one counts alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.ranges import Spot
from disclosure import words
from disclosure.benchmarks import comparing, written
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.comparing import Counted
from disclosure.estimates import gaps
from disclosure.figures import Figure
from surveys.results.tables import Table


@dataclass(frozen=True)
class Beside:
    """A benchmark as the chart draws it, how far a share is from it, and where it is from.

    `gap` is "" where there is no share.
    """

    spot: Spot
    gap: str
    source: str


def everybody(table: Table) -> dict[str, Beside]:
    """By category, what its share of everybody may be set beside. Nothing where nothing fits."""
    if table.cut:
        return {}
    told = table.publication.words["measures"][table.measure]
    found = {}
    for figure in table.everybody.figures:
        ours = Counted(told["definition"], told["mapping"], figure.groups)
        benchmark = comparing.default_for(ours)
        if benchmark is not None:
            found[figure.groups[0]] = _beside(figure, benchmark)
    return found


def _beside(figure: Figure, benchmark: Benchmark) -> Beside:
    said = _("UK %(value)s") % {"value": written.figure(benchmark)}
    return Beside(
        spot=Spot(value=float(benchmark.value), said=said),
        gap=words.gap(gaps.gap(figure.said, benchmark.value), benchmark) if figure.said else "",
        source=f"{benchmark.source}: {benchmark.address}",
    )


def in_sentences(table: Table, compared: dict[str, Beside]) -> tuple[str, ...]:
    """Each share with its distance from its benchmark."""
    return tuple(
        _("%(category)s: %(gap)s.") % {"category": table.category(code), "gap": one.gap}
        for code, one in compared.items()
        if one.gap
    )


def headline_gap(table: Table, compared: dict[str, Beside]) -> str:
    """How far the share that the title is about is from its benchmark; "" where it has none."""
    figure = table.everybody.figures[table.headline]
    found = compared.get(figure.groups[0])
    return found.gap if found else ""


def sources(compared: dict[str, Beside]) -> tuple[str, ...]:
    """Where the benchmarks are from, each source once."""
    return tuple(dict.fromkeys(one.source for one in compared.values()))
