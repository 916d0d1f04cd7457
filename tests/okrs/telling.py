"""Check-ins told and mended, and ends moved, on days of 2027: what such tests begin with."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

from okrs import baselines, checkins
from okrs.checkins import Reading, Story
from tests.factories import UserFactory


def at(month, day, hour=9):
    return datetime(2027, month, day, hour, tzinfo=UTC)


def says(key_result, value=None, *, when, as_of=None, by=None, reading=None, **story):
    return checkins.record_checkin(
        key_result=key_result,
        reading=reading or Reading(value=None if value is None else Decimal(value)),
        story=Story(**story),
        as_of=as_of or when.date(),
        by=by or UserFactory.create(),
        at=when,
        key=uuid4(),
    )


def mends(check_in, value, *, when, by=None):
    return checkins.correct_checkin(
        check_in=check_in,
        reading=Reading(value=Decimal(value)),
        as_of=check_in.as_of,
        why="A slip.",
        by=by or UserFactory.create(),
        at=when,
        key=uuid4(),
    )


def moves(key_result, from_value, to_value, *, when, on=None, by=None):
    baselines.set_baseline(
        key_result=key_result,
        from_value=Decimal(from_value),
        to_value=Decimal(to_value),
        by=by or UserFactory.create(),
        at=when,
        on=on,
        reason="We know more now.",
        approved_by="The board",
    )
    key_result.refresh_from_db()
