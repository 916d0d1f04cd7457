"""For tests: whatever people do that leaders may be shown, one verb each, on rows of its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from accounts import people
from accounts.models import User
from accounts.roles import Role
from disclosure.benchmarks import adding
from okrs import (
    baselines,
    checkins,
    links,
    milestones,
    objectives,
    overrides,
    planning,
)
from okrs.checkins import Reading, Story
from okrs.models import CheckIn, KeyResult, StatusOverride
from okrs.playbook import catalogue, deciding, taking_up
from okrs.rules.words import Status
from strategy import organising
from strategy.models import Strategy
from surveys import abandoning, drafting, moving, publishing
from surveys.drafting import Settings
from surveys.models import Participation
from surveys.states import State
from tests.disclosure.publications import publication
from tests.factories import (
    BenchmarkFactory,
    KeyResultFactory,
    LinkFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
    WaveFactory,
)

AT = datetime(2027, 4, 5, 9, tzinfo=UTC)
TODAY = date(2027, 4, 5)
Done = Callable[[User], object]


def strategy() -> Strategy:
    return Strategy.objects.first() or StrategyFactory.create()


def key_result(**over) -> KeyResult:
    return KeyResultFactory.create(**over)


def check_in(by: User, made: KeyResult | None = None) -> CheckIn:
    return checkins.record_checkin(
        key_result=made or key_result(),
        reading=Reading(value=Decimal(19)),
        story=Story(changed="More of them came."),
        as_of=date(2027, 3, 31),
        by=by,
        at=AT,
        key=uuid4(),
    )


def correct(by: User) -> object:
    return checkins.correct_checkin(
        check_in=check_in(by),
        reading=Reading(value=Decimal(18)),
        as_of=date(2027, 3, 31),
        why="One was counted twice.",
        by=by,
        at=AT,
        key=uuid4(),
    )


def overrule(by: User) -> StatusOverride:
    return overrides.override(
        key_result=check_in(by).key_result,
        status=Status.off_track,
        reason="The next figure will be worse.",
        until=TODAY + timedelta(days=20),
        by=by,
        at=AT,
        today=TODAY,
    )


def rebaseline(by: User) -> object:
    made = key_result(unset=True)
    return baselines.set_baseline(
        key_result=made, by=by, at=AT, from_value=Decimal(17), to_value=Decimal(25), on=TODAY
    )


def move_milestone(by: User) -> object:
    made = MilestoneFactory.create(key_result=key_result(milestones=True))
    milestones.tick(milestone=made, by=by, at=AT, today=TODAY)
    made.refresh_from_db()
    return milestones.untick(milestone=made, by=by, at=AT)


def told(**over) -> adding.Told:
    return adding.Told(
        **{
            "label": "Peers",
            "group": "lower",
            "value": Decimal(29),
            "year": "2024",
            "population": "UK logistics employers",
            "source": "A study of employers",
            "counted_alike": True,
            **over,
        }
    )


def publish(by: User) -> object:
    publication("w1001")
    wave = WaveFactory.create(label="w1001", state=State.CLOSED, plan_hash="c" * 64)
    return publishing.publish_wave(wave=wave, by=by, at=AT)


def retire(by: User) -> object:
    return planning.retire_key_result(
        key_result=key_result(), retired_as=KeyResult.ARCHIVED, why="Done elsewhere.", by=by, at=AT
    )


def rename(by: User) -> object:
    return organising.rename_organisation(
        organisation=OrganisationFactory.create(), name="New", headcount=1, by=by, at=AT
    )


def rename_owner(by: User) -> object:
    return people.edit_person(
        user=UserFactory.create(), name="New Name", role=Role.LEAD, is_active=True, by=by, at=AT
    )


def reword(by: User) -> object:
    kept = strategy()
    return organising.edit_strategy(
        strategy=kept,
        name=kept.name,
        vision="Another.",
        starts_on=kept.starts_on,
        ends_on=kept.ends_on,
        sponsor="The board",
        version=kept.version,
        by=by,
        at=AT,
    )


def decline(by: User) -> object:
    return deciding.decline(
        row=catalogue.ROWS[0],
        strategy=strategy(),
        reason="misfit",
        sentence="We hire nobody that way.",
        by=by,
        at=AT,
        today=TODAY,
    )


def take_up(by: User) -> object:
    return taking_up.take_up(row=catalogue.ROWS[0], strategy=strategy(), by=by, at=AT, today=TODAY)


def add_key_result(by: User) -> object:
    return planning.add_key_result(
        objective=ObjectiveFactory.create(),
        title="More",
        kind="percent",
        from_value=Decimal(17),
        to_value=Decimal(25),
        starts_on=TODAY,
        due_on=TODAY + timedelta(days=90),
        owner=by,
        cadence="quarterly",
        by=by,
        at=AT,
    )


def take_back(by: User) -> object:
    return overrides.withdraw(key_result=overrule(by).key_result, by=by, at=AT)


def edit(by: User) -> object:
    return planning.edit_key_result(key_result=key_result(), title="Another title", by=by, at=AT)


def draft(by: User) -> object:
    settings = Settings(title="Autumn", closes_on=TODAY + timedelta(days=30), contact="Sam, 12")
    return drafting.start_wave(settings=settings, by=by, at=AT)


DONE: dict[str, Done] = {
    "a check-in": check_in,
    "a correction": correct,
    "another status": overrule,
    "that taken back": take_back,
    "a baseline": rebaseline,
    "a key result": add_key_result,
    "its words": edit,
    "that it is retired": retire,
    "an objective": lambda by: objectives.add_objective(
        strategy=strategy(), pillar="data", title="Know who works here", by=by, at=AT
    ),
    "that it is retired as well": lambda by: objectives.retire_objective(
        objective=ObjectiveFactory.create(), by=by, at=AT
    ),
    "a milestone": lambda by: milestones.add_milestone(
        key_result=key_result(), text="Ask", by=by, at=AT
    ),
    "a tick": move_milestone,
    "that it is gone": lambda by: milestones.remove_milestone(
        milestone=MilestoneFactory.create(), by=by, at=AT, version=1
    ),
    "a link": lambda by: links.add_link(
        key_result=key_result(), title="Minutes", url="https://example.org/", by=by, at=AT
    ),
    "a link less": lambda by: links.remove_link(link=LinkFactory.create(), by=by, at=AT),
    "a row of the playbook": take_up,
    "one left out": decline,
    "the organisation's name": rename,
    "an owner's name": rename_owner,
    "a unit": lambda by: organising.add_unit(name="North", parent=None, by=by, at=AT),
    "the strategy": reword,
    "a benchmark": lambda by: adding.add_benchmark(told=told(), by=by, at=AT, today=TODAY),
    "a benchmark put right": lambda by: adding.change_benchmark(
        benchmark=BenchmarkFactory.create(), told=told(), version=1, by=by, at=AT, today=TODAY
    ),
    "a benchmark less": lambda by: adding.retire_benchmark(
        benchmark=BenchmarkFactory.create(), by=by, at=AT
    ),
    "a wave": draft,
    "that it is over": lambda by: moving.become(
        WaveFactory.create(plan_hash="c" * 64), State.CLOSING, by=by, verb="closed", at=AT
    ),
    "that it is abandoned": lambda by: abandoning.abandon_wave(
        wave=WaveFactory.create(), by=by, at=AT
    ),
    "its results": publish,
    "tables that came some other way": lambda by: publication("w9"),
    "a day's figure of taking part": lambda by: Participation.objects.create(
        wave=WaveFactory.create(), day=TODAY, invited=100, responded=20
    ),
}
