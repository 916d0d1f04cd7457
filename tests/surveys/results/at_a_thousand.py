"""All that the outlets of published waves of 1,000 staff say, asked for once and kept as it came.

Of the first wave each cut is asked for as page and as JSON, and every second one from every outlet,
in another question each time; of later waves and real tables, half of the cuts or all of them as
page, JSON and text. test_every_table.py has all eighty tables of the first wave in every outlet,
laid out without a request: a request for each would cost the build too much.
"""

from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosure import figures, labels, reading
from disclosure.control.plan import Cut
from disclosure.figures import Row
from surveys.results import wording
from surveys.results.addresses import cut_slug
from tests.disclosure import stored
from tests.disclosure.stored_publications import publication
from tests.factories import UserFactory
from tests.surveys.results.publishing import wave

LABELS = dict(zip(stored.WAVES, ("w1", "w2", "w3"), strict=True))
EVERY = ("page", "json", "csv", "xlsx", "svg", "pdf")
SOME = ("page", "json", "csv")
IN_TYPE = 5  # one cut in so many is set in type: a PDF takes longer than all others
Table = tuple[Cut, str]


@dataclass(frozen=True)
class Answer:
    """What came back: its status, its bytes, how many queries it took, and what it may be."""

    status: int
    content: bytes
    queries: int


@dataclass(frozen=True)
class Outlets:
    """What the outlets say of one publication, and what there is to say, from its tables."""

    name: str
    label: str
    tables: tuple[Table, ...]
    rows: dict[Table, tuple[Row, ...]]
    names: dict[Table, tuple[str, ...]]
    headlines: dict[Table, str]
    said: dict[tuple[Table, str], Answer]

    def of(self, kind: str) -> dict[Table, bytes]:
        return {table: a.content for (table, one), a in self.said.items() if one == kind}

    def shares(self, table: Table) -> list[tuple[str, str, str]]:
        """Each share as it should be said: group, category, words."""
        return [
            (", ".join(row.names) or "Everybody together", name, wording.share(figure))
            for row in self.rows[table]
            for name, figure in zip(self.names[table], row.figures, strict=True)
        ]

    def drawn(self, table: Table) -> list[tuple[str, str, str]]:
        """Those of the shares that its chart has: of two attributes crossed the headline ones."""
        crossed = len(table[0]) > 1
        headline = self.headlines[table]
        return [one for one in self.shares(table) if not crossed or one[1] == headline]


_kept: dict[str, Outlets] = {}


def publish(name: str) -> str:
    """A published wave with these tables; gives its label."""
    label = LABELS.get(name, "w1")
    wave(label)
    publication(name, label)
    return label


def outlets(name: str, client: Client) -> Outlets:
    """Asked for by the first test that wants them."""
    if name not in _kept:
        _kept[name] = _asked(name, client)
    return _kept[name]


def _asked(name: str, client: Client) -> Outlets:
    label = publish(name)
    client.force_login(UserFactory.create(viewer=True))
    found = reading.latest(label)
    assert found is not None
    measures = labels.measures(found)
    tables = tuple((cut, measure) for cut in labels.cuts(found) for measure in measures)
    whole = reading.whole(label, 1).tables
    told = found.words["measures"]
    return Outlets(
        name=name,
        label=label,
        tables=tables,
        rows={(cut, one): figures.rows(found, whole[cut], one) for cut, one in tables},
        names={
            (cut, one): tuple(
                labels.measure_category(found, one, code) for code in figures.classified(found, one)
            )
            for cut, one in tables
        },
        headlines={
            (cut, one): labels.measure_category(found, one, told[one]["headline"])
            for cut, one in tables
        },
        said={
            (table, kind): ask(client, label, table, kind)
            for place, table in enumerate(tables)
            for kind in _kinds(name, *divmod(place, len(measures)), len(measures))
        },
    )


def _kinds(name: str, cut: int, measure: int, measures: int) -> tuple[str, ...]:
    """From which outlets the table of this cut and question is asked for, by their places."""
    turn = (measure - cut) % measures
    if name not in ("first", stored.LARGE):
        return SOME if turn == 0 and (cut % 2 == 0 or name in stored.REAL) else ()
    if turn:
        return ()
    if cut % IN_TYPE == 0:
        return EVERY
    return SOME[:2] if cut % 2 else EVERY[:-1]


def address(label: str, table: Table, kind: str) -> str:
    cut, measure = table
    end = "/" if kind == "page" else f".{kind}"
    return f"/surveys/{label}/results/{cut_slug(cut)}/{measure.lower()}{end}"


def ask(client: Client, label: str, table: Table, kind: str) -> Answer:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address(label, table, kind))
    content = answer.content
    if kind == "page":
        content = content[content.index(b"<main") : content.index(b"</main>")]
    return Answer(answer.status_code, content, len(queries))
