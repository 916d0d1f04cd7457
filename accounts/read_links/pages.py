"""Which pages a read-only link opens, by the names of their addresses: these and no others.

A page that is built tomorrow is closed to links until somebody writes its name here, and a test
compares this list with a second one. All of them are pages that whoever may see the plan may see.
"""

DASHBOARDS = (
    "dashboards:plan",
    "dashboards:plan_csv",
    "dashboards:headline_file",
    "dashboards:pillars",
    "dashboards:changed",
    "dashboards:present",
    "dashboards:definitions",
    "dashboards:subject",
    "dashboards:file",
)
PLAN = (
    "strategy_page",
    "strategy_map",
    "strategy_map_file",
    "pillar_page",
    "how_we_count",
    "okrs:list",
    "okrs:export",
    "okrs:workbook",
    "okrs:key_result",
    "okrs:history",
    "okrs:chart",
    "okrs:readings_csv",
    "okrs:periods",
    "okrs:period",
    "okrs:period_snapshot",
    "okrs:period_file",
)
SURVEYS = (
    "surveys:list",
    "surveys:wave",
    "surveys:imported",
    "surveys:results",
    "surveys:results_table",
    "surveys:results_file",
    "surveys:benchmarks",
)
PACKS = ("packs:list", "packs:pack", "packs:since", "packs:file")
OPEN = frozenset((*DASHBOARDS, *PLAN, *SURVEYS, *PACKS, "accessibility"))
FRONT = "dashboards:plan"  # what a link opens first, and where "home" leads
HOME = "home"
PUBLIC = frozenset({"survey:anonymity", "survey:page"})  # open to anyone: a link leads out to them
