"""Issuing a pack: what it holds is what was known on its day, it is kept once, and then stands."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from accounts import audit
from accounts.models import AuditEvent
from accounts.record_words import done
from disclosure.models import NeverChanged
from okrs import objectives, planning
from okrs.models import KeyResult
from packs import gathering, issuing, reading
from packs.contents import LEADERS, OPEN
from packs.gathering import CannotGather, Order
from packs.models import Pack
from strategy import organising
from strategy.models import Strategy
from surveys.models import Wave
from tests.factories import KeyResultFactory, StrategyFactory, UserFactory
from tests.packs.conftest import WORDS, tell
from tests.surveys.results.publishing import published

pytestmark = pytest.mark.django_db
APRIL, JULY = date(2027, 4, 1), date(2027, 7, 1)
NOW = datetime(2027, 7, 15, 9, tzinfo=UTC)


def order(day=JULY, kind=LEADERS):
    return Order(day=day, audience="Board of Calder & Moor", kind=kind)


def issue(by, *, key=None, at=NOW, **asked):
    return issuing.issue(order=order(**asked), by=by, at=at, key=key or uuid4())


def issued(by, **asked):
    return reading.contents(issue(by, **asked))


def test_a_pack_says_what_it_is_and_by_whom(plan, by):
    pack = issue(by)
    told = reading.contents(pack)

    assert (pack.number, pack.as_of, pack.kind, pack.by) == (1, JULY, LEADERS, by)
    assert (told.number, told.issued_on, told.issued_by) == (1, NOW.date(), "Priya Nair")
    assert (told.organisation, told.audience) == ("Calder & Moor", "Board of Calder & Moor")
    assert told.vision == "Where you start should not decide how far you go."
    assert told.is_demo is False


def test_it_holds_the_strategy_as_it_stood_on_its_day(plan, by):
    then, now = issued(by, day=APRIL).strategy[0], issued(by).strategy[0]

    assert (then.start, then.now, then.end, then.said) == ("0%", "33%", "66%", "On track")
    assert (now.now, now.said) == ("1%", "Off track")
    assert then.key == now.key == str(plan.pk)


def test_it_calls_things_and_their_owners_as_they_were_called_on_its_day(plan, by):
    later = datetime(2027, 5, 3, 9, tzinfo=UTC)
    owner = UserFactory.create(name="Ana Lopez")
    for number, title in enumerate(("Fairs and visits", "Fairs of the region")):
        at = later + timedelta(days=number)
        planning.edit_key_result(key_result=plan, title=title, by=by, at=at)
    planning.edit_key_result(key_result=plan, owner=owner, by=by, at=later)
    objectives.edit_objective(
        objective=plan.objective,
        title="Reach out",
        pillar=plan.objective.pillar,
        weight=plan.objective.weight,
        by=by,
        at=later,
    )
    strategy = Strategy.current()
    organising.edit_strategy(
        strategy=strategy,
        name="Start anywhere",
        vision="Everybody starts here.",
        starts_on=strategy.starts_on,
        ends_on=strategy.ends_on,
        sponsor=strategy.sponsor,
        version=strategy.version,
        by=by,
        at=later,
    )
    then, now = issued(by, day=APRIL), issued(by)

    (line,) = then.strategy
    assert (line.objective, line.key_result, line.owner) == ("Reach further", "Fairs", "Sam Quinn")
    assert then.vision == "Where you start should not decide how far you go."
    leaf = next(one for trunk in then.map.trunks for b in trunk.branches for one in b.leaves)
    assert (then.map.name, leaf.name) == (strategy.name, "Fairs")
    (line,) = now.strategy
    assert (line.objective, line.owner) == ("Reach out", "Ana Lopez")
    assert line.key_result == "Fairs of the region"
    assert (now.vision, now.map.name) == ("Everybody starts here.", "Start anywhere")
    plan.refresh_from_db()
    assert (plan.title, plan.owner) == ("Fairs of the region", owner)


def test_who_was_nobody_then_is_nobody_in_it(plan, by):
    KeyResult.objects.update(owner=None)
    planning.edit_key_result(key_result=plan, owner=by, by=by, at=NOW)

    assert issued(by, day=APRIL).strategy[0].owner == ""
    assert issued(by, day=NOW.date()).strategy[0].owner == "Priya Nair"


def test_the_map_tells_the_same_as_the_lines(plan, by):
    told = issued(by)

    trunk = next(trunk for trunk in told.map.trunks if trunk.colour == "hiring")
    leaf = trunk.branches[0].leaves[0]
    assert (trunk.branches[0].name, leaf.name) == ("Reach further", "Fairs")
    assert (leaf.said, leaf.path) == ("Off track", "0%, now 1%, to 66%")
    assert leaf.short == "0% → 1% → 66%"
    assert told.map.description == "5 pillars, 1 objective and 1 key result: 1 off track."


def test_a_plan_of_milestones_without_one_has_no_figure_yet(plan, by):
    KeyResultFactory.create(objective=plan.objective, title="Steps", milestones=True)

    told = issued(by)

    (line,) = (one for one in told.strategy if one.key_result == "Steps")
    assert (line.start, line.now, line.end, line.judged) == ("", "", "", False)


def test_what_cannot_be_judged_is_kept_as_such_whatever_its_colour(plan, by):
    KeyResultFactory.create(objective=plan.objective, unset=True, set_by=date(2027, 5, 1))

    judged, overdue = issued(by).strategy

    assert (judged.judged, overdue.judged) == (True, False)
    assert (overdue.said, overdue.status) == ("Baseline overdue", "behind")


def test_leaders_read_owners_names_and_words(plan, by):
    text = issue(by).contents

    assert "Sam Quinn" in text
    assert WORDS in text


def test_people_at_large_read_neither(plan, by):
    text = issue(by, kind=OPEN).contents

    assert "Quinn" not in text
    assert WORDS not in text


def test_what_was_published_later_is_not_in_a_pack_of_an_earlier_day(plan, by):
    published(at=datetime(2027, 5, 1, tzinfo=UTC))
    record_publishing("w1", datetime(2027, 5, 1, tzinfo=UTC), by)

    before, after = issued(by, day=APRIL), issued(by)

    assert "background" not in {finding.key for finding in before.findings}
    assert {"response", "background"} <= {finding.key for finding in after.findings}


def test_every_finding_of_an_earlier_day_is_of_the_wave_that_was_known_then(plan, by):
    winter, spring = (datetime(2027, month, 1, tzinfo=UTC) for month in (2, 5))
    published("w1", at=winter, title="The winter survey")
    published("w2", at=spring, title="The spring survey", ends_on=date(2027, 4, 20))
    record_publishing("w1", winter, by)
    record_publishing("w2", spring, by)

    before, after = issue(by, day=APRIL), issue(by)

    assert "intersections" in {finding.key for finding in reading.contents(before).findings}
    assert "The spring survey" not in before.contents
    assert "The spring survey" in after.contents


def test_a_question_without_a_figure_has_no_page_of_its_own(plan, by):
    published()

    told = issued(by, day=NOW.date())

    assert all(finding.chart or finding.table for finding in told.findings)
    assert "pay" in str(told.unsaid.table).lower()


def record_publishing(label, at, by):
    audit.record(by=by, verb="published", about=Wave.objects.get(label=label), at=at)


def test_findings_lead_nowhere(plan, by):
    published()

    told = issued(by, day=NOW.date())

    assert told.findings
    for finding in (*told.findings, told.unsaid):
        assert (finding.address, finding.files) == ("", ())
        for table in filter(None, (finding.table, *finding.more)):
            assert {row.address for row in table.rows} <= {""}


def test_words_that_a_pack_uses_are_explained_in_it(plan, by):
    published()

    told = dict(issued(by, day=NOW.date()).definitions)

    assert "Likely range" in told
    assert "%(" not in "".join(told.values())


def test_a_pack_is_compared_with_the_newest_of_an_earlier_day(plan, by):
    first = issue(by, day=APRIL)
    same_day = issue(by, day=APRIL, kind=OPEN)
    second = issue(by)
    told = reading.contents(second)

    assert (first.previous, same_day.previous, second.previous) == (None, None, same_day)
    assert told.since == APRIL
    assert told.changes.title == "Key results: 1 changed"
    assert told.changes.table.rows[0].names == ("Fairs", "On track, 33%", "Off track, 1%")


def test_where_the_pack_before_was_altered_the_new_one_says_so(plan, by):
    issue(by, day=APRIL)
    QuerySet(Pack).update(contents="{}")

    told = issued(by)

    assert told.changes.title == "Pack 1 cannot be read, so nothing is compared"
    assert told.changes.table is None


def test_a_form_sent_twice_issues_once(plan, by):
    key = uuid4()

    assert issue(by, key=key) == issue(by, key=key)
    assert Pack.objects.count() == 1
    assert AuditEvent.objects.filter(verb="issued").count() == 1


def test_the_record_says_it_in_words(plan, by):
    issue(by)

    event = AuditEvent.objects.get(verb="issued")
    assert event.by == by
    assert done(event.verb, event.title) == "issued “Board pack 1: Board of Calder & Moor”"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 7, 16), "16 July 2027 is still to come"),
        (date(2026, 12, 31), "The strategy began on 1 January 2027"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(plan, by, day, said):
    with pytest.raises(CannotGather, match=said) as refusal:
        issue(by, day=day)

    assert refusal.value.field == "as_of"
    assert not Pack.objects.exists()


def test_without_a_strategy_there_is_no_pack(by):
    with pytest.raises(CannotGather, match="no strategy yet"):
        issue(by)


def test_a_day_of_which_nothing_is_known_is_refused(by):
    StrategyFactory.create()

    with pytest.raises(CannotGather, match="nothing to report"):
        issue(by)


def test_what_fails_half_way_leaves_nothing(plan, by, monkeypatch):
    def fails(**_told):
        raise OSError("the disk is full")

    monkeypatch.setattr("packs.issuing.audit.record", fails)

    with pytest.raises(OSError, match="disk"):
        issue(by)

    assert not Pack.objects.exists()


def test_an_issued_pack_is_never_changed_nor_taken_away(plan, by):
    pack = issue(by)

    for change in (
        pack.save,
        pack.delete,
        Pack.objects.all().delete,
        lambda: Pack.objects.update(audience="Others"),
    ):
        with pytest.raises(NeverChanged):
            change()


def test_more_of_everything_costs_no_more_queries(plan, by, same_queries):
    published()

    def more():
        for _ in range(3):
            told = KeyResultFactory.create(objective=plan.objective, owner=UserFactory.create())
            tell(told, 10, date(2027, 6, 1), by)

    today = NOW.date()
    same_queries(lambda: gathering.gather(order=order(day=today), today=today), add_rows=more)
    same_queries(lambda: gathering.gather(order=order(day=APRIL), today=today), add_rows=more)
