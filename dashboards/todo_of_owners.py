"""What an owner must do: check in, find out where a key result starts, finish steps."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Capability
from dashboards.todo_line import Todo
from dashboards.todo_unset import by_milestones
from okrs.falls import Fall
from okrs.listing import is_mine
from okrs.models import Milestone
from okrs.rules import measuring
from okrs.rules.words import Status
from okrs.standings import Plan, Row, counted_milestones

SOON = timedelta(days=7)
STEP_SOON = timedelta(days=14)


def of_owner(plan: Plan, *, reader: User, today: date, fell: Mapping[int, Fall]) -> Iterator[Todo]:
    """What is theirs: one without From or To waits for its baseline, and for nothing else."""
    for row in plan.rows:
        if is_mine(row, reader):
            yield from _of_row(row, today)
            yield from _shaken(row, fell, reader)
        yield from (_step(step, row) for step in _steps_due(row, reader, today))


def _of_row(row: Row, today: date) -> Iterator[Todo]:
    unset = row.standing.status is Status.unset
    if not unset and row.standing.next_due <= today + SOON:
        yield _check_in(row)
    if unset or row.standing.outcome_to_set:
        yield _find_baseline(row)


def _shaken(row: Row, fell: Mapping[int, Fall], reader: User) -> Iterator[Todo]:
    """What an owner grew much less sure of. A lead has it among what to ask others."""
    fall = fell.get(row.key_result.pk)
    if fall and not reader.may(Capability.EDIT_PLAN):
        yield Todo(
            _("Say what would help: %(title)s") % {"title": row.key_result.title},
            fall.sentence,
            None,
            _("Check in"),
            reverse("okrs:check_in", args=[row.key_result.pk]),
        )


def _check_in(row: Row) -> Todo:
    late = row.standing.days_late
    why = (
        ngettext("It is %(n)s day late.", "It is %(n)s days late.", late) % {"n": late}
        if late > 0
        else _("Due soon. About a minute.")
    )
    return Todo(
        _("Check in: %(title)s") % {"title": row.key_result.title},
        why,
        row.standing.next_due,
        _("Check in"),
        reverse("okrs:check_in", args=[row.key_result.pk]),
    )


def _find_baseline(row: Row) -> Todo:
    if by_milestones(row):
        return Todo(
            _("Add its milestones: %(title)s") % {"title": row.key_result.title},
            _("It is measured by milestones and has none yet, so it cannot count."),
            measuring.set_by(row.standing.facts),
            _("Open"),
            reverse("okrs:key_result", args=[row.key_result.pk]),
        )
    return Todo(
        _("Find out where it starts: %(title)s") % {"title": row.key_result.title},
        _("From or To is not known yet. Until it is, only milestones count.")
        if row.standing.outcome_to_set
        else _("From or To is not known yet, so it cannot count."),
        measuring.set_by(row.standing.facts),
        _("Open"),
        reverse("okrs:key_result", args=[row.key_result.pk]),
    )


def _steps_due(row: Row, reader: User, today: date) -> list[Milestone]:
    """Open milestones of this reader that are due within a fortnight, or late."""
    return [
        step
        for step in counted_milestones(row.key_result)
        if step.done_on is None
        and step.due_on
        and step.due_on <= today + STEP_SOON
        and (step.owner_id or row.key_result.owner_id) == reader.pk
    ]


def _step(step: Milestone, row: Row) -> Todo:
    return Todo(
        _("Finish a step: %(text)s") % {"text": step.text},
        row.key_result.title,
        step.due_on,
        _("Open"),
        reverse("okrs:key_result", args=[row.key_result.pk]),
    )
