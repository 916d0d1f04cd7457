"""Check-ins: one person says where a key result is, of which day, and what happened.

A late check-in is kept and does not overwrite a newer reading. A correction keeps what it
corrects. Sent twice counts once. Refuses with a sentence (`CannotCheckIn`).
Source: docs/progress.md, sections 9 and 10.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.meanwhile import refuse_if_changed
from okrs.models import CheckIn, KeyResult
from okrs.models.checkins import CheckInQuerySet
from okrs.refusals import CannotPlan
from okrs.rules import confidence as feeling
from okrs.rules.progress import percent_change, share
from okrs.rules.words import Kind, Status
from okrs.standings import row_of

STORED = Decimal("0.0001")
KEPT = ("latest", "blocked", "confirmed_on", "version", "ever_achieved")


class CannotCheckIn(CannotPlan):
    """A check-in was refused; the message is fit to show, `field` says where."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read. A percentage gives its two counts, or the share alone; a change its count.

    Nothing at all confirms what was read before.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    word: str = ""
    suppressed: bool = False

    @property
    def says_nothing(self) -> bool:
        return self == Reading()


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the person said beside the figure."""

    changed: str = ""
    next: str = ""
    blockers: str = ""
    confidence: int | None = None
    blocked: bool = False


@transaction.atomic
def record_checkin(
    *,
    key_result: KeyResult,
    reading: Reading,
    story: Story,
    as_of: date,
    by: User | None,
    at: datetime,
    key: UUID,
    version: int | None = None,
    source: str = CheckIn.PERSON,
) -> CheckIn:
    """Keep what one person says. `key` is the form's own: the same one again gives the same row.

    `version` is the key result's as the form was opened on; another one by now is refused, and the
    page shows both.
    """
    stored = _locked(key_result)
    if again := CheckIn.objects.filter(key=key, key_result=stored).first():
        return again
    refuse_if_changed(stored, stored=stored.version, seen=version)
    _check(stored, story=story, as_of=as_of, at=at)
    check_in = CheckIn.objects.create(
        key_result=stored,
        key=key,
        as_of=as_of,
        recorded_at=at,
        recorded_by=by,
        source=source,
        **figures_of(stored, reading),
        **asdict(story),
    )
    changes = _told(check_in, before=stored.latest)
    refresh(stored, today=timezone.localdate(at))
    audit.record(by=by, verb="checked in", about=stored, at=at, changes=changes, note=story.changed)
    return check_in


@transaction.atomic
def correct_checkin(
    *,
    check_in: CheckIn,
    reading: Reading,
    as_of: date,
    why: str,
    by: User,
    at: datetime,
    key: UUID,
) -> CheckIn:
    """Put another reading in the place of a wrong one. Both stay; only the new one counts."""
    stored = _locked(check_in.key_result)
    if again := CheckIn.objects.filter(key=key, key_result=stored).first():
        return again
    wrong = CheckIn.objects.get(pk=check_in.pk)
    if wrong.replaced_by_id:
        raise CannotCheckIn(_("This check-in was corrected already: correct the newer one."))
    if not why.strip():
        raise CannotCheckIn(_("Say what was wrong, in a sentence."), field="why")
    kept = Story(
        changed=wrong.changed,
        next=wrong.next,
        blockers=wrong.blockers,
        confidence=wrong.confidence,
        blocked=wrong.blocked,
    )
    _check(stored, story=Story(), as_of=as_of, at=at)
    right = CheckIn.objects.create(
        key_result=stored,
        key=key,
        as_of=as_of,
        recorded_at=at,
        recorded_by=by,
        source=wrong.source,
        correction_why=why.strip(),
        **figures_of(stored, reading),
        **asdict(kept),
    )
    CheckIn.objects.filter(pk=wrong.pk).update(replaced_by=right)
    refresh(stored, today=timezone.localdate(at))
    changes: dict[str, list[Any]] = {
        "as_of": [wrong.as_of, as_of],
        "reading": [_short(wrong), _short(right)],
    }
    audit.record(by=by, verb="corrected", about=stored, at=at, changes=changes, note=why.strip())
    return right


def refresh(key_result: KeyResult, *, today: date) -> None:
    """Move the pointer to the latest accepted reading; keep who vouched last, and if it is blocked.

    The latest reading is the one of the latest day; of two of the same day, the one told last.
    Blocked is about now, so whoever spoke last decides it, whatever day their figure is of.
    """
    told = key_result.check_ins.standing().order_by("-recorded_at", "-pk").first()
    key_result.latest = readings_that_count(key_result).latest_first().first()
    key_result.blocked = bool(told and told.blocked)
    days = (key_result.confirmed_on, timezone.localdate(told.recorded_at) if told else None)
    key_result.confirmed_on = max((day for day in days if day), default=None)
    key_result.version += 1
    if row_of(key_result, today=today).standing.status is Status.achieved:
        key_result.ever_achieved = True
    key_result.save(update_fields=KEPT)


def readings_that_count(key_result: KeyResult) -> CheckInQuerySet:
    """Readings of the present line: those from before its baseline moved say nothing about it."""
    readings = CheckIn.objects.filter(key_result=key_result).readings()
    change = key_result.baseline_changes.that_break_the_line().latest_first().first()
    return readings.filter(as_of__gte=change.on) if change else readings


def figures_of(key_result: KeyResult, reading: Reading) -> dict[str, Any]:
    """The columns a reading fills, by the kind of its key result; refuses what cannot be."""
    if reading.suppressed:
        return {"suppressed": True}
    kind = Kind[key_result.kind]
    if kind is Kind.status:
        return {"word": reading.word}
    if kind is Kind.percent:
        return _share_columns(reading)
    if kind is Kind.percent_change:
        return _change_columns(key_result, reading)
    return {"value": reading.value}


def _share_columns(reading: Reading) -> dict[str, Any]:
    part, whole, value = reading.numerator, reading.denominator, reading.value
    if (part is None) != (whole is None):
        raise CannotCheckIn(
            _("Give both counts, how many and out of how many."),
            field="numerator" if part is None else "denominator",
        )
    if part is not None and whole is not None:
        if whole <= 0 or not 0 <= part <= whole:
            raise CannotCheckIn(
                _("The first count is a part of the second: it cannot be more, nor below 0."),
                field="numerator",
            )
        value = share(numerator=part, denominator=whole).quantize(STORED, ROUND_HALF_UP)
    if value is not None and not 0 <= value <= 100:
        raise CannotCheckIn(_("A percentage is from 0 to 100."), field="value")
    return {"numerator": part, "denominator": whole, "value": value}


def _change_columns(key_result: KeyResult, reading: Reading) -> dict[str, Any]:
    """A change is worked out from its count; without the count it starts from, it waits."""
    count, base = reading.numerator, key_result.base_count
    if count is None:
        return {"value": reading.value}
    if count < 0:
        raise CannotCheckIn(_("A count is 0 or more."), field="numerator")
    if base is None:
        raise CannotCheckIn(
            _("Set the count that this change starts from first, then check in."),
            field="numerator",
        )
    value = percent_change(count=count, base=base).quantize(STORED, ROUND_HALF_UP)
    return {"numerator": count, "value": value}


def _check(key_result: KeyResult, *, story: Story, as_of: date, at: datetime) -> None:
    if key_result.retired_as:
        raise CannotCheckIn(_("This key result was retired, so it takes no more check-ins."))
    today = timezone.localdate(at)
    if as_of > today:
        raise CannotCheckIn(
            _("%(day)s has not come yet: choose today or an earlier day.")
            % {"day": date_format(as_of, "j F Y")},
            field="as_of",
        )
    if story.confidence is not None and not 0 <= story.confidence <= 10:
        raise CannotCheckIn(_("Confidence is a whole number from 0 to 10."), field="confidence")
    _ask_why_confidence_fell(key_result, story)


def _ask_why_confidence_fell(key_result: KeyResult, story: Story) -> None:
    before = last_confidence(key_result)
    if feeling.fell(before, story.confidence) and not story.changed.strip():
        raise CannotCheckIn(
            _("You were at %(before)s and are at %(now)s. Say what happened: a sentence is enough.")
            % {"before": before, "now": story.confidence},
            field="changed",
        )


def last_confidence(key_result: KeyResult) -> int | None:
    """How sure somebody was, when they last said so. One query."""
    said = key_result.check_ins.standing().filter(confidence__isnull=False)
    return said.latest_first().values_list("confidence", flat=True).first()


def _told(check_in: CheckIn, *, before: CheckIn | None) -> dict[str, list[Any]]:
    """What the record keeps of it: the reading before and after, and the day it is of."""
    told: dict[str, list[Any]] = {"as_of": [before.as_of if before else None, check_in.as_of]}
    if check_in.value is not None or check_in.word or check_in.suppressed:
        told["reading"] = [_short(before) if before else None, _short(check_in)]
    return told


def _short(check_in: CheckIn) -> str:
    return check_in.word or ("" if check_in.value is None else str(check_in.value))


def _locked(key_result: KeyResult) -> KeyResult:
    return (
        KeyResult.objects.select_for_update(of=("self",))
        .select_related("objective", "owner", "latest")
        .prefetch_related("milestones")
        .get(pk=key_result.pk)
    )
