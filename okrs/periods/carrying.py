"""Carrying a key result over: its successor starts the next day from where this one had come.

The successor's From is the value at the end, with its day; its To is kept unless another is chosen.
Milestones that are not done are copied: those of the predecessor stay as they stood.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Capability
from okrs import planning
from okrs.duplicating import copy_of_step
from okrs.latest import told_last
from okrs.models import KeyResult, Milestone, Period
from okrs.periods.contents import ResultKept
from okrs.refusals import CannotPlan
from okrs.rules.calendar import add_months
from okrs.rules.words import Direction, Kind
from okrs.standings import counted_milestones

SAME = (
    *("title", "definition", "kind", "source", "unit", "direction", "cadence", "follows"),
    *("followed", "weight", "intent", "also_supports", "low", "high", "tolerance"),
)
FIGURES = frozenset({Kind.number.value, Kind.percent.value, Kind.percent_change.value})
HUNDRED, STORED = Decimal(100), Decimal("0.0001")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is chosen for a successor: until when, and to what figure; None keeps To."""

    due_on: date
    to_value: Decimal | None = None


def first_day(period: Period) -> date:
    return period.ends_on + timedelta(days=1)


def offered(period: Period) -> Choice:
    """Another stretch as long as this one, and To as it is; not beyond the strategy's end."""
    months = max(1, round((period.ends_on - period.starts_on).days / 30.44))
    until = add_months(first_day(period), months) - timedelta(days=1)
    last = period.strategy.ends_on
    return Choice(due_on=min(until, last) if last > first_day(period) else until)


def asks_for_a_target(kind: str) -> bool:
    """Whether a successor of this kind has a To that could be another one."""
    return kind in FIGURES


def carry(
    *,
    key_result: KeyResult,
    stood: ResultKept,
    choice: Choice,
    period: Period,
    by: User,
    at: datetime,
) -> KeyResult:
    """The successor, in the plan from the next day. The predecessor must be closed already.

    Raises CannotPlan where its terms cannot be, such as a To that it has reached.
    """
    terms = {name: getattr(key_result, name) for name in SAME}
    terms |= _ends(key_result, stood, choice, last_day=period.ends_on)
    if choice.to_value in (None, key_result.to_value):
        _refuse_backwards(key_result, stood, terms)
    terms |= {
        "starts_on": first_day(period),
        "due_on": choice.due_on,
        "owner": _owner(key_result),
        "playbook_id": key_result.playbook_id,
        "origin": _("Carried over from %(period)s") % {"period": period.name},
    }
    made = planning.add_key_result(
        objective=key_result.objective, by=by, at=at, verb="carried over", **terms
    )
    kin = {
        "predecessor": key_result,
        "reviewer": key_result.reviewer,
        "guardrail": key_result.guardrail,
        "order": key_result.order,
    }
    for name, value in kin.items():
        setattr(made, name, value)
    made.save(update_fields=[*kin])
    _copy_milestones(key_result, made)
    return made


def _owner(key_result: KeyResult) -> User | None:
    """Whoever cannot check in any more cannot be given the next one either: it has nobody yet."""
    owner = key_result.owner
    able = owner is not None and owner.is_active and owner.may(Capability.CHECK_IN)
    return owner if able else None


def _ends(
    key_result: KeyResult, stood: ResultKept, choice: Choice, *, last_day: date
) -> dict[str, Any]:
    """From where it stood, dated; where nothing was read, as the predecessor's ends are."""
    if key_result.kind not in FIGURES:
        return {}
    goal = key_result.to_value if choice.to_value is None else choice.to_value
    if key_result.kind == Kind.percent_change.value:
        return _change_ends(key_result, stood, choice, goal)
    if stood.end_value is None:
        return {"from_value": None, "to_value": goal, "to_label": key_result.to_label}
    return {
        "from_value": Decimal(stood.end_value),
        "from_as_of": stood.end_as_of or last_day,
        "to_value": goal,
        "to_label": key_result.to_label,
        **_counts(key_result, stood),
    }


def _refuse_backwards(key_result: KeyResult, stood: ResultKept, ends: dict[str, Any]) -> None:
    """What went past its To would be carried back to it, unless somebody chose another."""
    start, goal = ends.get("from_value", Decimal(0)), ends.get("to_value")
    if key_result.kind not in FIGURES or key_result.from_value is None:
        return
    if start is None or goal is None or start == goal:
        return
    if (goal > start) is not (key_result.direction == Direction.increase.value):
        raise CannotPlan(
            _(
                "It came to %(end)s, which is past its To: choose a To further on, or say that "
                "it was achieved."
            )
            % {"end": stood.end},
            field="to_value",
        )


def _counts(key_result: KeyResult, stood: ResultKept) -> dict[str, Any]:
    """The two counts behind a share, where the last reading gave them."""
    if key_result.kind != Kind.percent.value or stood.end_as_of is None:
        return {}
    of_the_day = key_result.check_ins.readings().filter(as_of=stood.end_as_of)
    last = told_last(list(of_the_day.latest_first()))
    if last is None or last.value is None:
        return {}
    if last.denominator is None or last.value != Decimal(stood.end_value or "nan"):
        return {}
    return {"from_numerator": last.numerator, "from_denominator": last.denominator}


def _change_ends(
    key_result: KeyResult, stood: ResultKept, choice: Choice, goal: Decimal | None
) -> dict[str, Any]:
    """A change starts at 0 from the count it had come to. To is kept as the count it stood for."""
    base, change = key_result.base_count, stood.end_value
    if base is None or change is None:
        return {"base_count": base, "to_value": goal, "from_as_of": key_result.from_as_of}
    count = base * (HUNDRED + Decimal(change)) / HUNDRED
    if choice.to_value is None and goal is not None and count:
        goal = (base * (HUNDRED + goal) / count - HUNDRED).quantize(STORED, ROUND_HALF_UP)
    return {
        "base_count": count.quantize(STORED, ROUND_HALF_UP),
        "to_value": goal,
        "from_as_of": stood.end_as_of,
    }


def _copy_milestones(before: KeyResult, after: KeyResult) -> None:
    """Those not done go on. A due date that has passed is left open, for somebody to set."""
    left = [step for step in counted_milestones(before) if step.done_on is None]
    Milestone.objects.bulk_create(
        copy_of_step(
            step,
            after,
            due_on=step.due_on if step.due_on and step.due_on >= after.starts_on else None,
            owner=step.owner,
            playbook_id=step.playbook_id,
            order=order,
        )
        for order, step in enumerate(left)
    )
