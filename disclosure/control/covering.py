"""Which large tables hold all tables of a plan: each of those is then a margin, and quickly had."""

from collections.abc import Iterable, Sequence
from math import prod

Columns = tuple[int, ...]
"""What a table crosses: places of columns."""


def covering(
    tables: Iterable[Columns], sizes: Sequence[int], *, most: int
) -> list[tuple[Columns, list[Columns]]]:
    """Large tables, and with each the tables that are margins of it.

    `sizes` gives how many categories each column has; a large table has at most so many cells, and
    a table that has more by itself is in none. The largest comes first, and each goes where it adds
    fewest cells: a good guess is enough, since a large table more makes little difference.
    """

    def cells(columns: Columns) -> int:
        return prod(sizes[column] for column in columns)

    found: list[tuple[Columns, list[Columns]]] = []
    for table in sorted(tables, key=cells, reverse=True):
        new = [tuple(set(table).difference(large)) for large, _held in found]
        room = [
            at for at, (large, _held) in enumerate(found) if cells(large) * cells(new[at]) <= most
        ]
        if room:
            best = min(room, key=lambda at: cells(new[at]))
            found[best] = ((*found[best][0], *new[best]), [*found[best][1], table])
        elif cells(table) <= most:
            found.append((table, [table]))
    return found
