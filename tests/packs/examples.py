"""A whole pack made by hand, for everything that lays one out: five pillars and 37 key results,
charts with lines that are hidden, a chart of counts, changes, and what cannot be said yet."""

from datetime import date
from typing import Any

from charts.map import Branch, Leaf, StrategyMap, Trunk
from packs.contents import OPEN, Contents, StrategyLine
from tests.packs.example_findings import AS_OF, BEFORE, HIDDEN, background, grades, response
from tests.packs.example_plan import PILLARS, changes, plan_finding, unsaid

STATUSES = (
    ("ontrack", "On track"),
    ("achieved", "Achieved"),
    ("behind", "Behind"),
    ("offtrack", "Off track"),
    ("stale", "Stale"),
    ("unset", "No reading yet"),
    ("unset", "Baseline to set"),
    ("unset", HIDDEN),
)


def strategy(*, owner: str = "Sam Okafor") -> tuple[StrategyLine, ...]:
    """37 key results, every status among them, and figures of the longest kind."""
    lines: list[StrategyLine] = []
    for pillar, colour, objectives in PILLARS:
        for objective, count in objectives:
            for _each in range(count):
                lines.append(_line(len(lines) + 1, (pillar, colour, objective), owner))
    return tuple(lines)


def _line(number: int, place: tuple[str, str, str], owner: str) -> StrategyLine:
    status, said = STATUSES[number % len(STATUSES)]
    pillar, colour, objective = place
    now = "" if status == "unset" else f"{10 + number}%"
    return StrategyLine(
        key=str(number),
        pillar=pillar,
        colour=colour,
        objective=objective,
        key_result=f"Raise measure {number} for people from a lower socio-economic background",
        start="to set" if said == "Baseline to set" else "10%",
        now=now,
        end="to set" if said == "Baseline to set" else f"{30 + number}%",
        status=status,
        said=said,
        judged=status not in ("stale", "unset"),
        owner=owner,
    )


def strategy_map(lines: tuple[StrategyLine, ...]) -> StrategyMap:
    trunks = tuple(
        Trunk(
            name=pillar,
            colour=colour,
            branches=tuple(
                Branch(
                    name=objective,
                    leaves=tuple(_leaf(line) for line in lines if line.objective == objective),
                )
                for objective, _count in objectives
            ),
        )
        for pillar, colour, objectives in PILLARS
    )
    return StrategyMap(
        name="Social mobility strategy",
        description="Five pillars with ten objectives and 37 key results, and how each stands.",
        trunks=trunks,
    )


def _leaf(line: StrategyLine) -> Leaf:
    path = f"{line.start}, now {line.now or 'no reading'}, to {line.end}"
    return Leaf(name=line.key_result, status=line.status, said=line.said, path=path)


def contents(**more: Any) -> Contents:
    """The whole of it: pack 2, for leaders, with the changes since pack 1."""
    lines = strategy()
    told: dict[str, Any] = {
        "number": 2,
        "issued_on": date(2027, 4, 2),
        "issued_by": "Priya Nair",
        "title": "Social mobility: board pack",
        "organisation": "Calder & Moor",
        "vision": "Where you start should not decide how far you go.",
        "audience": "Board of Calder & Moor",
        "as_of": AS_OF,
        "language": "en-gb",
        "is_demo": True,
        "said": (
            "60% of people answered: 6 points more than in 2025.",
            "29% come from a lower socio-economic background: no clear change since 2025.",
            "Five key results are off track; most of them are about hiring.",
        ),
        "strategy": lines,
        "map": strategy_map(lines),
        "findings": (response(), background(), grades(), plan_finding()),
        "unsaid": unsaid(),
        "since": BEFORE,
        "changes": changes(),
        "definitions": (
            ("Likely range", "It holds the true share 19 times in 20."),
            (HIDDEN, "Too few people, or a group from which a small one could be worked out."),
        ),
    }
    return Contents(**(told | more))


def first(**more: Any) -> Contents:
    """Pack 1, for people at large: no names of owners, nothing to compare with."""
    told: dict[str, Any] = {
        "number": 1,
        "kind": OPEN,
        "issued_on": date(2027, 1, 4),
        "audience": "Everybody",
        "as_of": BEFORE,
        "strategy": strategy(owner=""),
        "since": None,
        "changes": None,
    }
    return contents(**(told | more))
