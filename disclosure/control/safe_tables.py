"""The only form in which figures about people exist outside the count: tables that passed the gate.

A SafeTable refuses, with Unsafe, a certificate that did not pass, a group that is too small or
counted exactly, and counts that noise could not have made; Protected, also tables other than those
its certificate is the digest of. That stops mistakes. It does not stop code that writes tables and
a certificate to match: no type can, so only disclosure/gate.py makes certificates, which a test
holds it to (tests/architecture/test_certificates.py), and a file from outside is signed
(surveys/guardian_counts.py). Python only, so that pages can read tables without the libraries that
made them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from disclosure.control.certificate import Certificate
from disclosure.control.plan import LOWEST_MINIMUM, Cut, Joined, Key, cut_name, cut_named

STEP = 5
"""How many people are in a group is said to the nearest 5."""


def rounded(number: int) -> int:
    """To the nearest 5. A whole number is never half-way between two multiples of 5."""
    return (number + STEP // 2) // STEP * STEP


class Unsafe(Exception):
    """This table may not exist: it could give somebody away."""


@dataclass(frozen=True)
class Cell:
    """One shown group: about how many people, and by measure their protected counts.

    `about` is a multiple of 5 made of a protected count. `counts` gives for each measure one whole
    number for each of its categories, in the plan's order. Shares are made of these and of nothing
    else.
    """

    about: int
    counts: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class SafeTable:
    """One cut: every group it could have, and its cell, or None where it is hidden.

    The reason a group is hidden, being small or standing beside a small one, is not kept. Whether
    the cells are those the certificate was made for is seen of all tables together: Protected, and
    disclosure/sealing.py of one that was stored.
    """

    cut: Cut
    cells: Mapping[Key, Cell | None]
    certificate: Certificate

    def __post_init__(self) -> None:
        _check_certificate(self.certificate)
        for cell in self.cells.values():
            if cell is not None:
                _check(cell, self.certificate)

    def data(self) -> list[list[Any]]:
        """The cells as plain data, groups in order of their keys."""
        return [
            [
                list(key),
                None
                if cell is None
                else [cell.about, {m: list(c) for m, c in sorted(cell.counts.items())}],
            ]
            for key, cell in sorted(self.cells.items())
        ]


def cells_from(data: list[list[Any]]) -> dict[Key, Cell | None]:
    """The cells that `SafeTable.data` gave."""
    return {tuple(key): None if cell is None else _cell(cell) for key, cell in data}


def _cell(data: list[Any]) -> Cell:
    about, counts = data
    return Cell(about=about, counts={measure: tuple(row) for measure, row in counts.items()})


def _check_certificate(certificate: Certificate) -> None:
    if not (certificate.checks and certificate.passed and certificate.digest):
        raise Unsafe("These tables have not passed the gate.")
    if min(certificate.minimum, certificate.smallest_crowd) < LOWEST_MINIMUM:
        raise Unsafe("These tables were made for groups of fewer than ten.")


def _check(cell: Cell, certificate: Certificate) -> None:
    if cell.about < certificate.minimum or cell.about % STEP:
        raise Unsafe("A group below the smallest that may be shown, or counted exactly.")
    for row in cell.counts.values():
        most = cell.about + STEP + certificate.noise * (len(row) + 1)
        if any(type(count) is not int or count < 0 for count in row) or sum(row) > most:
            raise Unsafe("Counts that the noise could not have made.")


@dataclass(frozen=True)
class Protected:
    """What leaves the gate: the tables of a plan by cut, what was joined, and their certificate.

    `recoded` gives, for each attribute, which categories were too small in the whole organisation
    and stand with another: {"GENDER": {"OTHER": "PNTS"}}.
    """

    cells: Mapping[Cut, Mapping[Key, Cell | None]]
    recoded: Joined
    certificate: Certificate

    def __post_init__(self) -> None:
        if digest(self.cells, self.recoded) != self.certificate.digest:
            raise Unsafe("The tables are not those that passed the gate.")
        _ = self.tables

    @cached_property
    def tables(self) -> Mapping[Cut, SafeTable]:
        """Each cut's table. Raises Unsafe for what may not exist."""
        return {cut: SafeTable(cut, cells, self.certificate) for cut, cells in self.cells.items()}

    def to_data(self) -> dict[str, Any]:
        """As plain data: what a guardian's machine sends back, and what is stored."""
        return {
            "tables": {cut_name(cut): table.data() for cut, table in self.tables.items()},
            "recoded": {code: dict(joined) for code, joined in self.recoded.items()},
            "certificate": self.certificate.to_data(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What was stored or sent. Raises Unsafe where it is not as it left the gate."""
        try:
            tables = {cut_named(name): cells_from(cells) for name, cells in data["tables"].items()}
            certificate = Certificate.from_data(data["certificate"])
            recoded = {code: dict(joined) for code, joined in data["recoded"].items()}
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise Unsafe("These are not tables of ours.") from wrong
        return cls(cells=tables, recoded=recoded, certificate=certificate)


def digest(cells: Mapping[Cut, Mapping[Key, Cell | None]], recoded: Joined) -> str:
    """SHA-256 (FIPS 180-4) of the tables in canonical form, as 64 hex digits."""
    told = [
        [
            list(cut),
            [
                [
                    list(key),
                    None
                    if cell is None
                    else [cell.about, sorted((m, list(c)) for m, c in cell.counts.items())],
                ]
                for key, cell in sorted(table.items())
            ],
        ]
        for cut, table in sorted(cells.items())
    ]
    told.append([[code, sorted(joined.items())] for code, joined in sorted(recoded.items())])
    return hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()
