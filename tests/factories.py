"""The smallest valid thing of each kind; traits name the interesting ones."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

import factory
from factory.django import DjangoModelFactory

from accounts.models import ReadLink, User
from accounts.roles import Role
from disclosure.models import OwnBenchmark
from okrs.models import BaselineChange, CheckIn, KeyResult, Link, Milestone, Objective
from okrs.rules.words import Cadence, Direction, Kind, Pace, Source, Word
from strategy.models import Organisation, Strategy, Unit
from strategy.pillars import Pillar
from surveys.models import Wave

M = TypeVar("M")
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


class House(DjangoModelFactory[M], Generic[M]):
    class Meta:
        abstract = True


class UserFactory(House[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person Number{n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    role = Role.LEAD.value
    password = factory.django.Password("a-long-enough-password")

    class Params:
        admin = factory.Trait(role=Role.ADMIN.value)
        contributor = factory.Trait(role=Role.CONTRIBUTOR.value)
        viewer = factory.Trait(role=Role.VIEWER.value)
        outsider = factory.Trait(role="")


class ReadLinkFactory(House[ReadLink]):
    """A link that nobody can open: of its secret there is only something like a fingerprint."""

    class Meta:
        model = ReadLink

    audience = "Remuneration committee"
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    made_by = factory.SubFactory(UserFactory)
    made_at = NOON
    expires_on = date(2027, 3, 3)


class OrganisationFactory(House[Organisation]):
    class Meta:
        model = Organisation

    name = "Example Ltd"
    headcount = 400


class UnitFactory(House[Unit]):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Unit {n}")
    path = factory.SelfAttribute("name")


class StrategyFactory(House[Strategy]):
    class Meta:
        model = Strategy

    name = "Social mobility strategy"
    vision = "Where you start should not decide how far you go."
    starts_on = date(2027, 1, 1)
    ends_on = date(2029, 12, 31)


class ObjectiveFactory(House[Objective]):
    class Meta:
        model = Objective

    strategy = factory.SubFactory(StrategyFactory)
    pillar = Pillar.DATA.value
    title = factory.Sequence(lambda n: f"Objective {n}")
    order = factory.Sequence(lambda n: n)


class KeyResultFactory(House[KeyResult]):
    """Percent, 0% to 66%, quarterly, over the year 2027, with no reading yet."""

    class Meta:
        model = KeyResult

    objective = factory.SubFactory(ObjectiveFactory)
    title = factory.Sequence(lambda n: f"Key result {n}")
    kind = Kind.percent.value
    source = Source.value.value
    direction = Direction.increase.value
    from_value: Any = Decimal(0)
    to_value: Any = Decimal(66)
    starts_on = date(2027, 1, 1)
    due_on = date(2027, 12, 31)
    cadence = Cadence.quarterly.value
    pace = Pace.stepped.value
    order = factory.Sequence(lambda n: n)
    added_at = NOON

    class Params:
        unset = factory.Trait(from_value=None, to_value=None, set_by=date(2027, 4, 1))
        number = factory.Trait(kind=Kind.number.value)
        status = factory.Trait(
            kind=Kind.status.value,
            source=Source.status.value,
            direction=Direction.complete.value,
            from_value=None,
            to_value=None,
        )
        milestones = factory.Trait(
            kind=Kind.milestones.value,
            source=Source.milestones.value,
            from_value=None,
            to_value=None,
        )
        keep_at = factory.Trait(
            kind=Kind.keep_at.value,
            direction=Direction.keep.value,
            from_value=None,
            to_value=None,
            low=Decimal(40),
            high=Decimal(60),
            tolerance=Decimal(5),
        )
        archived = factory.Trait(retired_as=KeyResult.ARCHIVED, retired_at=NOON)


class MilestoneFactory(House[Milestone]):
    class Meta:
        model = Milestone

    key_result = factory.SubFactory(KeyResultFactory)
    text = factory.Sequence(lambda n: f"Step {n}")


class CheckInFactory(House[CheckIn]):
    """A row in the table only: the pointer on the key result is kept by okrs.checkins, not here."""

    class Meta:
        model = CheckIn

    key_result = factory.SubFactory(KeyResultFactory)
    as_of = date(2027, 3, 31)
    recorded_at = datetime(2027, 4, 1, 9, tzinfo=UTC)
    recorded_by = factory.SubFactory(UserFactory)
    value = Decimal(33)

    class Params:
        done = factory.Trait(value=None, word=Word.completed.value)


class LinkFactory(House[Link]):
    class Meta:
        model = Link

    key_result = factory.SubFactory(KeyResultFactory)
    title = "Minutes of the board"
    url = "https://example.org/minutes"
    added_at = NOON


class BaselineChangeFactory(House[BaselineChange]):
    class Meta:
        model = BaselineChange

    key_result = factory.SubFactory(KeyResultFactory)
    on = date(2027, 6, 30)
    at = NOON
    is_rebaseline = False


class WaveFactory(House[Wave]):
    """A draft with a last day to answer; nobody is invited and nothing is chosen yet."""

    class Meta:
        model = Wave

    label = factory.Sequence(lambda n: f"w{n + 1001}")
    title = factory.Sequence(lambda n: f"Wave {n + 1}")
    closes_on = date(2027, 3, 31)
    contact = "Sam in the ethics office, extension 12"


class BenchmarkFactory(House[OwnBenchmark]):
    class Meta:
        model = OwnBenchmark

    label = factory.Sequence(lambda n: f"Benchmark {n}")
    measure = "SEB1"
    group = "lower"
    definition = "background-2021"
    population = "UK logistics employers"
    value = Decimal(29)
    year = "2024"
    source = "A study of employers"
    added_at = NOON
