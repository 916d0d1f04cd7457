"""The key results of a list, read in two queries and at little cost: a page may hold hundreds.

A joined row becomes one key result; an objective or an owner that many rows share is made once for
all of them, where `select_related` would make each anew for every row. Milestones become facts at
once. Only the columns named here are read; any other is a query of its own, for that one row.
What this is worth: bench/README.md.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic

from django.db import models

from accounts.models import User
from okrs.guarding import lay_by_partners
from okrs.instances import M, made
from okrs.models import CheckIn, KeyResult, Milestone, Objective, StatusOverride
from okrs.models.key_results import KeyResultQuerySet
from okrs.rules.facts import MilestoneFacts
from okrs.standings import Row, row_of

# Of a key result, what no list asks for: where it came from, how it was written, and why it went.
LEFT_OUT = {
    *("from_numerator", "from_denominator", "from_label", "to_label", "base_count"),
    *("playbook_id", "origin", "added_at", "retired_at", "retired_why"),
    "followed",
    *("order", "version", "intent"),
    "latest_id",  # the reading itself is laid by
}


def _columns(model: type[models.Model], *names: str) -> list[str]:
    """These, in the order of the table; without names, all that are not left out."""
    known = [field.attname for field in model._meta.concrete_fields]
    return [name for name in known if (name in names if names else name not in LEFT_OUT)]


OWN = _columns(KeyResult)
OBJECTIVE = _columns(Objective, "id", "strategy_id", "pillar", "title", "order")
READING = _columns(
    CheckIn, "id", "as_of", "value", "numerator", "denominator", "word", "suppressed"
)
OWNER = _columns(User, "id", "name", "email", "role", "is_active")
SAID = _columns(StatusOverride, "id", "key_result_id", "status", "reason", "until", "by_id")
SAYER = _columns(User, "id", "name")
COLUMNS = [
    *OWN,
    *(f"objective__{name}" for name in OBJECTIVE),
    *(f"latest__{name}" for name in READING),
    *(f"owner__{name}" for name in OWNER),
    *(f"said__{name}" for name in SAID),
    *(f"said__by__{name}" for name in SAYER),
]
OBJECTIVE_AT = len(OWN)
READING_AT = OBJECTIVE_AT + len(OBJECTIVE)
OWNER_AT = READING_AT + len(READING)
SAID_AT = OWNER_AT + len(OWNER)


def _lay_by(name: str) -> Callable[[KeyResult, models.Model | None], None]:
    """How a key result is given the row that one of its columns points at, as `select_related`
    gives it: the column itself is read already."""
    field: Any = KeyResult._meta.get_field(name)
    lay_by: Callable[[KeyResult, models.Model | None], None] = field.set_cached_value
    return lay_by


HAS_OBJECTIVE, HAS_LATEST, HAS_OWNER = map(_lay_by, ("objective", "latest", "owner"))
Read = tuple[KeyResult, tuple[MilestoneFacts, ...]]


def rows_of(wanted: KeyResultQuerySet, *, today: date) -> list[Row]:
    """These key results, in the order asked for, as they stand today: two queries.

    Ask for a whole plan: a keep-at that is not among them is not in it, and guards none.
    """
    found = read(wanted)
    lay_by_partners([key_result for key_result, _steps in found])
    return [row_of(key_result, today=today, steps=steps) for key_result, steps in found]


def read(wanted: KeyResultQuerySet) -> list[Read]:
    """Each key result with its counted milestones, before the rules have looked at them."""
    key_results = _made(wanted.knowing_what_is_said().values_list(*COLUMNS), using=wanted.db)
    steps = _steps(key_results)
    return [(one, tuple(steps.get(one.pk, ()))) for one in key_results]


class _Once(Generic[M]):
    """Makes each row of a table once, however often it is met."""

    def __init__(self, model: type[M], names: list[str], using: str) -> None:
        self.model, self.names, self.using = model, names, using
        self.made: dict[int, M] = {}

    def of(self, values: Sequence[Any]) -> M:
        """The row whose columns these are; the first is its key."""
        found = self.made.get(values[0])
        if found is None:
            found = made(self.model, self.names, values, self.using)
            self.made[values[0]] = found
        return found

    def if_any(self, values: Sequence[Any]) -> M | None:
        return None if values[0] is None else self.of(values)


def _made(found: Iterable[Sequence[Any]], *, using: str) -> list[KeyResult]:
    objectives = _Once(Objective, OBJECTIVE, using)
    readings = _Once(CheckIn, READING, using)
    owners = _Once(User, OWNER, using)
    key_results = []
    for values in found:
        key_result = made(KeyResult, OWN, values[:OBJECTIVE_AT], using)
        HAS_OBJECTIVE(key_result, objectives.of(values[OBJECTIVE_AT:READING_AT]))
        HAS_LATEST(key_result, readings.if_any(values[READING_AT:OWNER_AT]))
        HAS_OWNER(key_result, owners.if_any(values[OWNER_AT:SAID_AT]))
        if values[SAID_AT] is not None:
            key_result.said = _said(values[SAID_AT:], using)
        key_results.append(key_result)
    return key_results


def _said(values: Sequence[Any], using: str) -> StatusOverride:
    """What an owner says instead, and who that was. Rare: most key results have none."""
    said = made(StatusOverride, SAID, values[: len(SAID)], using)
    said.by = made(User, SAYER, values[len(SAID) :], using)
    return said


def _steps(key_results: list[KeyResult]) -> dict[int, list[MilestoneFacts]]:
    """What counts of each one's milestones: `okrs.standings.counted_milestones`, in one query.

    Asked from the lowest key to the highest, which a database plans faster than five hundred keys
    or the list's own question again; what lies between and belongs to others is not looked at.
    """
    keys = [key_result.pk for key_result in key_results]
    if not keys:
        return {}
    between = Milestone.objects.filter(key_result__gte=min(keys), key_result__lte=max(keys))
    counted = between.filter(promoted_to=None)
    steps: dict[int, list[MilestoneFacts]] = {}
    columns = ("key_result_id", "weight", "due_on", "done_on")
    for key_result_id, weight, due_on, done_on in counted.values_list(*columns):
        facts = MilestoneFacts(weight=weight, due_on=due_on, done_on=done_on)
        steps.setdefault(key_result_id, []).append(facts)
    return steps
