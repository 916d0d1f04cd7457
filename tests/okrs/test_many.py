"""Many key results at once: what each verb alone would do, in a few statements."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.models import AuditEvent
from okrs import many, planning
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import KeyResult, Milestone
from tests.factories import (
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
TERMS: dict[str, Any] = {
    "kind": "number",
    "from_value": 0,
    "to_value": 5,
    "starts_on": date(2027, 1, 1),
    "due_on": date(2027, 12, 31),
    "cadence": "quarterly",
}


def news(objective, *titles, **terms):
    return [
        many.New(
            objective=objective,
            terms=TERMS | {"title": title} | terms,
            milestones=[("Begin", "action")],
        )
        for title in titles
    ]


def columns_of(key_result):
    left_out = {"id", "title", "order"}
    return {f.name: getattr(key_result, f.name) for f in KeyResult._meta.concrete_fields
            if f.name not in left_out}  # fmt: skip


def test_each_is_what_the_verb_alone_would_add(lead):
    objective = ObjectiveFactory.create()
    alone = planning.add_key_result(objective=objective, by=lead, at=NOW, **TERMS, title="Alone")

    made = many.add_key_results(news=news(objective, "A", "B"), by=lead, at=NOW)

    alone.refresh_from_db()
    stored = KeyResult.objects.filter(pk__in=made).order_by("pk")
    assert [columns_of(one) for one in stored] == [columns_of(alone)] * 2
    assert [(one.title, one.order) for one in stored] == [("A", 1), ("B", 2)]
    assert Milestone.objects.filter(key_result__in=made, text="Begin").count() == 2
    assert AuditEvent.objects.filter(verb="added").count() == 3
    assert audit.first_broken() is None


def test_each_is_changed_as_the_verb_alone_would_change_it(lead):
    owner = UserFactory.create(contributor=True)
    first, second, same = KeyResultFactory.create_batch(3)
    edits = {"title": "Other", "owner": owner, "due_on": date(2028, 6, 30)}
    alone = planning.edit_key_result(key_result=first, by=lead, at=NOW, **edits)

    many.edit_key_results(
        edits=[many.Edit(pk=second.pk, edits=edits), many.Edit(pk=same.pk, edits={})],
        by=lead,
        at=NOW,
    )

    second.refresh_from_db()
    same.refresh_from_db()
    assert [second.title, second.owner, second.due_on] == ["Other", owner, date(2028, 6, 30)]
    assert (second.version, same.version) == (alone.version, 1)
    told = AuditEvent.objects.filter(verb="changed").order_by("pk")
    assert [event.changes["due_on"] for event in told] == [["2027-12-31", "2028-06-30"]] * 2


def test_each_retired_is_as_the_verb_alone_would_retire_it(lead):
    alone, first, out = KeyResultFactory.create_batch(3)
    steps = [MilestoneFactory.create(promoted_to=one) for one in (alone, first, first)]
    gone = {"retired_as": KeyResult.ARCHIVED, "why": "Not ours. ", "by": lead, "at": NOW}
    for one in (alone, out):
        planning.retire_key_result(key_result=one, **gone)

    many.retire_key_results(pks=[first.pk, out.pk], **gone)

    told = AuditEvent.objects.filter(verb="retired").order_by("pk")
    assert [event.changes["retired_why"] for event in told] == [["", "Not ours."]] * 3
    assert [event.changes.get("milestones") for event in told] == [
        [[steps[0].pk], []], None, [[steps[1].pk, steps[2].pk], []],
    ]  # fmt: skip
    assert not Milestone.objects.exclude(promoted_to=None).exists()
    alone.refresh_from_db()
    first.refresh_from_db()
    assert columns_of(first) | {"objective": None} == columns_of(alone) | {"objective": None}
    planning.restore_key_result(key_result=first, by=lead, at=NOW)
    assert Milestone.objects.filter(promoted_to=first).count() == 2


def test_values_that_differ_from_row_to_row_are_written_to_their_rows(lead):
    rows = KeyResultFactory.create_batch(3)
    owner = UserFactory.create(contributor=True)
    edits = [
        {"title": "One", "weight": Decimal(2)},
        {"title": "Two", "owner": owner, "also_supports": ["culture"]},
        {"title": "Three", "weight": Decimal("2.50")},
    ]

    many.edit_key_results(
        edits=[many.Edit(pk=one.pk, edits=said) for one, said in zip(rows, edits, strict=True)],
        by=lead,
        at=NOW,
    )

    stored = KeyResult.objects.order_by("pk")
    assert [(one.title, one.version) for one in stored] == [("One", 2), ("Two", 2), ("Three", 2)]
    assert [one.weight for one in stored] == [2, 1, Decimal("2.50")]
    assert stored[1].owner == owner
    assert stored[1].also_supports == ["culture"]


def test_one_refused_refuses_all_and_says_which(lead):
    objective = ObjectiveFactory.create()

    with pytest.raises(many.Refused, match="Write what the key result is called") as refusal:
        many.add_key_results(news=news(objective, "A", " "), by=lead, at=NOW)

    assert refusal.value.place == 1
    assert not KeyResult.objects.exists()


def keep_and_other():
    keep = KeyResultFactory.create(kind="keep_at", from_value=None, to_value=None, low=1, high=9)
    return keep, KeyResultFactory.create(objective=keep.objective)


NO_KEEP: Any = {"kind": "number", "from_value": Decimal(0), "to_value": Decimal(5)}


def test_a_guardrail_that_another_edit_gives_stays_a_keep_at_in_either_order(lead):
    keep, other = keep_and_other()
    given = many.Edit(pk=other.pk, edits={"guardrail": keep})
    lost = many.Edit(pk=keep.pk, edits=NO_KEEP)

    for edits in ([given, lost], [lost, given]):
        with pytest.raises(many.Refused) as refusal:
            many.edit_key_results(edits=edits, by=lead, at=NOW)
        assert refusal.value.place == 1


def test_a_guardrail_that_another_edit_takes_away_may_be_something_else(lead):
    keep, other = keep_and_other()
    KeyResult.objects.filter(pk=other.pk).update(guardrail=keep)

    many.edit_key_results(
        edits=[
            many.Edit(pk=other.pk, edits={"guardrail": None}),
            many.Edit(pk=keep.pk, edits=NO_KEEP),
        ],
        by=lead,
        at=NOW,
    )

    stored = KeyResult.objects.filter(pk__in=[keep.pk, other.pk]).order_by("pk")
    assert [(one.kind, one.guardrail, one.version) for one in stored] == [
        ("number", None, keep.version + 1),
        (other.kind, None, other.version + 1),
    ]


def test_an_edit_of_an_older_version_is_refused(lead):
    key_result = KeyResultFactory.create(version=3)

    with pytest.raises(many.Refused) as refusal:
        many.edit_key_results(
            edits=[many.Edit(pk=key_result.pk, edits={"title": "B"}, version=2)], by=lead, at=NOW
        )

    assert isinstance(refusal.value.__cause__, ChangedMeanwhile)


@pytest.mark.parametrize("rows", [2, 40])
def test_more_rows_cost_no_more_queries(lead, rows):
    objective = ObjectiveFactory.create()

    with CaptureQueriesContext(connection) as asked:
        made = many.add_key_results(news=news(objective, *map(str, range(rows))), by=lead, at=NOW)
        edits = [many.Edit(pk=pk, edits={"weight": Decimal(2), "title": "T"}) for pk in made]
        many.edit_key_results(edits=edits, by=lead, at=NOW)

    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) <= 13
