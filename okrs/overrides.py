"""The owner says another status, until a date, and why. It stands beside the calculated one.

Only what was judged can be overruled: nobody can talk a missing baseline, or silence, into green.
Source: docs/progress.md, section 8.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.closed_periods import refuse_closed
from okrs.models import KeyResult, StatusOverride
from okrs.refusals import CannotPlan
from okrs.rules import calendar
from okrs.rules.reasons import guard_says
from okrs.rules.standing import Standing
from okrs.rules.words import Cadence, Status
from okrs.standings import row_of

MAY_BE_SAID = (Status.on_track, Status.behind, Status.off_track)
MAY_BE_OVERRULED = frozenset({*MAY_BE_SAID, Status.achieved, Status.too_early})


class CannotOverride(CannotPlan):
    """The owner's word was refused; the message is fit to show, `field` says where."""


def in_force(overrides: Iterable[StatusOverride], *, today: date) -> StatusOverride | None:
    """The newest one that was not withdrawn and whose last day has not passed."""
    holding = [o for o in overrides if o.withdrawn_at is None and o.until >= today]
    return max(holding, key=lambda o: (o.at, o.pk), default=None)


def longest_until(key_result: KeyResult, *, today: date) -> date:
    """One reading period ahead: by then there is a new reading to judge by."""
    return calendar.nth(today, Cadence[key_result.cadence], 1)


@transaction.atomic
def override(
    *,
    key_result: KeyResult,
    status: Status,
    reason: str,
    until: date,
    by: User,
    at: datetime,
    today: date,
) -> StatusOverride:
    """Say another status. One that was said before is withdrawn."""
    key_result = (
        KeyResult.objects.select_for_update(of=("self",))
        .with_all_that_a_row_shows()
        .get(pk=key_result.pk)
    )
    refuse_closed(key_result)
    calculated = row_of(key_result, today=today).standing
    _check_status(calculated.status, status)
    _check_guard(calculated, status)
    _check_until(key_result, until, today)
    _withdraw_all(key_result, at)
    said = StatusOverride.objects.create(
        key_result=key_result, status=status.value, reason=reason, until=until, by=by, at=at
    )
    audit.record(
        by=by,
        verb="overruled",
        about=key_result,
        at=at,
        changes={"status": [calculated.status.value, status.value], "until": [None, until]},
        note=reason,
    )
    return said


@transaction.atomic
def withdraw(*, key_result: KeyResult, by: User, at: datetime) -> None:
    """Take the word back: the calculated status stands alone again. Twice is once."""
    refuse_closed(key_result)
    if _withdraw_all(key_result, at):
        audit.record(by=by, verb="withdrew the word on", about=key_result, at=at)


@transaction.atomic
def let_stand_again(*, said: StatusOverride, by: User, at: datetime) -> StatusOverride:
    """A word that was taken back stands again, until the day it was given for."""
    stored = KeyResult.objects.select_for_update(of=("self",)).with_all_that_a_row_shows()
    key_result = stored.get(pk=said.key_result_id)
    refuse_closed(key_result)
    today = timezone.localdate(at)
    _check_guard(row_of(key_result, today=today).standing, Status[said.status])
    _withdraw_all(said.key_result, at)
    StatusOverride.objects.filter(pk=said.pk).update(withdrawn_at=None)
    changes = {"status": [None, said.status], "until": [None, said.until]}
    audit.record(
        by=by, verb="overruled", about=said.key_result, at=at, changes=changes, note=said.reason
    )
    return said


def can_be_overruled(calculated: Status) -> bool:
    """Whether there is a judgement that somebody could see differently."""
    return calculated in MAY_BE_OVERRULED


def _check_status(calculated: Status, said: Status) -> None:
    if not can_be_overruled(calculated):
        raise CannotOverride(
            _(
                "It is “%(word)s”, which is not a judgement to overrule. Check in, and it will "
                "be judged."
            )
            % {"word": calculated.label},
        )
    if said is calculated:
        raise CannotOverride(
            _("It is %(word)s as calculated. Choose another, or leave it as it is.")
            % {"word": said.label},
            field="status",
        )


def _check_guard(calculated: Standing, said: Status) -> None:
    """While its keep-at fails nothing is on track for being called so, whatever it stands at."""
    guard = calculated.facts.guard
    if said is not Status.on_track or guard is None or not guard.fails:
        return
    words = {"title": guard.title, "word": guard.word, "own": said.label}
    raise CannotOverride(
        guard_says(calculated)
        or _("“%(title)s” does not hold (%(word)s), so this cannot be %(own)s.") % words,
        field="status",
    )


def _check_until(key_result: KeyResult, until: date, today: date) -> None:
    latest = longest_until(key_result, today=today)
    if today <= until <= latest:
        return
    raise CannotOverride(
        _("Choose a day from %(today)s to %(latest)s: one reading period at most.")
        % {"today": _day(today), "latest": _day(latest)},
        field="until",
    )


def _withdraw_all(key_result: KeyResult, at: datetime) -> int:
    return key_result.overrides.filter(withdrawn_at=None).update(withdrawn_at=at)


def a_month_on(today: date) -> date:
    """What the form offers as the last day."""
    return today + timedelta(days=30)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
