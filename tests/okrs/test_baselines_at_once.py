"""Ends of many key results set at once are what the verb alone sets, one after the other."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.models import AuditEvent
from okrs import baselines, many
from okrs.baselines_at_once import Setting, Why, set_baselines
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import BaselineChange, KeyResult, Period, PeriodResult
from tests.factories import CheckInFactory, KeyResultFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
WHY = Why(reason="A better count ", approved_by="The board")
KINDS = [
    ({}, {"from_value": Decimal(30), "to_value": Decimal(70), "from_as_of": date(2027, 1, 5)}),
    ({"unset": True}, {"from_value": Decimal(1), "to_value": Decimal(2)}),
    ({"keep_at": True}, {"low": Decimal(10), "high": Decimal(20)}),
    ({"number": True}, {"from_value": Decimal(9), "to_value": Decimal(1)}),
    ({"number": True}, {"from_value": Decimal(9)}),
    ({"source": "milestones"}, {"from_value": Decimal(30), "to_value": Decimal(70)}),
    ({"unset": True}, {"from_value": Decimal(1)}),  # its steps go on to stand in for it
]


def columns_of(key_result):
    key_result.refresh_from_db()
    own = {"id", "title", "objective", "order", "latest"}
    names = {field.name for field in KeyResult._meta.concrete_fields} - own
    latest = key_result.latest and key_result.latest.as_of
    return {name: getattr(key_result, name) for name in names} | {"latest": latest}


def change_of(key_result):
    [change] = BaselineChange.objects.filter(key_result=key_result)
    names = {field.name for field in BaselineChange._meta.concrete_fields} - {"id", "key_result"}
    return {name: getattr(change, name) for name in names}


def told_of(key_result):
    event = AuditEvent.objects.about(audit.subject_of(key_result)).first()
    return event.verb, event.changes, event.note, event.by_name


@pytest.mark.parametrize(("kind", "ends"), KINDS)
@pytest.mark.parametrize("has", ["nothing", "a reading", "steps done", "open steps"])
@pytest.mark.parametrize("was_achieved", [False, True])
def test_each_is_what_the_verb_alone_would_set(lead, kind, ends, has, was_achieved):
    alone, together = KeyResultFactory.create_batch(
        2, blocked=True, ever_achieved=was_achieved, **kind
    )
    for one in (alone, together):
        if has == "a reading":
            CheckInFactory.create(key_result=one, as_of=date(2027, 1, 20))
        elif has != "nothing":
            done_on = date(2027, 1, 20) if has == "steps done" else None
            MilestoneFactory.create(key_result=one, done_on=done_on)
    why = {"reason": WHY.reason, "approved_by": WHY.approved_by}
    baselines.set_baseline(key_result=alone, by=lead, at=NOW, **ends, **why)

    setting = Setting(pk=together.pk, ends=ends, version=together.version)
    set_baselines(settings=[setting], by=lead, at=NOW, why=WHY)

    assert columns_of(together) == columns_of(alone)
    assert change_of(together) == change_of(alone)
    assert told_of(together) == told_of(alone)
    assert audit.first_broken() is None


IN_LIMITS, OUT_OF_THEM = Decimal(15), Decimal(40)


def guarded(objective, figure, *, is_read=True):
    """All its steps are done, and a keep-at between 10 and 20 that says this figure guards it."""
    keep = KeyResultFactory.create(
        objective=objective, keep_at=True, low=Decimal(10), high=Decimal(20)
    )
    said = CheckInFactory.create(key_result=keep, as_of=date(2027, 1, 20), value=figure)
    KeyResult.objects.filter(pk=keep.pk).update(latest=said, confirmed_on=said.as_of)
    row = KeyResultFactory.create(objective=objective, source="milestones", guardrail=keep)
    MilestoneFactory.create(key_result=row, done_on=date(2027, 1, 20))
    if is_read:
        CheckInFactory.create(key_result=row, as_of=date(2027, 1, 20))
    return row, keep


def without_its_guard(key_result):
    return {n: value for n, value in columns_of(key_result).items() if n != "guardrail"}


MOVED = {"from_value": Decimal(30), "to_value": Decimal(70)}
WIDER, NARROWER = ({"low": Decimal(10), "high": Decimal(n)} for n in (50, 12))


@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize(
    ("figure", "limits", "is_first", "achieved"),
    [
        (IN_LIMITS, None, False, True),
        (OUT_OF_THEM, None, False, False),
        (OUT_OF_THEM, WIDER, True, True),
        (OUT_OF_THEM, WIDER, False, False),
        (IN_LIMITS, NARROWER, True, False),
        (IN_LIMITS, NARROWER, False, True),
    ],
)
def test_what_is_guarded_goes_by_what_its_keep_at_says_by_then(
    lead, *, figure, limits, is_first, achieved, is_read
):
    under = KeyResultFactory.create().objective
    why = {"reason": WHY.reason, "approved_by": WHY.approved_by}
    (alone, beside), (together, keep) = (
        guarded(under, figure, is_read=is_read) for _twin in range(2)
    )
    one_by_one = [(alone, MOVED)]
    at_once = [Setting(pk=together.pk, ends=MOVED)]
    if limits:
        one_by_one.insert(0 if is_first else 1, (beside, limits))
        at_once.insert(0 if is_first else 1, Setting(pk=keep.pk, ends=limits))
    for row, ends in one_by_one:
        baselines.set_baseline(key_result=row, by=lead, at=NOW, **ends, **why)

    set_baselines(settings=at_once, by=lead, at=NOW, why=WHY)

    assert without_its_guard(together) == without_its_guard(alone)
    assert columns_of(keep) == columns_of(beside)
    assert change_of(together) == change_of(alone)
    assert told_of(together) == told_of(alone)
    assert together.ever_achieved is achieved


@pytest.mark.parametrize(
    ("version", "why", "cause"),
    [(7, WHY, ChangedMeanwhile), (1, Why(), baselines.CannotSetBaseline)],
)
def test_one_refused_refuses_all_and_says_which(lead, version, why, cause):
    open_one, set_one = KeyResultFactory.create(unset=True), KeyResultFactory.create()
    ends = {"from_value": Decimal(30), "to_value": Decimal(70)}
    settings = [
        Setting(pk=open_one.pk, ends=ends, version=1),
        Setting(pk=set_one.pk, ends=ends, version=version),
    ]

    with pytest.raises(many.Refused) as refusal:
        set_baselines(settings=settings, by=lead, at=NOW, why=why)

    assert refusal.value.place == 1
    assert isinstance(refusal.value.__cause__, cause)
    assert not BaselineChange.objects.exists()


def test_what_a_closed_period_holds_is_refused(lead):
    held = KeyResultFactory.create()
    period = Period.objects.create(
        strategy=held.objective.strategy,
        name="Year 1",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 31),
        closed_at=NOW,
        closed_by=lead,
    )
    PeriodResult.objects.create(period=period, key_result=held, outcome=PeriodResult.GOES_ON)
    ends = {"from_value": Decimal(30), "to_value": Decimal(70), "from_as_of": date(2027, 1, 31)}

    with pytest.raises(many.Refused, match="Year 1 is closed, up to 31 January 2027"):
        set_baselines(settings=[Setting(pk=held.pk, ends=ends)], by=lead, at=NOW, why=WHY)

    after = Setting(pk=held.pk, ends=ends | {"from_as_of": date(2027, 2, 1)})
    set_baselines(settings=[after], by=lead, at=NOW, why=WHY)
    assert KeyResult.objects.get(pk=held.pk).from_value == 30


@pytest.mark.parametrize("readings", [0, 2])
@pytest.mark.parametrize("is_guarded", [False, True])
def test_more_rows_ask_no_more(lead, readings, is_guarded):
    def asked_for(rows):
        made = KeyResultFactory.create_batch(rows)
        if is_guarded:
            made = [guarded(one.objective, IN_LIMITS, is_read=False)[0] for one in made]
        for one in made:
            CheckInFactory.create_batch(readings, key_result=one, as_of=date(2027, 1, 20))
        settings = [
            Setting(pk=one.pk, ends={"from_value": Decimal(n), "to_value": Decimal(70)}, version=1)
            for n, one in enumerate(made)
        ]
        with CaptureQueriesContext(connection) as asked:
            set_baselines(settings=settings, by=lead, at=NOW, why=WHY)
        return len([one for one in asked if "SAVEPOINT" not in one["sql"]])

    assert asked_for(12) == asked_for(3)
