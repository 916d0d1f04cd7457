"""Draw the house from the code: the floors of the contract, each room's own sentence, its files.

`python scripts/draw_floors.py` writes the drawing into docs/floors.md between its two marks; a
test fails when what stands there is no longer what the code says.
"""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "floors.md"
OPENS, CLOSES = "<!-- drawn from the code -->", "<!-- end of the drawing -->"


def layers() -> list[str]:
    """The floors of the product, roof first, as the import contract has them; "a | b" share one."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    contracts = {contract["id"]: contract for contract in tools["importlinter"]["contracts"]}
    return [layer for layer in contracts["floors"]["layers"] if layer not in ("tests", "bench")]


def sentence_of(path: Path) -> str:
    """The first line of a file's docstring: what the file says it is for."""
    docstring = ast.get_docstring(ast.parse(path.read_text())) or ""
    return docstring.split("\n")[0]


def rooms_of(room: str) -> list[tuple[str, str]]:
    """The files and packages of a room that say what they are for, in the order of their names."""
    folder = ROOT / room
    found = [path for path in folder.glob("*.py") if path.name not in ("__init__.py", "apps.py")]
    found += list(folder.glob("*/__init__.py"))
    named = ((label(path), sentence_of(path)) for path in sorted(found, key=label))
    return [(name, said) for name, said in named if said]


def label(path: Path) -> str:
    return f"{path.parent.name}/" if path.name == "__init__.py" else path.name


def drawing() -> str:
    floors = " ▸ ".join(layers())
    lines = ["```", f"{floors}        ▸ may import; never back; | never see each other", "```"]
    for room in (room for layer in layers() for room in layer.split(" | ")):
        lines += ["", f"## {room}", "", sentence_of(ROOT / room / "__init__.py"), ""]
        rows = [f"| `{name}` | {said} |" for name, said in rooms_of(room)]
        lines += ["| file | what it is for |", "|---|---|", *rows]
    return "\n".join(lines)


def page_with(picture: str) -> str:
    before, _mark, rest = PAGE.read_text().partition(OPENS)
    _old, _mark, after = rest.partition(CLOSES)
    return f"{before}{OPENS}\n{picture}\n{CLOSES}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with(drawing()))
