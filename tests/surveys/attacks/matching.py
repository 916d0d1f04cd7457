"""The attacker, who has everything: rows of a database, files, and the list of who was invited.

Pure. `links` joins rows by whatever they share and says whose ballot is whose; `in_step` says how
far one order follows another; `found_in` searches bytes. test_matching.py shows that each finds
what there is to find.
"""

import base64
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache

Row = Mapping[str, object]
Dump = Mapping[str, Sequence[Row]]
Marks = Mapping[str, Sequence[bytes]]  # a person, or a ballot: and what they can be known by

A_FEW = (
    3  # a value that more rows of a table have, or a column with no more values, tells nobody apart
)
SHORTEST_MARK = 6  # bytes: anything shorter is found by chance
WORD = re.compile(rb"[\w.@+-]{6,}")


def raw(value: object) -> bytes:
    """A value of any column as bytes, so that a number, a text and a blob can be compared."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=str).encode()
    return str(value).encode()


@lru_cache(maxsize=50_000)
def forms(value: bytes) -> frozenset[bytes]:
    """What may be kept in place of a value: its digits, its base 64, and hashes of each."""
    plain = {value, value.hex().encode(), value.hex().upper().encode(), base64.b64encode(value)}
    hashed = {hashlib.new(name, one).digest() for one in plain for name in ("sha256", "sha384")}
    return frozenset(plain | hashed | {digest.hex().encode() for digest in hashed})


def found_in(content: bytes, marks: Marks) -> set[str]:
    """Whose marks, in any form, are somewhere in these bytes."""
    return {
        who
        for who, known in marks.items()
        for mark in known
        if len(mark) >= SHORTEST_MARK and any(form in content for form in forms(mark))
    }


def links(dump: Dump, *, people: Marks, ballots: Marks) -> set[tuple[str, str]]:
    """Each person who can be joined to a ballot, with that ballot.

    Rows are joined when they share a value, or one holds a form of the other's. A row that has the
    marks of a person, or of a ballot, in any of its cells is theirs.
    """
    rows = [row for table in dump.values() for row in table]
    heaps = _heaps([told for table in dump.values() for told in _telling(table)])
    held: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for row, heap in zip(rows, heaps, strict=True):
        cells = b"\x00\x00".join(map(raw, row.values()))
        held[heap][0].update(found_in(cells, people))
        held[heap][1].update(found_in(cells, ballots))
    return {(one, other) for who, which in held.values() for one in who for other in which}


def _telling(table: Sequence[Row]) -> Iterator[set[bytes]]:
    """For each row of a table the values that only few of its rows have: what a join can use."""
    counted: dict[str, Counter[bytes]] = defaultdict(Counter)
    for row in table:
        for column, value in row.items():
            counted[column].update(_pieces(value))
    for row in table:
        yield {
            form
            for column, value in row.items()
            for piece in _pieces(value)
            if counted[column][piece] <= A_FEW < len(counted[column])
            for form in forms(piece)
        }


def _pieces(value: object) -> set[bytes]:
    """A value, and the words and codes in it: a mail is joined by the link that stands in it."""
    if value is None:
        return set()
    return {raw(value), *WORD.findall(raw(value))}


def _heaps(telling: Sequence[set[bytes]]) -> list[int]:
    """For each row the number of its heap, when all rows that share a value lie together."""
    above = list(range(len(telling)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = place = above[above[place]]
        return place

    first: dict[bytes, int] = {}
    for place, values in enumerate(telling):
        for value in values:
            above[top(place)] = top(first.setdefault(value, place))
    return [top(place) for place in range(len(telling))]


def one_row_each(dump: Dump, *, answered: int) -> list[str]:
    """The tables with as many rows as people answered: where answers one by one would be."""
    return sorted(table for table, rows in dump.items() if len(rows) == answered)


def in_step(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """How far one order of the same things follows another: Spearman's rank correlation.

    1 is the same order, -1 the reverse. Of n things in a random order it is 0 with a standard
    deviation of 1 / sqrt(n - 1). Raises ValueError where they are not the same things.
    """
    places = {one: place for place, one in enumerate(second)}
    if set(places) != set(first) or len(places) != len(first) or len(first) != len(second):
        raise ValueError("These are not two orders of the same things.")
    n = len(first)
    apart = sum((place - places[one]) ** 2 for place, one in enumerate(first))
    return 1 - 6 * apart / (n * (n * n - 1))
