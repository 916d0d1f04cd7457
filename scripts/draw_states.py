"""Draw the life of a wave from surveys/states.py into docs/surveys.md, between its two marks.

`python scripts/draw_states.py` writes it; a test fails when the drawing is not what the code says.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "surveys.md"
OPENS, CLOSES = "<!-- drawn from surveys/states.py -->", "<!-- end of the drawing -->"

sys.path.insert(0, str(ROOT))


def drawing() -> str:
    """A Mermaid state diagram, and the same as a table for those who read without pictures."""
    from surveys.states import MAY_FOLLOW

    steps = [(now, then, verb) for now, after in MAY_FOLLOW.items() for then, verb in after.items()]
    diagram = [f"  {now.value} --> {then.value}: {verb}" for now, then, verb in steps]
    ends = [f"  {state.value} --> [*]" for state, after in MAY_FOLLOW.items() if not after]
    first = next(iter(MAY_FOLLOW))
    rows = [f"| {now.value} | {verb} | {then.value} |" for now, then, verb in steps]
    return "\n".join(
        [
            "```mermaid",
            "stateDiagram-v2",
            f"  [*] --> {first.value}",
            *diagram,
            *ends,
            "```",
            "",
            "| from | step | to |",
            "|---|---|---|",
            *rows,
        ]
    )


def page_with(picture: str) -> str:
    """The page with this picture between its marks."""
    before, _mark, rest = PAGE.read_text().partition(OPENS)
    _old, _mark, after = rest.partition(CLOSES)
    return f"{before}{OPENS}\n{picture}\n{CLOSES}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with(drawing()))
