"""Loading the demo: every figure is written by the verbs people use, on the day it is of.

So the record, the pointers and the pictures of earlier days are all true to each other. The same
day gives the same demo. Refuses (`CannotLoad`) a database that holds anybody.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from accounts.people import invite
from dashboards.demo import (
    asked_survey,
    culture_and_collaboration,
    data_and_progression,
    earlier_surveys,
    hiring,
    own_benchmark,
    people,
    periods,
    survey,
)
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import NOW
from dashboards.demo.telling import NAMESPACE, tell
from okrs import checkins, overrides, planning
from okrs.checkins import Reading
from okrs.models import KeyResult
from okrs.owner_links import sending
from okrs.playbook import catalogue, deciding
from okrs.rules.words import Status
from strategy import organising
from strategy.models import Organisation, Strategy, Unit

YEARS_AHEAD = 24  # months that the strategy still runs
TALES = (
    *data_and_progression.DATA,
    *data_and_progression.PROGRESSION,
    *hiring.HIRING,
    *culture_and_collaboration.CULTURE,
    *culture_and_collaboration.COLLABORATION,
)


class CannotLoad(Exception):
    """The demo was refused; the message is fit to show."""


@transaction.atomic
def load(*, at: datetime) -> Strategy:
    """The whole demo as of a moment: organisation, people, strategy, and two years of history."""
    if User.objects.exists() or Organisation.objects.exists():
        raise CannotLoad(
            _("Somebody is here already: the demo is loaded into an empty database only.")
        )
    days = Calendar(at)
    everyone = _people(days)
    strategy = _strategy(days, by=everyone["admin"])
    _units(days, by=everyone["admin"])
    earlier_surveys.bring_in(by=everyone["lead"], days=days)
    asked_survey.ask(by=everyone["lead"], days=days)
    own_benchmark.add(by=everyone["lead"], days=days)
    made = [tell(tale, strategy, everyone, days) for tale in TALES]
    _decline(strategy, everyone["lead"], days)
    _invite(everyone, days)
    named = {k.title: k for k in made} | {k.playbook_id: k for k in made}
    _afterwards(named, everyone, days)
    periods.look_back(strategy, named, by=everyone["lead"], days=days)
    # To be tried: somebody who has never signed in, and whose key result waits for a check-in.
    sending.send(owner=everyone["bevan"], by=everyone["lead"], at=days.moment(days.today))
    survey.ask(by=everyone["lead"], days=days)
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


def _invite(everyone: dict[str, User], days: Calendar) -> None:
    """Whoever has no password yet was sent a link; the demo's post keeps it to be read."""
    for user in everyone.values():
        if not user.has_usable_password():
            invite(user=user, by=everyone["admin"], at=days.at(0))


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


def _decline(strategy: Strategy, by: User, days: Calendar) -> None:
    for row, (reason, sentence) in culture_and_collaboration.DECLINED.items():
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
    planning.edit_key_result(
        key_result=made["Senior leaders from lower socio-economic backgrounds"],
        guardrail=made["Interview panels with a trained member"],
        reviewer=everyone["leader"],
        by=everyone["lead"],
        at=days.at(22),
    )
    planning.edit_key_result(  # which is held back by it: more are hired, and fewer stay
        key_result=made["O4-4"],
        guardrail=made["New hires still here after a year"],
        by=everyone["lead"],
        at=days.at(12),
    )
