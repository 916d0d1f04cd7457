"""Handing over what is somebody's: in one go, to one person or row by row.

Everything is written or nothing. What was given to another meanwhile is left with them, so it is
safe to send twice. Refuses with a sentence (`CannotPlan`, or `CannotManage` of accounts.people).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import people
from accounts.models import User
from accounts.read_links import making as read_links
from accounts.roles import Capability
from okrs import holding, milestones, overrides
from okrs.models import KeyResult, Milestone
from okrs.owner_links import making as owner_links
from okrs.refusals import CannotPlan
from okrs.writing import save

COLUMNS = {"owns": "owner", "reviews": "reviewer"}


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What to do: `to` names a successor for "owns-12", "reviews-12" or "step-5"; the rest stays.

    `take_back`: keys of key results whose status the person had said otherwise.
    """

    to: Mapping[str, User] = field(default_factory=dict)
    take_back: Collection[int] = ()
    end_links: bool = False
    close: bool = False


@transaction.atomic
def hand_over(*, person: User, wishes: Wishes, by: User, at: datetime) -> int:
    """Do all of it, and give how many things went to somebody else."""
    found = holding.of(person, today=timezone.localdate(at))
    for successor in wishes.to.values():
        _refuse(person, successor)
    moved = _key_results(person, wishes.to, [*found.owned, *found.reviewed], by=by, at=at)
    moved += _steps(wishes.to, found.steps, by=by, at=at)
    for said in found.said:
        if said.key_result_id in wishes.take_back:
            overrides.withdraw(key_result=said.key_result, by=by, at=at)
    if wishes.end_links:
        _end_links(found, by=by, at=at)
    if wishes.close:
        _close(person, by=by, at=at)
    return moved


def _key_results(
    person: User, to: Mapping[str, User], rows: Iterable[KeyResult], *, by: User, at: datetime
) -> int:
    """Each key result once, with its owner and its reviewer, if they are still this person."""
    moved = 0
    note = _("Handed over from %(name)s.") % {"name": person.name}
    for pk in sorted({row.pk for row in rows}):
        stored = KeyResult.objects.select_for_update(of=("self",)).get(pk=pk)
        columns = {
            column: to[f"{wish}-{pk}"]
            for wish, column in COLUMNS.items()
            if f"{wish}-{pk}" in to and getattr(stored, f"{column}_id") == person.pk
        }
        if columns:
            save(stored, columns, by=by, at=at, note=note)
            moved += len(columns)
    return moved


def _steps(to: Mapping[str, User], steps: Iterable[Milestone], *, by: User, at: datetime) -> int:
    mine = [(step, to[f"step-{step.pk}"]) for step in steps if f"step-{step.pk}" in to]
    for step, successor in mine:
        milestones.edit_milestone(
            milestone=step,
            text=step.text,
            by=by,
            at=at,
            version=step.version,
            kind=step.kind,
            target_value=step.target_value,
            target_unit=step.target_unit,
            owner=successor,
        )
    return len(mine)


def _end_links(found: holding.Holding, *, by: User, at: datetime) -> None:
    for link in found.owner_links:
        owner_links.withdraw(link=link, by=by, at=at)
    for read_link in found.read_links:
        read_links.withdraw(link=read_link, by=by, at=at)


def _close(person: User, *, by: User, at: datetime) -> None:
    """Refused while something still waits for them, and to whoever may not close accounts."""
    if not by.may(Capability.MANAGE_PEOPLE):
        raise CannotPlan(_("Only an administrator can close an account."))
    people.edit_person(
        user=person, name=person.name, role=person.role, is_active=False, by=by, at=at
    )


def _refuse(person: User, successor: User) -> None:
    if successor.pk == person.pk:
        raise CannotPlan(_("Choose somebody else: it is theirs already."))
    if not successor.may(Capability.CHECK_IN):
        raise CannotPlan(
            _("%(name)s cannot check in, so cannot own a key result. Choose somebody else.")
            % {"name": successor.name}
        )
