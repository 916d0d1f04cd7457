"""What others made and we serve: the very files we listed, with licences, fit to be hashed."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
VENDOR = ROOT / "static" / "vendor"
OURS = {"README.md", "SHA256SUMS"}
FILES = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path.name not in OURS)
SHEETS = [path for path in FILES if path.suffix == ".css"]
LIBRARIES = sorted(path for path in VENDOR.iterdir() if path.is_dir())
PINS = ROOT / "scripts" / "vendor"


def listed() -> dict[str, str]:
    """Each listed file with its checksum."""
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    return {name: checksum for checksum, name in (line.split("  ") for line in lines)}


def test_every_vendored_file_is_listed_with_its_checksum() -> None:
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FILES
    }

    assert found == listed()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_points_at_a_source_map_that_is_not_here(path: Path) -> None:
    assert b"sourceMappingURL" not in path.read_bytes()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_fetches_nothing_from_elsewhere(path: Path) -> None:
    addresses = re.findall(r"url\(\s*[\"']?([^)\"']+)", path.read_text())
    for address in addresses:
        assert address.startswith("data:") or (path.parent / address).is_file(), address


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda path: path.name)
def test_each_library_brings_its_licence(library: Path) -> None:
    assert (library / "LICENSE").read_text().strip()


def test_the_readme_names_the_versions_that_are_pinned() -> None:
    readme = (VENDOR / "README.md").read_text()
    pinned = json.loads((PINS / "package.json").read_text())["dependencies"]

    assert pinned
    for version in pinned.values():
        assert f"| {version} |" in readme


def test_the_lock_file_names_no_host_to_fetch_from() -> None:
    packages = json.loads((PINS / "package-lock.json").read_text())["packages"]

    assert not [name for name, package in packages.items() if "resolved" in package]


def test_the_welsh_letters_are_in_the_typeface() -> None:
    sheet = (VENDOR / "inter" / "opsz.css").read_text()
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", sheet)

    for letter in "ŴŵŶŷẀẁẂẃẄẅỲỳ":
        assert any(int(low, 16) <= ord(letter) <= int(high or low, 16) for low, high in ranges)
