"""Reminding: owners on the due date, half-way through the grace, and when it is stale; two working
days later whoever reviews it. Leads are also told once a week what became of the plan.

One message a person a day at most, none to somebody who checked in today or the day before, none
at weekends, on bank holidays or before eight in the morning. What is held back by any of these
waits, and goes out on a later working day. Source: docs/progress.md, section 9.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Capability, Role
from okrs import reminded, reminder_letters, week_letter
from okrs.history import end_of
from okrs.listing import rows_for
from okrs.models import CheckIn, DayOfMail
from okrs.reminded import REVIEWER
from okrs.reminder_letters import Due, Letter
from okrs.rules import calendar
from okrs.rules.facts import Facts
from okrs.rules.freshness import reminder_days
from okrs.rules.words import Status
from okrs.rules.working_days import is_working_day, working_days_after
from okrs.standings import Row

MORNING = 8
STALE = REVIEWER - 1  # the last of the owner's three steps
WORKING_DAYS_TO_REVIEWER = 2
A_DAY = timedelta(days=1)
KEPT_FOR = timedelta(days=31)  # that somebody was written to
Week = Callable[[date], str]  # what to tell leads of the plan on a day; "" where there is nothing


def nothing_of_the_week(_day: date) -> str:
    return ""


def remind(*, at: datetime, week: Week = nothing_of_the_week) -> int:
    """Write to everyone who is to be written to now; gives how many messages were put in the post.

    `week` makes what leads are told with their first message of a week.
    """
    now = timezone.localtime(at)
    if now.hour < MORNING or not is_working_day(now.date(), extra=settings.EXTRA_BANK_HOLIDAYS):
        return 0
    today = now.date()
    # The plan is read before the transaction: on SQLite nobody else could save meanwhile.
    everything = list(_waiting(today))
    words = week(today) if _leads_without_their_week(today) else ""
    return _write(everything, words=words, today=today, at=at)


@transaction.atomic
def _write(everything: list[Due], *, words: str, today: date, at: datetime) -> int:
    """What was sent is kept in the same transaction as the messages, so a worker that is killed
    half-way has either done both or neither, and one that runs twice says nothing twice.
    """
    waiting = reminded.still_news(everything)
    people = _People.of(waiting, today)
    letters: dict[User, Letter] = {}
    told = [(due, people.who_hears_now(due)) for due in waiting]
    for due, hear in told:
        for person in hear:
            letters.setdefault(person, Letter()).add(due, to=person)
    _add_what_waits_as_well(everything, letters)
    for lead in _leads_without_their_week(today) if words else ():
        letters.setdefault(lead, Letter()).week = words
    _keep([due for due, hear in told if hear], to=letters, today=today, at=at)
    for person, letter in letters.items():
        reminder_letters.post_one(letter, to=person, at=at)
    return len(letters)


def _add_what_waits_as_well(everything: list[Due], letters: dict[User, Letter]) -> None:
    """Who is written to about one of theirs is told all of theirs that wait: the next message may
    be a quarter away."""
    by_owner = {person.pk: letter for person, letter in letters.items() if letter.own}
    for due in everything:
        letter = by_owner.get(due.row.key_result.owner_id or 0)
        if letter and due.step != REVIEWER and due not in letter.own:
            letter.own.append(due)


def _keep(said: list[Due], *, to: Iterable[User], today: date, at: datetime) -> None:
    """That it was said, so that it is said once; and to whom, so that each hears once a day."""
    reminded.keep(said, at=at)
    days = [DayOfMail(person=person, day=today) for person in to]
    if DayOfMail.objects.bulk_create(days):
        DayOfMail.objects.filter(day__lt=today - KEPT_FOR).delete()


def _waiting(today: date) -> Iterator[Due]:
    """What is past its due date, with each step that has come: its owner's, its reviewer's."""
    for row in rows_for(today=today):
        if row.standing.status is Status.unset or row.key_result.follows:
            continue  # it waits for its baseline; or the survey gives its readings
        yield from _steps(row, today)


def _steps(row: Row, today: date) -> Iterator[Due]:
    """The latest of the owner's days that has come, and the reviewer's, if it has.

    Whoever let a date pass is asked again on each later date of the rhythm, once.
    """
    facts, due = row.standing.facts, row.standing.next_due
    days = reminder_days(due=due, cadence=facts.cadence)
    come = [step for step, day in enumerate(days) if day <= today]
    if not come:
        return
    if STALE not in come:
        yield Due(row, step=come[-1], on=due)
        return
    last = _last_date(facts, today)
    yield Due(row, step=0, on=last) if last > due else Due(row, step=STALE, on=due)
    extra = settings.EXTRA_BANK_HOLIDAYS
    if today >= working_days_after(days[STALE], WORKING_DAYS_TO_REVIEWER, extra=extra):
        yield Due(row, step=REVIEWER, on=due)


def _last_date(facts: Facts, today: date) -> date:
    """The last date of the rhythm that has come, its due date at most."""
    last = calendar.last_until(
        today, starts_on=facts.starts_on, due_on=facts.due_on, cadence=facts.cadence
    )
    return last or facts.starts_on


@dataclass(frozen=True, kw_only=True)
class _People:
    """Who there is to write to, and who must be left in peace today."""

    known: dict[int | None, User]
    leads: list[User]
    written_to: set[int]  # today
    updated: set[int | None]  # checked in themselves, today or the day before

    @classmethod
    def of(cls, waiting: list[Due], today: date) -> "_People":
        """Four queries."""
        named = [due.row.key_result for due in waiting]
        keys = {pk for one in named for pk in (one.owner_id, one.reviewer_id) if pk}
        lately = CheckIn.objects.filter(
            source=CheckIn.PERSON, recorded_at__gt=end_of(today - 2 * A_DAY)
        )
        return cls(
            known={user.pk: user for user in _reachable().filter(pk__in=keys)},
            leads=_leads(),
            written_to=set(DayOfMail.objects.filter(day=today).values_list("person_id", flat=True)),
            updated=set(lately.values_list("recorded_by_id", flat=True)),
        )

    def who_hears_now(self, due: Due) -> list[User]:
        """Nobody, if one of them has had a message today: then it waits for all of them."""
        told = self._reviewers(due) if due.step == REVIEWER else self._owner(due)
        return [] if any(person.pk in self.written_to for person in told) else told

    def _owner(self, due: Due) -> list[User]:
        owner = self.known.get(due.row.key_result.owner_id)
        if owner is None or not owner.may(Capability.CHECK_IN) or owner.pk in self.updated:
            return []
        return [owner]

    def _reviewers(self, due: Due) -> list[User]:
        """Whoever reviews it; without one who can look, the leads. Not the owner: they know."""
        owner = due.row.key_result.owner_id
        reviewer = self.known.get(due.row.key_result.reviewer_id)
        if reviewer and reviewer.pk != owner and reviewer.may(Capability.SEE_PLAN):
            return [reviewer]
        return [lead for lead in self.leads if lead.pk != owner]


def _leads_without_their_week(today: date) -> list[User]:
    """It goes with their first message of the week, on its first working day. Three queries."""
    monday, leads = today - today.weekday() * A_DAY, week_letter.wanted_by(_leads())
    this_week = DayOfMail.objects.filter(person__in=leads, day__gte=monday)
    had = set(this_week.values_list("person_id", flat=True))
    return [lead for lead in leads if lead.pk not in had]


def _leads() -> list[User]:
    """Those who look after the plan: leads, and while there is none, administrators."""
    found = list(_reachable().filter(role__in=(Role.LEAD, Role.ADMIN)).order_by("pk"))
    return [one for one in found if one.role == Role.LEAD] or found


def _reachable() -> QuerySet[User]:
    """The people of the demo have no mailbox: out of it, nobody writes to them."""
    people = User.objects.active()
    return people if settings.DEMO else people.filter(is_demo=False)
