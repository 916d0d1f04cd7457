"""Loading the demo: every figure is written by the verbs people use, on the day it is of.

So the record, the pointers and the pictures of earlier days are all true to each other. The same
day gives the same demo. Refuses (`CannotLoad`) a database that holds anybody.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts import audit
from accounts.models import User
from dashboards.demo import data_and_progression, hiring_and_the_rest, people
from dashboards.demo.shapes import NOW, Said, Tale
from okrs import baselines, checkins, links, milestones, overrides, planning
from okrs.checkins import Reading, Story
from okrs.models import CheckIn, KeyResult
from okrs.playbook import catalogue, deciding, taking_up
from okrs.rules.calendar import add_months
from okrs.rules.words import Status
from strategy import organising
from strategy.models import Organisation, Strategy, Unit

YEARS_AHEAD = 24  # months that the strategy still runs
MORNING = time(9, 30)
NAMESPACE = UUID("6f1d1c5e-1c67-4b39-9d5b-6f7e6a6e2a10")
TALES = (
    *data_and_progression.DATA,
    *data_and_progression.PROGRESSION,
    *hiring_and_the_rest.HIRING,
    *hiring_and_the_rest.CULTURE,
    *hiring_and_the_rest.COLLABORATION,
)


class CannotLoad(Exception):
    """The demo was refused; the message is fit to show."""


@dataclass(frozen=True)
class Calendar:
    """The demo's days, counted in months from the first of a month two years ago."""

    today: date

    @property
    def start(self) -> date:
        return add_months(self.today.replace(day=1), -NOW)

    def month(self, number: int) -> date:
        return add_months(self.start, number)

    def at(self, number: int) -> datetime:
        """The morning of a month's first working hours; never later than now."""
        return self.moment(self.month(number))

    def moment(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, MORNING))

    def as_of(self, number: int) -> date:
        """Figures are of the last day of the month before they are told."""
        return self.month(number) - timedelta(days=1)


@transaction.atomic
def load(*, today: date) -> Strategy:
    """The whole demo as of a day: organisation, people, strategy, and two years of history."""
    if User.objects.exists() or Organisation.objects.exists():
        raise CannotLoad(
            "Somebody is here already: the demo is loaded into an empty database only."
        )
    days = Calendar(today)
    everyone = _people(days)
    strategy = _strategy(days, by=everyone["admin"])
    _units(days, by=everyone["admin"])
    made = [_tell(tale, strategy, everyone, days) for tale in TALES]
    _decline(strategy, everyone["lead"], days)
    _afterwards({k.title: k for k in made} | {k.playbook_id: k for k in made}, everyone, days)
    return strategy


def _people(days: Calendar) -> dict[str, User]:
    everyone = {}
    for person in people.PEOPLE:
        user = User.objects.create_user(
            email=person.email,
            name=person.name,
            role=person.role.value,
            password=people.PASSWORD if person.signs_in else None,
        )
        user.is_demo = True
        user.save(update_fields=["is_demo"])
        audit.record(by=None, verb="added", about=user, at=days.at(0))
        everyone[person.key] = user
    return everyone


def _strategy(days: Calendar, *, by: User) -> Strategy:
    organisation = Organisation.objects.create(
        name=people.ORGANISATION, headcount=people.HEADCOUNT, is_demo=True
    )
    strategy = Strategy.objects.create(
        name="Social mobility strategy",
        vision=people.VISION,
        sponsor=people.SPONSOR,
        starts_on=days.start,
        ends_on=days.month(NOW + YEARS_AHEAD) - timedelta(days=1),
    )
    for thing in (organisation, strategy):
        audit.record(by=by, verb="added", about=thing, at=days.at(0))
    return strategy


def _units(days: Calendar, *, by: User) -> None:
    def add(name: str, parent: Unit | None) -> Unit:
        return organising.add_unit(name=name, parent=parent, by=by, at=days.at(0))

    for name, parts in people.UNITS.items():
        top = add(name, None)
        for part, teams in parts.items():
            middle = add(part, top)
            for team in teams:
                add(team, middle)


def _tell(tale: Tale, strategy: Strategy, everyone: dict[str, User], days: Calendar) -> KeyResult:
    """Take a key result up, set its ends, and check in on it month by month."""
    lead = everyone["lead"]
    key_result = _taken_up(tale, strategy, everyone, days)
    if tale.ends:
        ends = dict(tale.ends)
        ends.setdefault(
            "from_as_of", days.start if {"from_value", "from_numerator"} & set(ends) else None
        )
        baselines.set_baseline(key_result=key_result, by=lead, at=days.at(0), **_decimals(ends))
    speaker = key_result.owner or lead
    for place, said in enumerate(tale.said):
        if tale is data_and_progression.SENIOR and place == 1:
            _ask_another_question(key_result, lead, days)
        _check_in(key_result, said, speaker, days, place)
    steps = key_result.milestones.order_by("order", "pk")
    for step, month in zip(steps, tale.steps_done, strict=False):
        milestones.tick(milestone=step, by=speaker, at=days.at(month), today=days.month(month))
    for title in tale.evidence:
        links.add_link(
            key_result=key_result,
            title=title,
            url=f"https://example.org/{slugify(title)}",
            by=speaker,
            at=days.at(NOW - 1),
        )
    return key_result


def _taken_up(
    tale: Tale, strategy: Strategy, everyone: dict[str, User], days: Calendar
) -> KeyResult:
    lead = everyone["lead"]
    terms = dict(tale.terms) | {
        "owner": everyone[tale.owner] if tale.owner else None,
        "starts_on": days.month(tale.starts),
        "due_on": days.month(tale.due) - timedelta(days=1),
    }
    if tale.set_by is not None:
        terms["set_by"] = days.month(tale.set_by)
    if tale.row:
        done = taking_up.take_up(
            row=catalogue.row(tale.row),
            strategy=strategy,
            by=lead,
            at=days.at(tale.taken_up),
            today=days.start,
            **terms,
        )
        return done.new[0]
    objective = strategy.objectives.get(playbook_id=catalogue.row(tale.beside).objective)
    return planning.add_key_result(
        objective=objective,
        by=lead,
        at=days.at(0),
        origin="Our own",
        **terms,
    )


def _decimals(ends: dict[str, Any]) -> dict[str, Any]:
    return {n: Decimal(v) if isinstance(v, int) else v for n, v in ends.items()}


def _check_in(key_result: KeyResult, said: Said, by: User, days: Calendar, place: int) -> CheckIn:
    of = said.of_month if said.of_month is not None else said.month
    return checkins.record_checkin(
        key_result=key_result,
        reading=Reading(
            value=said.figure,
            numerator=None if said.part is None else Decimal(said.part),
            denominator=None if said.whole is None else Decimal(said.whole),
            word=said.word,
        ),
        story=Story(
            changed=said.changed,
            next=said.next,
            blockers=said.blockers,
            blocked=said.blocked,
            confidence=said.sure,
        ),
        as_of=days.as_of(of),
        by=by,
        at=days.at(said.month) + timedelta(minutes=place),
        key=uuid5(NAMESPACE, f"{key_result.title}/{place}"),
    )


def _ask_another_question(key_result: KeyResult, by: User, days: Calendar) -> None:
    """The survey asks what the old form did not: a new baseline, and a break in the line."""
    baselines.set_baseline(
        key_result=key_result,
        from_numerator=Decimal(20),
        from_denominator=Decimal(118),
        from_as_of=days.as_of(11),
        to_value=Decimal(25),
        reason="The old form asked another question and reached 41% of people.",
        approved_by="Margaret Hale",
        on=days.as_of(11),
        by=by,
        at=days.at(12),
    )


def _decline(strategy: Strategy, by: User, days: Calendar) -> None:
    for row, (reason, sentence) in hiring_and_the_rest.DECLINED.items():
        deciding.decline(
            row=catalogue.row(row),
            strategy=strategy,
            reason=reason,
            sentence=sentence,
            ask_again_on=days.today + timedelta(days=40),
            by=by,
            at=days.at(1),
            today=days.month(1),
        )


def _afterwards(made: dict[str, KeyResult], everyone: dict[str, User], days: Calendar) -> None:
    """What was put right, and what an owner sees otherwise."""
    wrong = made["O4-2"].check_ins.get(as_of=days.as_of(21))
    checkins.correct_checkin(
        check_in=wrong,
        reading=Reading(value=Decimal(5)),
        as_of=wrong.as_of,
        why="One place had been counted twice.",
        by=everyone["quinn"],
        at=days.at(22),
        key=uuid5(NAMESPACE, "correction"),
    )
    overrides.override(
        key_result=made["O4-1"],
        status=Status.on_track,
        reason="Applications for January’s intake are not counted yet; they are up by a third.",
        until=days.today + timedelta(days=30),
        by=everyone["quinn"],
        at=days.at(NOW) + timedelta(hours=1),
        today=days.today,
    )
