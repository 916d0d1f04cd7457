"""One planned table of results as every outlet renders it: figures in their order, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure import figures, labels, reading
from disclosure.control.plan import TOTAL, Cut
from disclosure.control.safe_tables import SafeTable
from disclosure.figures import Coverage, Figure, Row
from disclosure.models import Publication
from surveys.results import wording
from surveys.results.showing import Shown


@dataclass(frozen=True, kw_only=True)
class Table:
    """One measure by one cut. `everybody` is the same measure of all together."""

    shown: Shown
    cut: Cut
    measure: str
    rows: tuple[Row, ...]
    everybody: Row
    coverage: Coverage | None

    @property
    def publication(self) -> Publication:
        return self.shown.publication

    @property
    def measure_name(self) -> str:
        return labels.measure_name(self.publication, self.measure)

    @property
    def name(self) -> str:
        """ "School between 11 and 16, by unit"."""
        return f"{self.measure_name}: {wording.inside(wording.by(self.publication, self.cut))}"

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(labels.attribute_name(self.publication, code) for code in self.cut)

    @property
    def categories(self) -> tuple[str, ...]:
        """Names of the categories of which shares are said, one for each column."""
        codes = figures.classified(self.publication, self.measure)
        return tuple(self.category(code) for code in codes)

    def category(self, code: str) -> str:
        return labels.measure_category(self.publication, self.measure, code)

    @property
    def headline(self) -> int:
        """The column that findings are about: the plan's, or the first."""
        told = self.publication.words["measures"][self.measure]
        return told["classified"].index(told["headline"]) if told["headline"] else 0

    def names(self, row: Row) -> tuple[str, ...]:
        return row.names or (wording.by(self.publication, TOTAL),)

    def entries(self) -> Iterator[tuple[Row, str, Figure]]:
        """Every figure with its row and the name of its category: one line each of a file."""
        for row in self.rows:
            for category, figure in zip(self.categories, row.figures, strict=True):
                yield row, category, figure


def table(shown: Shown, cut: Cut, measure: str) -> Table:
    """One table. Two queries, or one of everybody. Raises NotPublished."""
    everybody = reading.table(shown.publication, TOTAL)
    asked = everybody if cut == TOTAL else reading.table(shown.publication, cut)
    return made(shown, asked, measure, everybody=everybody)


def made(shown: Shown, asked: SafeTable, measure: str, *, everybody: SafeTable) -> Table:
    """One measure of a table that was read before, beside everybody's. No query."""
    return Table(
        shown=shown,
        cut=asked.cut,
        measure=measure,
        rows=figures.rows(shown.publication, asked, measure),
        everybody=figures.rows(shown.publication, everybody, measure)[0],
        coverage=figures.coverage(shown.publication, everybody, measure),
    )


def of_everybody(shown: Shown) -> tuple[Table, ...]:
    """Each measure of everybody together. One query, however many there are."""
    everybody = reading.table(shown.publication, TOTAL)
    return tuple(
        made(shown, everybody, measure, everybody=everybody)
        for measure in labels.measures(shown.publication)
    )
