"""A plan of any size, written straight into the tables: what a bench reads.

It is no organisation's, and its figures mean nothing; what counts is that every kind of key result,
reading and milestone is there in the proportions of a real plan. The pointer to the latest reading
is set here as `okrs.checkins` would have left it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.roles import Role
from okrs.models import CheckIn, KeyResult, Milestone, Objective
from okrs.rules.words import Cadence, Direction, Kind, Pace, Source, Word
from strategy.models import Organisation, Strategy
from strategy.pillars import Pillar

OWNERS = 40
BATCH = 500
CHANGED = (
    "More people answered than in the quarter before: two departments sent reminders of their own, "
    "and the form is now easy to finish on a telephone."
)
NEXT = "Ask the two departments that did not, and bring the figures to the board in September."
# Ten key results of a real plan: most are shares, a few are counted, worded, stepped or kept.
MIX = (Kind.percent,) * 5 + (Kind.number,) * 2 + (Kind.status, Kind.milestones, Kind.keep_at)


@dataclass(frozen=True)
class Size:
    """How large a plan is; check-ins are shared out evenly among the key results."""

    objectives: int = 168
    key_results: int = 500
    check_ins: int = 50_000


def build(size: Size, *, today: date) -> User:
    """Write a plan of this size and give the lead who reads it."""
    Organisation.objects.create(name="Bench Ltd", headcount=1200)
    reader = User.objects.create(name="Lea Reader", email="lead@bench.example", role=Role.LEAD)
    strategy = Strategy.objects.create(
        name="Bench",
        vision="Measured.",
        starts_on=today - timedelta(days=365),
        ends_on=today + timedelta(days=365),
    )
    owners = User.objects.bulk_create(
        User(name=f"Owen Number{n}", email=f"o{n}@bench.example", role=Role.CONTRIBUTOR)
        for n in range(OWNERS)
    )
    objectives = Objective.objects.bulk_create(_objectives(size, strategy))
    key_results = KeyResult.objects.bulk_create(
        _key_result(n, objectives[n % len(objectives)], owners, today=today)
        for n in range(size.key_results)
    )
    Milestone.objects.bulk_create(_milestones(key_results, today=today), batch_size=BATCH)
    _check_in(size, key_results, today=today)
    return reader


def _objectives(size: Size, strategy: Strategy) -> Iterator[Objective]:
    pillars = list(Pillar)
    for n in range(size.objectives):
        pillar = pillars[n * len(pillars) // size.objectives]
        yield Objective(strategy=strategy, pillar=pillar.value, title=f"Objective {n}", order=n)


def _key_result(n: int, objective: Objective, owners: list[User], *, today: date) -> KeyResult:
    kind = MIX[n % len(MIX)]
    return KeyResult(
        objective=objective,
        title=f"Share of people in group {n} who are heard, hired and promoted",
        definition="Everyone who was employed on the last day of the quarter.",
        unit="of those who answered",
        kind=kind.value,
        owner=owners[n % len(owners)] if n % 9 else None,
        starts_on=today - timedelta(days=365),
        due_on=today + timedelta(days=365),
        cadence=Cadence.quarterly.value,
        pace=Pace.linear.value,
        order=n,
        added_at=_noon(today - timedelta(days=365)),
        **_terms(kind),
    )


def _terms(kind: Kind) -> dict[str, Any]:
    """What decides progress, by kind."""
    by_word = {"source": Source.status.value, "direction": Direction.complete.value}
    by_step = {"source": Source.milestones.value, "direction": Direction.increase.value}
    kept = {"low": Decimal(40), "high": Decimal(60), "tolerance": Decimal(5)}
    figure: dict[str, Any] = {"source": Source.value.value, "direction": Direction.increase.value}
    return {
        Kind.status: by_word,
        Kind.milestones: by_step,
        Kind.keep_at: {**figure, **kept, "direction": Direction.keep.value},
    }.get(kind, {**figure, "from_value": Decimal(17), "to_value": Decimal(66)})


def _milestones(key_results: list[KeyResult], *, today: date) -> Iterator[Milestone]:
    """Four for those counted by milestones, one for every fourth of the rest."""
    for n, key_result in enumerate(key_results):
        steps = 4 if key_result.kind == Kind.milestones.value else int(n % 4 == 0)
        for step in range(steps):
            yield Milestone(
                key_result=key_result,
                text=f"Step {step}",
                due_on=today + timedelta(days=90 * (step - 1)),
                done_on=today - timedelta(days=30) if step < 2 else None,
                order=step,
            )


def _check_in(size: Size, key_results: list[KeyResult], *, today: date) -> None:
    """The same number of readings for each, the last a month ago, and the pointer to it."""
    each = size.check_ins // size.key_results
    told = CheckIn.objects.bulk_create(
        (
            _reading(n, key_result, today - timedelta(days=30 + each - 1 - nth), nth)
            for n, key_result in enumerate(key_results)
            for nth in range(each)
        ),
        batch_size=BATCH,
    )
    for n, key_result in enumerate(key_results):
        key_result.latest = told[(n + 1) * each - 1]
        key_result.confirmed_on = key_result.latest.as_of
    KeyResult.objects.bulk_update(key_results, ["latest", "confirmed_on"], batch_size=BATCH // 5)


def _reading(n: int, key_result: KeyResult, day: date, nth: int) -> CheckIn:
    worded = key_result.kind in (Kind.status.value, Kind.milestones.value)
    part = 20 + (n * 7 + nth) % 50
    shared = key_result.kind == Kind.percent.value
    return CheckIn(
        key_result=key_result,
        as_of=day,
        recorded_at=_noon(day),
        value=None if worded else Decimal(part),
        numerator=Decimal(part * 12) if shared else None,
        denominator=Decimal(1200) if shared else None,
        word=Word.in_progress.value if key_result.kind == Kind.status.value else "",
        changed=CHANGED,
        next=NEXT,
        confidence=7,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
