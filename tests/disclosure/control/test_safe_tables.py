"""Tables that do not match their certificate, or that no gate could have made, are refused."""

from dataclasses import replace
from typing import Any

import pytest

from disclosure.control.certificate import Certificate, Check
from disclosure.control.safe_tables import Cell, Protected, SafeTable, Unsafe, digest

CELLS: dict[tuple[str, ...], dict[tuple[str, ...], Cell | None]] = {
    (): {(): Cell(45, {"SEB1": (12, 33)})},
    ("UNIT",): {("north",): Cell(20, {"SEB1": (3, 17)}), ("south",): None, ("west",): None},
}


def certificate(**over: Any) -> Certificate:
    given: dict[str, Any] = {
        "checks": (Check("recovery", 3, 0),),
        "repairs": 0,
        "total_only": False,
        "shown": 2,
        "hidden": 2,
        "safe_hidden": 0,
        "smallest_crowd": 10,
        "error": {},
        "minimum": 10,
        "noise": 3,
        "variance": 2,
        "digest": digest(CELLS, {}),
    }
    return Certificate(**given | over)


def protected(**over: Any) -> Protected:
    return Protected(**{"cells": CELLS, "recoded": {}, "certificate": certificate()} | over)


def test_tables_that_passed_can_be_read() -> None:
    assert protected().tables["UNIT",].cells["south",] is None


@pytest.mark.parametrize(
    "refused",
    [
        certificate(checks=(Check("recovery", 3, 1),)),  # an attack found something
        certificate(checks=()),  # nothing was tried
        certificate(digest=""),  # it stands for no tables
        certificate(minimum=9),
        certificate(smallest_crowd=9),
    ],
)
def test_no_table_without_a_certificate_that_passed(refused: Certificate) -> None:
    with pytest.raises(Unsafe):
        SafeTable((), CELLS[()], refused)


@pytest.mark.parametrize(
    "cell",
    [
        Cell(5, {}),  # fewer than ten
        Cell(12, {}),  # counted exactly
        Cell(20, {"SEB1": (-1, 21)}),
        Cell(20, {"SEB1": (1.5, 20)}),  # type: ignore[dict-item]
        Cell(20, {"SEB1": (True, 20)}),
        Cell(20, {"SEB1": (60, 20)}),  # more than the group with all its noise
    ],
)
def test_no_cell_that_could_not_have_left_the_gate(cell: Cell) -> None:
    with pytest.raises(Unsafe):
        SafeTable((), {(): cell}, certificate())


def test_tables_are_those_of_the_certificate_and_no_others() -> None:
    other = {**CELLS, (): {(): Cell(45, {"SEB1": (13, 32)})}}
    with pytest.raises(Unsafe):
        protected(cells=other)
    with pytest.raises(Unsafe):
        protected(recoded={"UNIT": {"east": "north"}})


def test_stored_and_read_again_they_are_the_same() -> None:
    assert Protected.from_data(protected().to_data()) == protected()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("certificate"),
        lambda data: data["tables"].pop("UNIT"),
        lambda data: data["tables"].update(UNIT=7),
        lambda data: data["tables"][""][0].__setitem__(1, [45, {"SEB1": [1, 44]}]),
        lambda data: data["certificate"].update(digest="0" * 64),
        lambda data: data["certificate"].update(unknown=1),
    ],
)
def test_what_was_stored_otherwise_is_refused(spoil: Any) -> None:
    data = protected().to_data()
    spoil(data)
    with pytest.raises(Unsafe):
        Protected.from_data(data)


def test_a_certificate_comes_back_as_it_was() -> None:
    kept = replace(certificate(), error={"200+": 0.4})
    assert Certificate.from_data(kept.to_data()) == kept
