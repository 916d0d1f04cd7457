"""Milestones: added, changed, ticked, removed, or made a key result of their own.

Refuses, with a sentence (`CannotPlan`), what would count twice or change a key result that was
retired. Where milestones decide progress, a tick can reach the target, and that is remembered.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs import planning
from okrs.closed_periods import refuse_closed, refuse_day
from okrs.meanwhile import refuse_if_changed
from okrs.models import KeyResult, Milestone
from okrs.refusals import CannotPlan
from okrs.rules.words import Kind, Status
from okrs.standings import row_of

OPEN_FIGURE = re.compile(r"\bX\b")
"""How the playbook writes a figure that each organisation sets for itself."""


class Step(TypedDict, total=False):
    """What a milestone is written with, beyond its words."""

    kind: str
    due_on: date | None
    owner: User | None
    weight: Decimal
    target_value: Decimal | None
    target_unit: str


@transaction.atomic
def add_milestone(
    *, key_result: KeyResult, text: str, by: User, at: datetime, **step: Unpack[Step]
) -> Milestone:
    """A new step, last of its key result's."""
    _refuse_retired(key_result)
    last = key_result.milestones.aggregate(last=Max("order"))["last"]
    milestone = Milestone.objects.create(
        key_result=key_result,
        text=text,
        order=0 if last is None else last + 1,
        **(step | _target_of(step)),
    )
    audit.record(by=by, verb="added", about=milestone, at=at)
    return milestone


def _target_of(step: Step) -> Step:
    """Only an outcome has a target of its own; an action is done or not."""
    if step.get("kind", Milestone.ACTION) == Milestone.OUTCOME:
        return {}
    return {"target_value": None, "target_unit": ""}


@transaction.atomic
def edit_milestone(
    *,
    milestone: Milestone,
    text: str,
    by: User,
    at: datetime,
    version: int,
    **step: Unpack[Step],
) -> Milestone:
    """Change a step. `version` is the one the form was opened on; nothing changed, nothing said."""
    milestone = _locked(milestone)
    refuse_if_changed(milestone, stored=milestone.version, seen=version)
    refuse_day(milestone.key_result, milestone.done_on)
    wanted = {"text": text, **step, **_target_of(step)}
    changes = {
        name: [getattr(milestone, name), value]
        for name, value in wanted.items()
        if getattr(milestone, name) != value
    }
    if changes:
        _save(milestone, **{name: after for name, (_before, after) in changes.items()})
        audit.record(by=by, verb="changed", about=milestone, at=at, changes=changes)
    return milestone


@transaction.atomic
def tick(*, milestone: Milestone, by: User, at: datetime, today: date) -> Milestone:
    """Done, today. Ticked twice is ticked once: the first day stays.

    Refuses an outcome whose figure is still to be set: nobody could say that it was reached.
    """
    milestone = _locked(milestone)
    if milestone.done_on is None:
        refuse_day(milestone.key_result, today)
        refuse_without_figure(milestone)
        _save(milestone, done_on=today)
        changes: dict[str, list[Any]] = {"done_on": [None, today]}
        if _remember_if_achieved(milestone.key_result_id, today):
            changes["ever_achieved"] = [False, True]
        audit.record(by=by, verb="ticked", about=milestone, at=at, changes=changes)
    return milestone


@transaction.atomic
def untick(*, milestone: Milestone, by: User, at: datetime) -> Milestone:
    """Not done after all."""
    milestone = _locked(milestone)
    if milestone.done_on is not None:
        refuse_day(milestone.key_result, milestone.done_on)
        changes = {"done_on": [milestone.done_on, None]}
        _save(milestone, done_on=None)
        audit.record(by=by, verb="unticked", about=milestone, at=at, changes=changes)
    return milestone


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: User, at: datetime, version: int) -> None:
    """Take a step away. The record keeps all that it said, so that it can be put back."""
    milestone = _locked(milestone)
    refuse_if_changed(milestone, stored=milestone.version, seen=version)
    refuse_day(milestone.key_result, milestone.done_on)
    key_result, text = milestone.key_result, milestone.text
    changes = {name: [value, None] for name, value in _all_of(milestone).items()}
    milestone.delete()
    audit.record(
        by=by, verb="removed a milestone of", about=key_result, at=at, changes=changes, note=text
    )


@transaction.atomic
def put_back_milestone(
    *, key_result: KeyResult, columns: Mapping[str, Any], by: User, at: datetime
) -> Milestone:
    """A step that was removed, as it was, under its old number: its history is one again."""
    _refuse_retired(key_result)
    milestone = Milestone(key_result=key_result, **columns)
    milestone.clean_fields(exclude=["key_result"])  # days come as text out of the record
    refuse_day(key_result, milestone.done_on)
    milestone.save(force_insert=True)
    audit.record(by=by, verb="added", about=milestone, at=at)
    return milestone


def _all_of(milestone: Milestone) -> dict[str, Any]:
    """Every column that has something to say, the number first; people by name and number."""
    names = (field.name for field in Milestone._meta.concrete_fields if field.name != "key_result")
    told = {name: getattr(milestone, name) for name in names}
    return {name: value for name, value in told.items() if value not in (None, "")}


@transaction.atomic
def promote(*, milestone: Milestone, by: User, at: datetime, today: date) -> KeyResult:
    """Make an outcome a key result of its own: it is counted there from now on, and not here.

    Its target goes along; its baseline is to be set, for nobody has measured it yet.
    """
    milestone = _locked(milestone)
    if milestone.promoted_to:
        return milestone.promoted_to
    if milestone.kind != Milestone.OUTCOME:
        raise CannotPlan(
            _("Only an outcome can become a key result: an action has no figure to move.")
        )
    parent = milestone.key_result
    refuse_day(parent, milestone.done_on)
    made = planning.add_key_result(
        objective=parent.objective,
        by=by,
        at=at,
        title=milestone.text[:240],
        kind=_kind_of(milestone).value,
        unit=milestone.target_unit.lstrip("% "),
        to_value=milestone.target_value,
        starts_on=max(today, parent.starts_on),
        due_on=milestone.due_on or parent.due_on,
        cadence=parent.cadence,
        owner=milestone.owner or parent.owner,
        origin=_("Made from a milestone of “%(title)s”") % {"title": parent.title[:140]},
    )
    _save(milestone, promoted_to=made)
    audit.record(
        by=by, verb="promoted", about=milestone, at=at, changes={"key_result": [None, made]}
    )
    return made


def _kind_of(milestone: Milestone) -> Kind:
    return Kind.percent if milestone.target_unit.startswith("%") else Kind.number


def _locked(milestone: Milestone) -> Milestone:
    """The row as it is now, held until we are done. Refuses a key result that was retired."""
    found = (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("key_result__objective", "key_result__owner", "owner", "promoted_to")
        .get(pk=milestone.pk)
    )
    _refuse_retired(found.key_result)
    return found


def refuse_without_figure(milestone: Milestone) -> None:
    """An outcome that says "X%" cannot be called reached. Raises CannotPlan."""
    if has_open_figure(milestone):
        raise CannotPlan(
            _("“%(text)s” has no figure to reach yet: set it first, then mark it as done.")
            % {"text": milestone.text}
        )


def has_open_figure(milestone: Milestone) -> bool:
    """Whether an outcome still says "X%", or another figure that nobody has set."""
    if milestone.kind != Milestone.OUTCOME or milestone.target_value is not None:
        return False
    return OPEN_FIGURE.search(milestone.text) is not None


def _refuse_retired(key_result: KeyResult) -> None:
    refuse_closed(key_result)
    if key_result.retired_as:
        raise CannotPlan(
            _(
                "This key result has been retired, so its milestones no longer change. Restore "
                "it first."
            )
        )


def _save(milestone: Milestone, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(milestone, name, value)
    milestone.version += 1
    milestone.save(update_fields=[*columns, "version"])


def forget_achieved(key_result_id: int, today: date) -> None:
    """The tick that reached the target was a mistake: nothing was reached, so nothing is lost."""
    key_result = _as_judged(key_result_id)
    if row_of(key_result, today=today).standing.status is not Status.achieved:
        KeyResult.objects.filter(pk=key_result_id).update(ever_achieved=False)


def _remember_if_achieved(key_result_id: int, today: date) -> bool:
    """A target reached once is remembered, so that losing it can be said. Whether that is new."""
    key_result = _as_judged(key_result_id)
    if key_result.ever_achieved:
        return False
    if row_of(key_result, today=today).standing.status is not Status.achieved:
        return False
    KeyResult.objects.filter(pk=key_result_id).update(ever_achieved=True)
    return True


def _as_judged(key_result_id: int) -> KeyResult:
    whole = KeyResult.objects.select_for_update(of=("self",)).with_all_that_a_row_shows()
    return whole.get(pk=key_result_id)
