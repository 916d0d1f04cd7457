"""Saying what became of each key result in a period, and what was learned: kept as one goes along.

Nothing is decided by itself: a score suggests, a person says. Refuses with a sentence
(`CannotPlan`), and whoever saves second is told (`ChangedMeanwhile`).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.meanwhile import ChangedMeanwhile, refuse_if_changed
from okrs.models import KeyResult, Period, PeriodResult
from okrs.periods.naming import locked, write
from okrs.refusals import CannotPlan

DECIDED = (PeriodResult.ACHIEVED, PeriodResult.MISSED, PeriodResult.CARRIED)


@transaction.atomic
def say(
    *,
    period: Period,
    key_result: KeyResult,
    outcome: str,
    reflection: str,
    by: User,
    at: datetime,
    version: int,
) -> PeriodResult:
    """What became of one key result, and what was learned. An empty outcome is not decided yet.

    `version` is the one the form was opened on; 0 where nothing was said yet.
    """
    stored = locked(period)
    refuse_closed_period(stored)
    _check(stored, key_result, outcome)
    said = PeriodResult.objects.filter(period=stored, key_result=key_result).first()
    columns = {"outcome": outcome, "reflection": reflection.strip()}
    before = {name: getattr(said, name) if said else "" for name in columns}
    if before == columns:
        return said or PeriodResult(period=stored, key_result=key_result, version=0)
    if (said.version if said else 0) != version:
        raise ChangedMeanwhile(_changed_words(), version=said.version if said else 0)
    said = said or PeriodResult(period=stored, key_result=key_result, version=0)
    for name, value in columns.items():
        setattr(said, name, value)
    said.version += 1
    said.save()
    changes = {n: [before[n], columns[n]] for n in columns if before[n] != columns[n]}
    audit.record(by=by, verb="reviewed", about=key_result, at=at, changes=changes, note=stored.name)
    return said


@transaction.atomic
def reflect(
    *, period: Period, reflection: str, by: User, at: datetime, version: int | None = None
) -> Period:
    """What the whole of the period taught."""
    stored = locked(period)
    refuse_closed_period(stored)
    if stored.reflection == reflection.strip():
        return stored
    refuse_if_changed(stored, stored=stored.version, seen=version)
    return write(stored, {"reflection": reflection.strip()}, by=by, at=at, verb="changed")


def refuse_closed_period(period: Period) -> None:
    if period.closed_at:
        raise CannotPlan(
            _("%(name)s is closed. Re-open it, with a reason, to change it.")
            % {"name": period.name}
        )


def _check(period: Period, key_result: KeyResult, outcome: str) -> None:
    if key_result.objective.strategy_id != period.strategy_id or key_result.retired_as:
        raise CannotPlan(_("This key result is not in this period any more: open the page again."))
    due = key_result.due_on <= period.ends_on
    if due and outcome not in ("", *DECIDED):
        raise CannotPlan(
            _("It was due by the end: say whether it was achieved, missed or is carried over."),
            field="outcome",
        )
    if not due and outcome not in ("", PeriodResult.GOES_ON):
        raise CannotPlan(
            _("It is due later, so it goes on. To end it now, change its due date or archive it."),
            field="outcome",
        )


def _changed_words() -> str:
    return _(
        "Somebody saved this while you were writing. What you wrote is kept below; check it, and "
        "save again."
    )
