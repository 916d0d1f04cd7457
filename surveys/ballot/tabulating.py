"""Answers into tables: the fixed list of the plan, and no other. In memory, and pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

Row = tuple[int | None, ...]
Table = dict[tuple[int | None, ...], int]


@dataclass(frozen=True)
class Shape:
    """What ballots look like, and the tables to be made of them.

    `version` is the question set's, which each ballot names. `options` is the number of options of
    each question, in order. Each table is the places of the questions it crosses; () is the total.
    """

    version: str
    options: tuple[int, ...]
    tables: tuple[tuple[int, ...], ...]


Tables = dict[tuple[int, ...], Table]


def fits(row: object, shape: Shape) -> bool:
    """Whether these are answers to these questions: one for each, an option's place or none."""
    return (
        isinstance(row, list | tuple)
        and len(row) == len(shape.options)
        and all(
            answer is None or (type(answer) is int and 0 <= answer < many)
            for answer, many in zip(row, shape.options, strict=True)
        )
    )


def tabulate(rows: Iterable[Row], shape: Shape) -> Tables:
    """Count the rows into each table. Every cell is there, also one with nobody in it.

    A person who left a question out stands under None: "no answer" is not "prefer not to say".
    """
    counters = {table: Counter[tuple[int | None, ...]]() for table in shape.tables}
    for row in rows:
        for table, counter in counters.items():
            counter[tuple(row[place] for place in table)] += 1
    return {table: _with_empty_cells(counter, table, shape) for table, counter in counters.items()}


def _with_empty_cells(
    counter: "Counter[tuple[int | None, ...]]", table: tuple[int, ...], shape: Shape
) -> Table:
    cells = product(*([*range(shape.options[place]), None] for place in table))
    return {cell: counter[cell] for cell in cells}
