"""The benchmarks that come with the product: a data file in our own form, read once.

Each has its source and where that can be read, the year, the population and the definition by which
it may be compared. The words are in British English only, as their sources are.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.benchmarks.definitions import DEFINITIONS, Definition

FILE = Path(__file__).parent / "benchmarks.json"
UK_WORKFORCE = ("uk_workforce_professional", "uk_workforce_intermediate", "uk_workforce_lower")
DEFAULTS = (*UK_WORKFORCE, "indep_school_smc", "fsm_adult")
"""What a share is set beside where nobody chose: one for each group that has one."""
NATIONAL = (*DEFAULTS, "uk_ofcom_professional", "uk_lower_lfs_bridge", "indep_school_7")
"""The UK's value in each study: what the values of its sectors belong beside."""


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """One figure to compare with, ours or the organisation's own.

    `whose` is the population as it reads in a sentence: "the UK workforce". `measure` and `group`
    are codes of the survey's, "" where no question of ours asks for it. `year` may be a school
    year, or "about 2021". `status` is "current", "superseded" or "unsourced".
    """

    key: str
    label: str
    whose: str
    measure: str
    group: str
    definition: str
    population: str
    value: Decimal
    unit: str
    year: str
    source: str
    address: str
    note: str = ""
    status: str = "current"

    @property
    def author(self) -> str:
        """Whose figure it is, in a line below a chart: without who quotes it."""
        return self.source.partition(", as quoted by ")[0]

    @property
    def terms(self) -> Definition:
        """What it counts, and whether a share of ours may stand beside it."""
        return DEFINITIONS[self.definition]


@cache
def every() -> tuple[Benchmark, ...]:
    """All that come with the product, in the order of the file."""
    return tuple(map(_from_data, json.loads(FILE.read_text(encoding="utf-8"))))


def by_key(key: str) -> Benchmark:
    """One of them. Raises KeyError for a key there is not."""
    return {one.key: one for one in every()}[key]


def _from_data(data: Mapping[str, Any]) -> Benchmark:
    return Benchmark(**{**data, "value": Decimal(data["value"])})
