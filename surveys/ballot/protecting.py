"""Answers pass the gate here, in the memory of the process that opened them. Nothing exact leaves.

Everybody's record key, from which the noise is drawn, comes from the box's own key: a count that
was killed and begins again gives the same tables to the last bit, and once the key is destroyed
nobody can work out the noise, or draw it again. The rows of an earlier survey have no such key:
theirs come from a secret of the server's, given by whoever counts them, and from the rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from disclosure.control.earlier import Earlier
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.control.safe_tables import Protected
from surveys.ballot.rows import as_counted, digest, numbers
from surveys.ballot.tabulating import Row, Shape, people

if TYPE_CHECKING:
    from disclosure.control.people import RecordKeys

Progress = Callable[[str, int, int], None]
"""What is being done (a code), how much of it is done, and how much there is."""
OPENING = "open"
BYTES = 32  # of the private number of P-256


@dataclass(frozen=True)
class Safe:
    """What may leave: the tables, and class pay gaps where pay was asked."""

    tables: Protected
    pay: PayGaps | None


def silent(what: str, done: int, total: int) -> None:
    """The progress of a count that nobody watches."""


def of_ballots(
    ballots: Sequence[tuple[bytes, Row]],
    *,
    private: EllipticCurvePrivateKey,
    label: str,
    shape: Shape,
    earlier: Sequence[Earlier] = (),
    progress: Progress = silent,
) -> Safe:
    """The tables of these ballots, each its number and its answers. Raises ValueError below the
    smallest group that may be shown."""
    from disclosure.control.record_keys import record_keys, wave_secret

    in_order = sorted(ballots)  # by number: the same order whenever it is counted
    material = private.private_numbers().private_value.to_bytes(BYTES, "big")
    keys = record_keys(wave_secret(material, label), [number for number, _row in in_order])
    return _protected([row for _number, row in in_order], keys, shape, earlier, progress)


def of_rows(
    rows: Sequence[Row],
    *,
    secret: bytes,
    shape: Shape,
    earlier: Sequence[Earlier] = (),
    progress: Progress = silent,
) -> Safe:
    """The tables of an earlier survey's rows: of the same rows and secret, with the same noise.

    Raises ValueError for a secret of fewer than 32 bytes.
    """
    from disclosure.control.record_keys import record_keys, wave_secret

    said = as_counted(rows, shape)
    keys = record_keys(wave_secret(secret, digest(said)), numbers(said))
    return _protected(rows, keys, shape, earlier, progress)


def _protected(
    rows: Sequence[Row],
    keys: "RecordKeys",
    shape: Shape,
    earlier: Sequence[Earlier],
    progress: Progress,
) -> Safe:
    from disclosure import gate, pay_gate
    from disclosure.control import pay_gap

    counted = people(rows, keys, shape)
    tables = gate.protect(counted, shape.plan, earlier=earlier, progress=progress)
    measured = {measure.code for measure in shape.plan.measures}
    if not shape.pay or pay_gap.ORIGIN not in measured:
        return Safe(tables, None)
    return Safe(tables, pay_gate.pay_gaps(counted, shape.plan, bands=shape.pay, shown=tables))
