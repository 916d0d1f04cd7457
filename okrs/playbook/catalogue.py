"""The whole playbook, in page order, and how a row, a step or a resource of it is found."""

from functools import cache

from okrs.playbook import (
    rows_collaboration,
    rows_culture,
    rows_data,
    rows_hiring,
    rows_outreach,
    rows_progression,
)
from okrs.playbook.objectives import OBJECTIVES
from okrs.playbook.shapes import PlaybookObjective, PlaybookRow, Resource, Step
from okrs.playbook.sources import DOCUMENTS, RESOURCES
from strategy.pillars import Pillar

__all__ = ["DOCUMENTS", "OBJECTIVES", "RESOURCES", "ROWS"]

ROWS: tuple[PlaybookRow, ...] = (
    rows_data.ROWS
    + rows_progression.ROWS
    + rows_outreach.ROWS
    + rows_hiring.ROWS
    + rows_culture.ROWS
    + rows_collaboration.ROWS
)


class NotInThePlaybook(LookupError):
    """No row, objective or resource has this id."""


@cache
def _rows() -> dict[str, PlaybookRow]:
    return {row.id: row for row in ROWS}


@cache
def _objectives() -> dict[str, PlaybookObjective]:
    return {objective.id: objective for objective in OBJECTIVES}


@cache
def _resources() -> dict[str, Resource]:
    return {resource.id: resource for resource in RESOURCES}


def row(row_id: str) -> PlaybookRow:
    try:
        return _rows()[row_id]
    except KeyError:
        raise NotInThePlaybook(row_id) from None


def objective(objective_id: str) -> PlaybookObjective:
    try:
        return _objectives()[objective_id]
    except KeyError:
        raise NotInThePlaybook(objective_id) from None


def resource(resource_id: str) -> Resource:
    try:
        return _resources()[resource_id]
    except KeyError:
        raise NotInThePlaybook(resource_id) from None


def steps() -> tuple[Step, ...]:
    """Every milestone of every row, in page order."""
    return tuple(step for row in ROWS for step in row.steps)


def objectives_of(pillar: Pillar) -> tuple[PlaybookObjective, ...]:
    return tuple(one for one in OBJECTIVES if one.pillar == pillar)


def rows_of(objective_id: str) -> tuple[PlaybookRow, ...]:
    return tuple(one for one in ROWS if one.objective == objective_id)


def row_with_step(step_id: str) -> PlaybookRow:
    """The row whose milestone this is."""
    for one in ROWS:
        if any(step.id == step_id for step in one.steps):
            return one
    raise NotInThePlaybook(step_id)
