"""Check-ins: one person says where a key result is, of which day, and what happened.

A late check-in is kept and does not overwrite a newer reading. A correction keeps what it
corrects. Sent twice counts once. Refuses with a sentence (`CannotCheckIn`).
Source: docs/progress.md, sections 9 and 10.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.closed_periods import refuse_day
from okrs.followed import PUBLISHED
from okrs.latest import locked, refresh
from okrs.meanwhile import refuse_if_changed
from okrs.models import CheckIn, KeyResult
from okrs.rules.verdicts import Verdict
from okrs.survey_words import refuse_a_figure_by_hand, refuse_to_mend_what_was_counted
from okrs.told import CannotCheckIn, Reading, Story, figures_of, refuse_what_cannot_be

__all__ = ["CannotCheckIn", "Reading", "Story", "correct_checkin", "record_checkin"]


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
    evidence: Mapping[str, Any] | None = None,
    mends: CheckIn | None = None,
) -> CheckIn:
    """Keep what one person says. `key` is the form's own: the same one again gives the same row.

    `version` is the key result's as the form was opened on; another one by now is refused, and the
    page shows both. `evidence` is what a figure of a published wave rests on: okrs/evidence.py;
    `mends` is what an earlier version of the wave said, which goes also where the plan is left.
    """
    stored = locked(key_result)
    if again := _sent_before(stored, key):
        return again
    refuse_if_changed(stored, stored=stored.version, seen=version)
    if source != CheckIn.SURVEY:  # what was counted stands, and is taken back, by nobody's hand
        refuse_day(stored, as_of, field="as_of")
    refuse_a_figure_by_hand(stored, reading, source=source)
    refuse_what_cannot_be(stored, story=story, as_of=as_of, at=at, mends=mends is not None)
    about = {"as_of": as_of, "recorded_at": at, "recorded_by": by, "source": source, "key": key}
    told = figures_of(stored, reading) | asdict(story) | {"evidence": evidence}
    check_in = CheckIn.objects.create(key_result=stored, **about, **told)
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
    takes_back: bool = False,
) -> CheckIn:
    """Put another reading in the place of a wrong one. Both stay; only the new one counts.

    `takes_back`: none is put in its place (okrs/taking_back.py).
    """
    stored = locked(check_in.key_result)
    if again := _sent_before(stored, key):
        return again
    wrong = CheckIn.objects.get(pk=check_in.pk)
    refuse_day(stored, wrong.as_of, as_of, field="as_of")
    refuse_to_mend_what_was_counted(wrong)
    _refuse_correction(wrong, reading, why=why, takes_back=takes_back)
    refuse_what_cannot_be(stored, story=Story(), as_of=as_of, at=at)
    figures = figures_of(stored, reading)
    right = _in_place_of(wrong, figures, as_of=as_of, why=why, by=by, at=at, key=key)
    refresh(stored, today=timezone.localdate(at))
    changes: dict[str, list[Any]] = {
        "as_of": [wrong.as_of, as_of],
        "reading": [_short(wrong), _short(right)],
    }
    audit.record(by=by, verb="corrected", about=stored, at=at, changes=changes, note=why.strip())
    return right


def _sent_before(key_result: KeyResult, key: UUID) -> CheckIn | None:
    """What this form brought when it was sent the first time, if this is not the first time."""
    again = CheckIn.objects.filter(key=key).first()
    if again and again.key_result_id != key_result.pk:
        raise CannotCheckIn(_("This form belongs to another key result. Open the page again."))
    return again


def _refuse_correction(wrong: CheckIn, reading: Reading, *, why: str, takes_back: bool) -> None:
    if wrong.replaced_by_id:
        raise CannotCheckIn(_("This check-in has already been corrected: correct the newer one."))
    if not why.strip():
        raise CannotCheckIn(_("Say what was wrong, in a sentence."), field="why")
    if reading.says_nothing and wrong.gives_a_reading and not takes_back:
        raise CannotCheckIn(_("Write what the reading should have been."))


def _in_place_of(
    wrong: CheckIn,
    figures: dict[str, Any],
    *,
    as_of: date,
    why: str,
    by: User,
    at: datetime,
    key: UUID,
) -> CheckIn:
    """The right reading with the story of the wrong one, which was not what was wrong."""
    right = CheckIn.objects.create(
        key_result_id=wrong.key_result_id,
        key=key,
        as_of=as_of,
        recorded_at=at,
        recorded_by=by,
        source=wrong.source,
        correction_why=why.strip(),
        changed=wrong.changed,
        next=wrong.next,
        blockers=wrong.blockers,
        confidence=wrong.confidence,
        blocked=wrong.blocked,
        **figures,
    )
    CheckIn.objects.filter(pk=wrong.pk).update(replaced_by=right)
    return right


def _told(check_in: CheckIn, *, before: CheckIn | None) -> dict[str, list[Any]]:
    """What the record keeps of it: the reading before and after, and the day it is of.

    A published figure stands in its reading alone: a correction may take it back.
    """
    told: dict[str, list[Any]] = {"as_of": [before.as_of if before else None, check_in.as_of]}
    if check_in.gives_a_reading and check_in.key_result.follows not in PUBLISHED:
        told["reading"] = [_short(before) if before else None, _short(check_in)]
    return told


def _short(check_in: CheckIn) -> str:
    if check_in.suppressed:
        return Verdict.too_few.value
    return check_in.word or ("" if check_in.value is None else str(check_in.value))
