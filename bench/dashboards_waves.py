"""The demo with two waves of any size behind its published tables, through the real gate.

The people are drawn at random and mean nothing; what counts is that they are so many, and that the
tables they leave behind are those of the demo's own plan.
"""

from datetime import datetime

import numpy as np

from accounts.models import User
from bench import workforce
from dashboards.demo.loading import load
from disclosure import storing
from disclosure.control.people import People
from disclosure.control.plan import Plan
from disclosure.gate import protect
from disclosure.models import Publication
from surveys import tables_plan
from surveys.models import Wave
from surveys.states import State
from surveys.wave_questions import question_set, table_plan

READER = "leader@demo.example"


def build(responses: int | None, *, at: datetime) -> User:
    """The demo in the database in use; gives the leader who reads it. Where a size is given, every
    published wave has a newer version, of so many people who answered."""
    load(at=at)
    reader = User.objects.get(email=READER)
    for wave in Wave.objects.filter(state=State.PUBLISHED) if responses else ():
        assert responses
        _widen(wave, responses, by=reader, at=at)
    return reader


def _widen(wave: Wave, responses: int, *, by: User, at: datetime) -> None:
    before = Publication.objects.of(wave.label).newest_first()[0]
    plan = tables_plan.protection(table_plan(wave), question_set(wave))
    kept = ("source", "title", "population", "starts_on", "ends_on", "asked", "plan_hash", "words")
    storing.store(
        protected=protect(_people(plan, responses), plan),
        about=storing.About(
            **{name: getattr(before, name) for name in kept},
            invited=responses * 2,
            responded=responses,
        ),
        at=at,
        by=by,
        reason="Measured with more people.",
    )


def _people(plan: Plan, responses: int) -> People:
    """Each answers as chance has it: every category has people, as in a large employer."""
    rng = np.random.default_rng(responses)
    asked = {one.code: len(one.categories) for one in plan.attributes}
    asked |= {one.code: len(one.categories) for one in plan.measures}
    return workforce.people_of(
        {code: rng.integers(0, many, responses) for code, many in asked.items()},
        measured={one.code for one in plan.measures},
    )
