"""The history of one key result, as the record has it."""

from datetime import timedelta

import pytest

from accounts import audit
from accounts.models import AuditEvent
from okrs.happenings import events_about
from tests.factories import NOON, KeyResultFactory, MilestoneFactory

pytestmark = pytest.mark.django_db


def test_it_is_told_by_the_day_each_thing_is_of_in_whatever_order_they_were_written(lead):
    key_result = KeyResultFactory.create()
    step = MilestoneFactory.create(key_result=key_result)
    audit.record(by=lead, verb="checked in", about=key_result, at=NOON + timedelta(days=9))
    audit.record(by=lead, verb="ticked", about=step, at=NOON + timedelta(days=5))
    audit.record(by=lead, verb="linked", about=key_result, at=NOON)

    told = [event.verb for event in events_about(key_result, [step])]

    assert told == ["checked in", "ticked", "linked"]
    latest = AuditEvent.objects.about(audit.subject_of(key_result)).first()
    assert latest
    assert latest.verb == "checked in"
