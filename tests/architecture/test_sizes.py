"""How large things may grow: the limits of CONTRIBUTING.md."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "accounts",
    "charts",
    "disclosure",
    "strategy",
    "surveys",
    "okrs",
    "dashboards",
    "packs",
    "mobility",
)
LONGEST_FILE, MOST_FILES = 300, 200
LONGEST_FUNCTION, MOST_FUNCTIONS, MIDDLE_FUNCTION = 40, 25, 6
LONGEST_VIEW_95 = 20
LONGEST_TEMPLATE = 150


def source_files() -> list[Path]:
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> list[tuple[str, int]]:
    """Each function with its length in lines, without what it wears on top."""
    tree = ast.parse(path.read_text())
    return [
        (f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def at(part: float, sizes: list[int]) -> int:
    return sorted(sizes)[int(part * (len(sizes) - 1))]


def too_long(named: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    return [(name, size) for name, size in named if size > most]


def test_no_file_is_longer_than_its_limit_and_most_are_far_shorter():
    named = [
        (str(path.relative_to(ROOT)), len(path.read_text().splitlines())) for path in source_files()
    ]

    assert too_long(named, LONGEST_FILE) == []
    assert at(0.95, [size for _name, size in named]) <= MOST_FILES


def test_no_function_is_longer_than_its_limit_and_most_are_far_shorter():
    named = [found for path in source_files() for found in functions(path)]
    sizes = [size for _name, size in named]

    assert too_long(named, LONGEST_FUNCTION) == []
    assert at(0.95, sizes) <= MOST_FUNCTIONS
    assert at(0.5, sizes) <= MIDDLE_FUNCTION


def test_views_stay_thin():
    views = [path for path in source_files() if "views" in path.parts]
    sizes = [size for path in views for _name, size in functions(path)]

    assert at(0.95, sizes) <= LONGEST_VIEW_95


def test_no_template_is_longer_than_its_limit():
    named = [
        (str(path.relative_to(ROOT)), len(path.read_text().splitlines()))
        for path in (ROOT / "templates").rglob("*.html")
    ]

    assert too_long(named, LONGEST_TEMPLATE) == []
