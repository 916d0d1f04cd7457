"""What ballots look like, and what is counted of them: answers become people with categories.

In memory, and pure. The libraries that count are imported when something is counted: a web server
needs none of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from disclosure.control.plan import Plan

if TYPE_CHECKING:
    from disclosure.control.people import People, RecordKeys

Row = Sequence[int | None]
PAY = "PAY"
LEFT_OUT = -1  # the last place of a column's categories


@dataclass(frozen=True)
class Column:
    """One attribute or measure: which question of the ballot it is, and which category each of its
    options is in, as places in the plan. The last is for those who left the question out."""

    question: int
    categories: tuple[int, ...]


@dataclass(frozen=True)
class Shape:
    """`version` is the question set's, which each ballot names; `options` the number of options of
    each question, in order; `columns` are by the codes of the plan's attributes and measures.
    `fewest` ballots are the fewest that are opened. `pay` has the bands of pay, where it is asked:
    it has a column of that code, and is no measure of the plan."""

    version: str
    options: tuple[int, ...]
    columns: Mapping[str, Column]
    plan: Plan
    fewest: int
    pay: tuple[str, ...] = ()


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


def people(rows: Sequence[Row], keys: "RecordKeys", shape: Shape) -> "People":
    """Everybody's categories, one number a person and column. `keys` are in the order of rows.

    Who left a question out stands with those who preferred not to say.
    """
    import numpy as np

    from disclosure.control.people import People

    said = [[LEFT_OUT if answer is None else answer for answer in row] for row in rows]
    answers = np.array(said, dtype=np.int16).reshape(len(rows), len(shape.options))

    def placed(code: str) -> Any:
        column = shape.columns[code]
        return np.array(column.categories, dtype=np.uint16)[answers[:, column.question]]

    measured = [measure.code for measure in shape.plan.measures] + [PAY] * bool(shape.pay)
    return People(
        attributes={attribute.code: placed(attribute.code) for attribute in shape.plan.attributes},
        measures={code: placed(code) for code in measured},
        keys=keys,
    )
