"""All that the rules need to know about one key result, and nothing about where it is kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrs.rules.words import Cadence, Direction, Kind, Pace, Source, Status, Word


@dataclass(frozen=True, kw_only=True)
class MilestoneFacts:
    """One step, done when `done_on` is set. Without `due_on` it is due with its key result."""

    weight: Decimal = Decimal(1)
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Override:
    """What the owner says instead, why, and the last day it holds. Shown beside, never in place."""

    status: Status
    reason: str
    until: date
    by: str


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What a keep-at says for the key result it guards: see `okrs.rules.guards`.

    `fails`: it is outside what is to be kept. `near`: outside, and within its tolerance. `silent`:
    nobody can tell. `word` is its own word.
    """

    title: str
    word: str
    fails: bool = False
    near: bool = False
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One key result as the rules see it.

    `baseline` and `target` are From and To; None is "to be set". A percentage change has the
    baseline 0 once the count it starts from is known, and None before. `low` and `high` are the
    limits of a keep-at, `tolerance` its own amber band outside them. `value` is the latest accepted
    reading; None with `baseline_on` set means that the baseline is the first reading. `word` is the
    latest status reading and stays while `blocked`. `confirmed_on` is when somebody last checked
    in, even without a new figure; `value_as_of` is the day the figure describes. `pace` and
    `set_by` have defaults: see `default_pace` and `standing`. `counted` is False when archived or
    not applicable. `guard` is what the keep-at beside it says, where it has one. `in_percent`:
    the numbers of a keep-at are shares, and are written so.
    """

    starts_on: date
    due_on: date
    kind: Kind = Kind.number
    source: Source = Source.value
    cadence: Cadence = Cadence.quarterly
    pace: Pace | None = None
    curve: tuple[tuple[date, Decimal], ...] = ()
    direction: Direction | None = None

    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    set_by: date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal | None = None

    value: Decimal | None = None
    value_as_of: date | None = None
    word: Word | None = None
    blocked: bool = False
    suppressed: bool = False
    milestones: tuple[MilestoneFacts, ...] = ()
    confirmed_on: date | None = None

    counted: bool = True
    ever_achieved: bool = False
    override: Override | None = None
    guard: Guard | None = None
    in_percent: bool = False
