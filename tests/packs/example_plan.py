"""Findings of the plan made by hand: how it stands, what changed, and what cannot be said yet."""

from datetime import date
from typing import Any

from charts.stacks import Part, Stack, StackChart
from dashboards.finding import PERCENT, POINTS, Cell, Finding, Row, Table
from tests.packs.example_findings import AS_OF, HIDDEN

# name, colour, objectives with how many key results each
PILLARS = (
    ("Data", "data", (("Know who works here", 4), ("Say so in the open", 4))),
    ("Progression", "progression", (("Rise by what people do", 5), ("Fair pay", 3))),
    ("Hiring", "hiring", (("Reach further", 4), ("Hire from who we reach", 4))),
    ("Culture & leadership", "culture", (("Leaders who listen & act", 4), ("Every voice", 3))),
    ("Collaboration", "collaboration", (("Learn with others", 3), ("Share what works", 3))),
)


def plan_finding(**more: Any) -> Finding:
    """Counts by status beside how far each pillar has come, with the months before."""
    told: dict[str, Any] = {
        "key": "pillars",
        "heading": "The plan",
        "title": "Data is furthest along; Hiring has furthest to go",
        "sentence": "14 of 37 key results are achieved or on track.",
        "number": "41%",
        "number_of": "of the way",
        "about": "Progress from baseline to target, %, by pillar, with key results by status.",
        "chart": StackChart(
            description="Five pillars: how far each has come and how its key results stand.",
            stacks=tuple(
                _stack(pillar, colour, place) for place, (pillar, colour, _o) in enumerate(PILLARS)
            ),
        ),
        "table": Table(
            caption="Progress by pillar",
            names=("Pillar",),
            heads=("Progress", "Since a month ago"),
            rows=tuple(
                Row(
                    names=(pillar,),
                    cells=(
                        Cell(said=f"{70 - 12 * place}%", number=70 - 12 * place, unit=PERCENT),
                        Cell(said="+2 points", number=2, unit=POINTS),
                    ),
                )
                for place, (pillar, _c, _o) in enumerate(PILLARS)
            ),
        ),
        "people": "37 key results",
        "source": "The plan. As at 31 March 2027.",
        "as_of": AS_OF,
        "method": (("Progress", "The mean of key results, each from its baseline to its target."),),
    }
    return Finding(**(told | more))


def _stack(pillar: str, colour: str, place: int) -> Stack:
    value = 70 - 12 * place
    return Stack(
        name=pillar,
        note="7 of 8 measurable",
        colour=colour,
        value=value,
        said=f"{value}%",
        parts=(
            Part(status="achieved", number=1, said="1 achieved"),
            Part(status="ontrack", number=3, said="3 on track"),
            Part(status="behind", number=2, said="2 behind"),
            Part(status="offtrack", number=1, said="1 off track"),
            Part(status="unset", number=1, said="1 baseline to set"),
        ),
        trend=(
            (date(2026, 12, 31), None),
            (date(2027, 1, 31), value - 4),
            (date(2027, 2, 28), value - 2),
            (date(2027, 3, 31), value),
        ),
        moved="+2 points",
    )


def changes(**more: Any) -> Finding:
    """What is another than in the pack before."""
    told: dict[str, Any] = {
        "key": "changes",
        "heading": "Since the last pack",
        "title": "2 key results stand differently, and 1 was added",
        "about": "Pack of 31 December 2026 beside this one of 31 March 2027.",
        "table": Table(
            caption="Key results that changed",
            names=("Key result", "What changed"),
            heads=("31 December 2026", "31 March 2027"),
            rows=(
                Row(
                    names=("Raise measure 1", "Status"),
                    cells=(Cell(said="On track"), Cell(said="Behind")),
                ),
                Row(
                    names=("Raise measure 2", "Now"),
                    cells=(Cell(said="11%"), Cell(said="13%")),
                ),
                Row(names=("Raise measure 3", "Added"), cells=(Cell(said="–"), Cell(said="10%"))),
            ),
        ),
        "source": "Packs 1 and 2.",
        "as_of": AS_OF,
    }
    return Finding(**(told | more))


def unsaid(**more: Any) -> Finding:
    """The last page."""
    told: dict[str, Any] = {
        "key": "unsaid",
        "heading": "What we cannot say yet",
        "title": "11 key results cannot be judged yet, and 2 groups are hidden",
        "notes": (
            "5 key results have no baseline yet.",
            "6 key results have no reading yet.",
            "The background of the board is hidden to protect people.",
        ),
        "table": Table(
            caption="What cannot be said yet, and why",
            names=("What", "Why"),
            heads=(),
            rows=(
                Row(names=("Raise measure 5", "Baseline to set"), cells=()),
                Row(names=("Background of the board", HIDDEN), cells=()),
            ),
        ),
        "source": "The plan and the Mobility survey 2027.",
        "as_of": AS_OF,
    }
    return Finding(**(told | more))
