"""Strategy maps to draw: five pillars with so many key results."""

from charts.map import Branch, Leaf, StrategyMap, Trunk

PILLARS = (
    ("Data", "data"),
    ("Progression", "progression"),
    ("Hiring", "hiring"),
    ("Culture & leadership", "culture"),
    ("Collaboration", "collaboration"),
)
STATUSES = (
    ("achieved", "Achieved"),
    ("ontrack", "On track"),
    ("behind", "Behind"),
    ("offtrack", "Off track"),
    ("unset", "Baseline to set"),
    ("stale", "Stale"),
)
NAMES = (
    "Learn and share the statistics",
    "Build a toolkit that promotes opportunity for people from low socio-economic backgrounds",
    "Employees from lower socio-economic backgrounds in senior grades",
    "Listen",
    "Roles with a non-graduate route",
)
GOALS = ("Know the baseline data", "Make data the backbone of the strategy")


def strategy(many: int, *, name: str = "") -> StrategyMap:
    """So many key results, shared out over ten objectives as evenly as they go."""
    leaves = [_leaf(number, name) for number in range(many)]
    branches = [
        Branch(
            name=name or GOALS[n % 2],
            leaves=tuple(leaves[n::10]),
            address=f"/okrs/{n}/",
            share="76%",
            status="ontrack",
            said="On track",
        )
        for n in range(10)
    ]
    return StrategyMap(
        name="Strategy map",
        description="Five pillars and what is in them",
        trunks=tuple(
            Trunk(
                name=title,
                colour=colour,
                branches=tuple(branches[2 * n : 2 * n + 2]),
                share="71% progress",
            )
            for n, (title, colour) in enumerate(PILLARS)
        ),
    )


def _leaf(number: int, name: str) -> Leaf:
    status, said = STATUSES[number % len(STATUSES)]
    return Leaf(
        name=name or NAMES[number % len(NAMES)],
        status=status,
        said=said,
        path="" if status == "unset" else "0%, now 19%, to 33%",
        short="" if status == "unset" else "0% → 19% → 33%",
        also=("Hiring",) if number % 7 == 3 else (),
        address=f"/okrs/key-results/{number}/",
    )
