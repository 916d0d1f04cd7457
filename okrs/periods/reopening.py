"""Opening a closed period again, with a reason: what its close did is undone, what it kept stays.

What was closed is active again. A successor that nobody touched is withdrawn; one that was worked
on stays, and is named. Refuses with a sentence (`CannotPlan`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs import overrides
from okrs.models import KeyResult, Period
from okrs.periods.closing import point
from okrs.periods.naming import locked, write
from okrs.refusals import CannotPlan
from okrs.writing import save


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What opening again does: who is active again, who is withdrawn, and who stays."""

    restored: tuple[KeyResult, ...]
    withdrawn: tuple[KeyResult, ...]
    staying: tuple[KeyResult, ...]


@transaction.atomic
def reopen(
    *, period: Period, why: str, by: User, at: datetime, version: int | None = None
) -> Period:
    """Open it again. One that is open already stays as it is: sent twice is once."""
    stored = locked(period)
    if stored.closed_at is None:
        return stored
    _check(stored, why, version=version)
    would = would_undo(stored)
    for one in would.withdrawn:
        _withdraw(one, stored, by=by, at=at)
    _point_guardrails_back(would.withdrawn, by=by, at=at)
    for one in would.restored:
        _restore(one, stored, by=by, at=at)
    stored.results.filter(successor__in=would.withdrawn).update(successor=None)
    stored.snapshots.filter(reopened_at=None).update(
        reopened_at=at, reopened_by=by, reopened_why=why.strip()[:300]
    )
    opened = {"closed_at": None, "closed_by": None}
    return write(stored, opened, by=by, at=at, verb="re-opened the period", note=why.strip())


def would_undo(period: Period) -> Undone:
    """What opening this period again would do, for the page that asks. A few queries, not rows."""
    results = period.results.select_related("key_result__objective", "successor__objective")
    each = list(results.order_by("pk"))
    after = [one.successor for one in each if one.successor and not one.successor.retired_as]
    worked_on = _worked_on(after)
    return Undone(
        restored=tuple(
            one.key_result for one in each if one.key_result.retired_as == KeyResult.CLOSED
        ),
        withdrawn=tuple(one for one in after if one.pk not in worked_on),
        staying=tuple(one for one in after if one.pk in worked_on),
    )


def _worked_on(successors: list[KeyResult]) -> set[int]:
    """Those of which the record says anything beyond that they were carried over. Two queries."""
    mine = {audit.subject_of(one): one.pk for one in successors}
    events = AuditEvent.objects.filter(subject__in=mine).exclude(verb="carried over")
    touched = {mine[subject] for subject in events.values_list("subject", flat=True)}
    moved = {one.pk for one in successors if one.version > 1}
    steps = {
        f"okrs.milestone:{pk}": owner
        for one in successors
        for pk, owner in one.milestones.values_list("pk", "key_result_id")
    }
    told = AuditEvent.objects.filter(subject__in=steps).values_list("subject", flat=True)
    return touched | moved | {steps[subject] for subject in told}


def _check(period: Period, why: str, *, version: int | None) -> None:
    if not why.strip():
        raise CannotPlan(
            _("Say why it is opened again: everybody who reads it will ask."), field="why"
        )
    if version is not None and version != period.version:
        raise CannotPlan(
            _("The period changed while you were looking. Check it, and open it again.")
        )
    later = Period.objects.filter(
        strategy_id=period.strategy_id, closed_at__isnull=False, starts_on__gt=period.ends_on
    )
    if last := later.order_by("-starts_on", "-pk").first():
        raise CannotPlan(
            _("%(later)s came after it and is closed: re-open that one first.")
            % {"later": last.name}
        )


def _withdraw(one: KeyResult, period: Period, *, by: User, at: datetime) -> None:
    """Untouched, so nothing is lost: it leaves the plan, and its predecessor counts again.

    On the days between, too: it leaves as of when it came, so that no day counts both.
    """
    why = str(_("%(period)s was opened again") % {"period": period.name})[:300]
    columns = {"retired_as": KeyResult.ARCHIVED, "retired_at": one.added_at, "retired_why": why}
    save(one, columns, by=by, at=at, verb="retired", note=why)


def _point_guardrails_back(withdrawn: Iterable[KeyResult], *, by: User, at: datetime) -> None:
    for one in withdrawn:
        guarded = KeyResult.objects.filter(guardrail=one)
        guarded.exclude(retired_as="").update(guardrail=one.predecessor)
        point(guarded.filter(retired_as="").order_by("pk"), at_keep=one.predecessor, by=by, at=at)


def _restore(one: KeyResult, period: Period, *, by: User, at: datetime) -> None:
    """As it was. A row of the playbook stays with the successor that holds it by now."""
    others = KeyResult.objects.filter(objective_id=one.objective_id, retired_as="")
    held = one.playbook_id and others.filter(playbook_id=one.playbook_id).exists()
    columns = {"retired_as": "", "retired_at": None, "retired_why": ""}
    columns |= {"playbook_id": ""} if held else {}
    save(one, columns, by=by, at=at, verb="restored", note=period.name)
    gone = (KeyResult.ARCHIVED, KeyResult.NOT_APPLICABLE)
    one.milestones.filter(promoted_to__retired_as__in=gone).update(promoted_to=None)
    _let_the_word_stand(one, period, by=by, at=at)


def _let_the_word_stand(one: KeyResult, period: Period, *, by: User, at: datetime) -> None:
    """What its owner said instead, and the close took back, while its days have not passed."""
    said = one.overrides.filter(withdrawn_at=period.closed_at, until__gte=localdate(at))
    if last := said.select_related("key_result").order_by("-pk").first():
        overrides.let_stand_again(said=last, by=by, at=at)
