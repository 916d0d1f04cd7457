"""All benchmarks as a page lists them: by definition, those first that our survey compares with."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from disclosure.benchmarks import catalogue, written
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.comparing import CannotCompare, Counted, comparable
from disclosure.benchmarks.definitions import DEFINITIONS, Definition
from disclosure.benchmarks.models import OwnBenchmark

Asked = Collection[tuple[str, str]]
"""What a survey asks: each measure's code, and the version of its mapping."""


@dataclass(frozen=True)
class Row:
    """One benchmark; `own` is the organisation's row, None for one that came with the product."""

    benchmark: Benchmark
    own: OwnBenchmark | None = None

    @property
    def figure(self) -> str:
        """Its value with its unit."""
        return written.figure(self.benchmark)

    @property
    def is_default(self) -> bool:
        """Whether a share is set beside it where nobody chose another."""
        return self.benchmark.key in catalogue.DEFAULTS


@dataclass(frozen=True)
class Section:
    """The benchmarks of one definition. `refusal` is why none of them compares with our survey."""

    definition: Definition
    refusal: str
    rows: tuple[Row, ...]


def sections(asked: Asked) -> list[Section]:
    """Every benchmark there is, the organisation's own first in each section. One query."""
    own = OwnBenchmark.objects.current().select_related("added_by").in_order()
    rows = [Row(one.as_benchmark(), one) for one in own] + [Row(one) for one in catalogue.every()]
    found = (_section(key, rows, asked) for key in DEFINITIONS)
    return sorted((one for one in found if one.rows), key=lambda one: bool(one.refusal))


def refusal_of(benchmark: Benchmark, asked: Asked) -> str:
    """Why a benchmark compares with nothing that is asked; "" where it does with something."""
    try:
        comparable(_nearest(benchmark, asked), benchmark)
    except CannotCompare as refusal:
        return str(refusal)
    return ""


def _section(key: str, rows: list[Row], asked: Asked) -> Section:
    here = tuple(row for row in rows if row.benchmark.definition == key)
    refusals = [refusal_of(row.benchmark, asked) for row in here]
    return Section(DEFINITIONS[key], refusals[0] if all(refusals) and here else "", here)


def _nearest(benchmark: Benchmark, asked: Asked) -> Counted:
    """The share of ours that comes nearest to it: of its own group, if its question is asked."""
    for (code, mapping), groups in benchmark.terms.compares.items():
        if (code, mapping) in asked:
            return Counted(code, mapping, groups.get(benchmark.group, ()))
    if benchmark.terms.compares:
        raise CannotCompare(_("Your survey does not ask the question it answers."))
    return Counted("", "", ())
