"""An installation with much of everything, for tests of how large the headline page may grow: waves
of 30 units and 12 levels, and as many key results off track as are asked for, in long words."""

from copy import copy
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import numpy as np
from django.db.models.base import ModelState

from accounts import audit
from bench import workforce
from dashboards.waves import PUBLISHED
from disclosure.control.plan import Attribute, Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect
from okrs.models import CheckIn, KeyResult
from strategy.pillars import Pillar
from surveys.states import State
from tests.dashboards.sections import headlines
from tests.disclosure import publications
from tests.factories import UserFactory, WaveFactory

PEOPLE, UNITS, GRADES = 6_000, 30, 12
CUTS = ((), ("UNIT",), ("GRADE",))
NAMES = {
    "UNIT": tuple(f"Directorate of works, number {n}" for n in range(1, UNITS + 1)),
    "GRADE": tuple(f"Band {n} of {GRADES}, as agreed" for n in range(1, GRADES + 1)),
}
DAY, AT = date(2026, 11, 2), datetime(2026, 11, 2, 9, tzinfo=UTC)
WORDS = """
agree allocate apprentice audit bring buddy campus cohort compare contract cover deliver depot draft
engineer estate finish forum ground history improve induction journey kitchen ladder learn mentor
monitor network outreach panel partner pathway pilot policy promise quarter recruit region report
review roster school shift skill sponsor start station supply survey talent task team tender train
transfer travel tutor union value vendor visit voice weekly
"""


def waves(*labels: str) -> None:
    """Published one after the other, a year apart, of other people each."""
    for number, label in enumerate(labels):
        year = 2027 - len(labels) + number
        at = datetime(year, 11, 3, 12, tzinfo=UTC)
        days = {"starts_on": date(year, 10, 1), "ends_on": date(year, 10, 30)}
        wave = WaveFactory.create(
            label=label,
            title=f"October {year}",
            state=State.PUBLISHED,
            closes_on=days["ends_on"],
            plan_hash="c" * 64,
        )
        publications.publication(
            label, protected=_tables(number % 2 + 1), words=_words(), invited=9_000,
            responded=PEOPLE, title=wave.title, at=at, **days,
        )  # fmt: skip
        audit.record(by=None, verb=PUBLISHED, about=wave, at=at)


@cache
def _tables(seed: int) -> Protected:
    """Through the gate once for each seed."""
    rows, _attributes = workforce.staff(PEOPLE, seed=seed, like=1_000)
    rng = np.random.default_rng(seed)
    spread = {"UNIT": rows["DEPARTMENT"] * 3, "GRADE": rows["LEVEL"] * 2}
    columns = {
        code: np.minimum(column + rng.integers(0, 2, PEOPLE), len(NAMES[code]) - 1)
        for code, column in spread.items()
    }
    answers = {"SEB1": rows["PARENT"], "SEB2": rows["SCHOOL"], "SEB3": rows["MEALS"]}
    measured = {code: np.minimum(column, 3) for code, column in answers.items()}
    people = workforce.people_of(columns | measured, measured=frozenset(measured))
    return protect(people, _plan())


def _plan() -> Plan:
    return Plan(
        attributes=tuple(
            Attribute(code, tuple(map(str, range(len(names))))) for code, names in NAMES.items()
        ),
        measures=publications.plan_of().measures,
        cuts=CUTS,
    )


def _words() -> dict[str, Any]:
    """What the codes mean: of groups their long names."""
    told = publications.words()
    for code, names in NAMES.items():
        told["attributes"][code]["categories"] = {
            str(place): {"en-gb": name} for place, name in enumerate(names)
        }
    return told


def red(many: int) -> None:
    """A plan of so many key results off track and a tenth as many with no baseline, each in its own
    long words; the last of them is blocked. Written as rows, which is soon done."""
    strategy, owner = headlines.strategy(), UserFactory.create(name="Rosalind Featherstonehaugh")
    rng, pillars = np.random.default_rng(many), list(Pillar)
    for number in range(1 + many // 10):
        due, pillar = date(2026, 12, 31), pillars[number % len(pillars)]
        headlines.key_result(strategy, pillar, title=_said(rng, 16), unset=True, set_by=due)
    one = headlines.key_result(strategy, "hiring", title=_said(rng, 16), owner=owner)
    more = [_like(one, title=_said(rng, 16)) for _number in range(many - 1)]
    key_results = [one, *KeyResult.objects.bulk_create(more)]
    key_results[-1].blocked = True
    said = CheckIn.objects.bulk_create(
        CheckIn(key_result=one, value=3 + place % 20, as_of=DAY, recorded_at=AT, **_told(rng))
        for place, one in enumerate(key_results)
    )
    for one, told in zip(key_results, said, strict=True):
        one.latest, one.confirmed_on = told, DAY
    KeyResult.objects.bulk_update(key_results, ["latest", "confirmed_on", "blocked"])


def _like(one: KeyResult, *, title: str) -> KeyResult:
    """Another of the same terms."""
    other = copy(one)
    other.pk, other.title, other._state = None, title, ModelState()
    return other


def _told(rng: np.random.Generator) -> dict[str, str]:
    return {name: _said(rng, 60) for name in ("changed", "next", "blockers")}


def _said(rng: np.random.Generator, words: int) -> str:
    return " ".join(rng.choice(WORDS.split(), words)).capitalize()
