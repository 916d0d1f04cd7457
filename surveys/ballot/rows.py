"""An earlier survey's rows have no ballot numbers: their record keys come of what the rows say.

The same people counted again, under whatever title and in whatever order of rows and columns, have
the same keys, so the same noise: nothing can be averaged over two tries. One person more or less
gives everybody another key; were it not so, a survey made up for the purpose would show which noise
a real one was given. Whoever can change a row holds the file, and learns nothing from its tables.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from surveys.ballot.tabulating import LEFT_OUT, PAY, Row, Shape

MARK = b"mobility rows brought in 1"
"""What keeps a mark apart from all else that is made of the same secret."""
NUMBER_BYTES = 8


def as_counted(rows: Sequence[Row], shape: Shape) -> list[bytes]:
    """What is counted of each row: its categories by their codes, whatever order they stand in."""
    columns = [
        (code, column.question, [_categories(code, shape)[place] for place in column.categories])
        for code, column in sorted(shape.columns.items())
    ]

    @cache
    def said(row: tuple[int | None, ...]) -> bytes:
        told = [
            [code, names[LEFT_OUT if (answer := row[question]) is None else answer]]
            for code, question, names in columns
        ]
        return json.dumps(told, separators=(",", ":")).encode()

    return [said(tuple(row)) for row in rows]


def digest(said: Sequence[bytes]) -> str:
    """SHA-256 (FIPS 180-4) of the rows, in no order, with how often each is there: 64 digits."""
    counted = [[row.decode(), times] for row, times in sorted(Counter(said).items())]
    return hashlib.sha256(json.dumps(counted, separators=(",", ":")).encode()).hexdigest()


def numbers(said: Sequence[bytes]) -> Iterator[bytes]:
    """What stands for a ballot's number: what the row says, and its number among its equals."""
    before: Counter[bytes] = Counter()
    for row in said:
        yield before[row].to_bytes(NUMBER_BYTES, "big") + row
        before[row] += 1


def mark(*, rows: Sequence[Row], shape: Shape, secret: bytes) -> str:
    """By which the same rows are known again: 64 digits that tell nothing without the secret."""
    told = digest(as_counted(rows, shape)).encode()
    return hmac.digest(secret, MARK + told, "sha256").hex()


def _categories(code: str, shape: Shape) -> tuple[str, ...]:
    if code == PAY and shape.pay:
        return shape.pay
    attribute = shape.plan.by_code.get(code)
    return attribute.categories if attribute else shape.plan.measure(code).categories
