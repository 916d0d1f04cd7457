"""What a new organisation does first: five steps that tick themselves by what is there.

They stand on home for those who may take them, and go away: when all are done, or 90 days after
the strategy was begun, for an organisation that wants none of the rest. Refuses to ask for a step
that the reader may not take.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from accounts.roles import Capability
from okrs.rules.words import Status
from okrs.standings import Plan
from surveys.models import Wave

SHOWN_FOR = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: what it is, why, where it is taken, and whether it was."""

    title: str
    why: str
    action: str
    url: str
    done: bool
    other: tuple[str, str] | None = None  # a second way to take it: its words and its address


@dataclass(frozen=True)
class FirstSteps:
    steps: tuple[Step, ...]

    @cached_property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @cached_property
    def next(self) -> Step | None:
        """The first that is still to be taken."""
        return next((step for step in self.steps if not step.done), None)


def first_steps(plan: Plan | None, *, reader: User, today: date) -> FirstSteps | None:
    """The steps this reader may take, or None when they are over: three queries at most."""
    if plan is None or not reader.may(Capability.EDIT_PLAN) or _is_old(today):
        return None
    found = FirstSteps(tuple(_steps(plan, reader)))
    return found if found.next else None


def _is_old(today: date) -> bool:
    begun = AuditEvent.objects.order_by("pk").values_list("at", flat=True).first()
    return begun is not None and begun.date() + SHOWN_FOR < today


def _steps(plan: Plan, reader: User) -> Iterator[Step]:
    rows = plan.rows
    yield Step(
        title=_("Choose your first key results"),
        why=_("37 are ready in the playbook, from two published guides. Or bring your own sheet."),
        action=_("Open the playbook"),
        url=reverse("okrs:playbook"),
        done=bool(rows),
        other=(_("Bring your own sheet"), reverse("okrs:import")),
    )
    if reader.may(Capability.MANAGE_PEOPLE):
        yield Step(
            title=_("Name your people"),
            why=_("Those who lead, own a key result or read. The survey needs no accounts."),
            action=_("Add a person"),
            url=reverse("people_add"),
            done=User.objects.filter(is_active=True).exclude(pk=reader.pk).exists(),
        )
    yield Step(
        title=_("Give key results an owner"),
        why=_("Whoever owns one is asked how it stands. The first can be you."),
        action=_("Open them in the grid"),
        url=f"{reverse('okrs:grid')}?owner=nobody",
        done=any(row.key_result.owner_id for row in rows),
    )
    yield Step(
        title=_("Set a baseline, or give a first reading"),
        why=_("Where you start from. What nobody knows yet stays a dated to-do, never a zero."),
        action=_("See what has none"),
        url=_without_a_reading(plan),
        done=any(row.key_result.confirmed_on for row in rows),
    )
    if reader.may(Capability.RUN_SURVEYS):
        yield Step(
            title=_("Prepare the first survey"),
            why=_("It asks where people started. Its answers become your baselines by themselves."),
            action=_("Go to surveys"),
            url=reverse("surveys:list"),
            done=Wave.objects.exists(),
        )


def _without_a_reading(plan: Plan) -> str:
    """The list, narrowed to what the most of them want: a baseline, or a reading."""
    statuses = [row.standing.status for row in plan.rows]
    unset, unread = statuses.count(Status.unset), statuses.count(Status.no_reading)
    status = Status.unset if unset > unread else Status.no_reading
    return f"{reverse('okrs:list')}?status={status.value}"
