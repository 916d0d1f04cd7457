"""Only the gate says that tables passed it. What it said is read, never written, anywhere else.

A type cannot tell a certificate that was earned from one that was made up, so here is written down
who makes any: disclosure/gate.py, disclosure/pay_gate.py, which has its checks of pay gaps, and
disclosure/correcting.py, which takes tables back and lets the certificate stand for those that are
left.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.test_sizes import ROOT, source_files

HOME = "disclosure.control.certificate"
MADE = {"Certificate", "Check"}
MAKERS = {"disclosure/gate.py", "disclosure/pay_gate.py"}
CHANGERS = {"disclosure/correcting.py"}


def names_of(tree: ast.AST) -> dict[str, str]:
    """What the two are called in this file: {"One": "Check"}, or {"c.Check": "Check"}."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        for one in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
            whole = f"{node.module}.{one.name}" if isinstance(node, ast.ImportFrom) else one.name
            called = one.asname or one.name
            if whole == HOME:
                names |= {f"{called}.{name}": name for name in MADE}
            elif whole.rpartition(".")[0] == HOME and one.name in MADE:
                names[called] = one.name
    return names


def made_in(source: str) -> Iterator[str]:
    """Each call in this source that makes a certificate, or one check of it, or changes one."""
    tree = ast.parse(source)
    names = names_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called, first = ast.unparse(node.func), " ".join(map(ast.unparse, node.args[:1]))
            if called in names:
                yield names[called]
            elif called.rpartition(".")[2] == "replace" and "certificate" in first:
                yield "replace"


def test_only_the_gate_makes_certificates():
    made = {str(path.relative_to(ROOT)): set(made_in(path.read_text())) for path in source_files()}

    assert {path for path, calls in made.items() if calls & MADE} <= MAKERS
    assert {path for path, calls in made.items() if "replace" in calls} <= CHANGERS
    assert made["disclosure/gate.py"] == MADE, "so one would have been seen"
    assert made["disclosure/correcting.py"] == {"replace"}


IMPORTED = f"from {HOME} import Certificate, Check as One\n"
SEEN = [
    (f"{IMPORTED}x = Certificate(checks=())", ["Certificate"]),
    (f"{IMPORTED}x = [One('a', 1, 0)]", ["Check"]),
    (f"import {HOME}\nx = {HOME}.Check('a', 1, 0)", ["Check"]),
    ("from disclosure.control import certificate as c\nx = c.Certificate()", ["Certificate"]),
    ("x = replace(tables.certificate, repairs=0)", ["replace"]),
    ("x = dataclasses.replace(certificate, repairs=0)", ["replace"]),
    (f"{IMPORTED}x = Certificate.from_data(kept)", []),
    ("from okrs.importing.checking import Check\nx = Check(())", []),
    ("x = text.replace('a', 'b')", []),
]


@pytest.mark.parametrize(("source", "calls"), SEEN)
def test_it_would_be_seen(source: str, calls: list[str]):
    assert list(made_in(source)) == calls


def test_the_places_are_files():
    assert all(Path(ROOT, path).is_file() for path in MAKERS | CHANGERS)
