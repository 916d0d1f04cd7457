"""Every app stands on a floor: a new one cannot be left out of the contracts by forgetting it."""

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
CONTRACTS: dict[str, Any] = {
    contract["id"]: contract for contract in TOOLS["importlinter"]["contracts"]
}


def rooms() -> set[str]:
    """The Python packages at the top of the repository."""
    return {path.parent.name for path in ROOT.glob("[a-z]*/__init__.py")}


def floors() -> set[str]:
    """The rooms that the contract names, from the roof to the ground."""
    return {room for layer in CONTRACTS["floors"]["layers"] for room in layer.split(" | ")}


def test_every_room_stands_on_a_floor() -> None:
    assert rooms() == floors()


def test_every_room_is_read_by_the_import_linter() -> None:
    assert set(TOOLS["importlinter"]["root_packages"]) == rooms()


@pytest.mark.parametrize("room", sorted(rooms() - {"tests", "charts"}))
def test_only_charts_may_import_plotly(room: str) -> None:
    assert room in CONTRACTS["plotly"]["source_modules"]


@pytest.mark.parametrize("room", sorted(rooms() - {"tests", "bench"}))
def test_every_room_of_the_product_is_measured_by_the_tests(room: str) -> None:
    assert room in TOOLS["coverage"]["run"]["source"]


@pytest.mark.parametrize("room", sorted(rooms() - {"tests"}))
def test_every_room_is_known_to_the_tools(room: str) -> None:
    assert room in TOOLS["ruff"]["lint"]["isort"]["known-first-party"]
    assert room in CONTRACTS["no-circles"]["ancestors"]


def imported_from_django(path: Path) -> set[str]:
    """What of Django a file imports, as full names, wherever in the file it does so."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] == "django"}


@pytest.mark.parametrize("room", ["okrs/rules", "charts"])
def test_a_pure_room_takes_only_words_from_django(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))

    assert files
    for path in files:
        taken = {
            name for name in imported_from_django(path) if not name.startswith("django.utils.")
        }
        assert not taken, path
