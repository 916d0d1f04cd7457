"""The demo's survey: an open pilot that anybody who looks at the demo can answer themselves.

Sixty invented people are invited. Those who were invited first have mostly answered, each the whole
way through the box's door; those who came later have not, and their messages lie on top of the kept
mail. Among them are the people one signs in as.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accounts.models import User
from dashboards.demo import people
from dashboards.demo.calendar import Calendar
from surveys import asking, drafting, opening, participation
from surveys.ballot import door
from surveys.drafting import Settings
from surveys.inviting import listing, posting, sending
from surveys.inviting.checking import Person
from surveys.models import Wave
from surveys.models.invitations import RunKind
from surveys.questions.choosing import Choices
from surveys.questions.sets import QuestionSet
from surveys.wave_questions import question_set

SINCE, JOINED, STILL = timedelta(days=9), timedelta(days=2), timedelta(days=19)
FIRST, ANSWERED, EVERYBODY = 40, 35, 60
FIRST_NAMES = ("Asha", "Ben", "Carys", "Dev", "Elin", "Femi", "Grace", "Huw", "Ines", "Joe")
LAST_NAMES = ("Archer", "Bello", "Clarke", "Dunne", "Evans", "Farah")
GRADES = ("Entry / early career", "Mid level", "Mid level", "Manager", "Senior leader")
DONE_LAST_TIME = "\n".join(
    (
        "You told us senior jobs are harder to reach. Each is now advertised inside first.",
        "You told us the degree rule shuts people out. Fewer than half of entry jobs ask for one.",
    )
)


def ask(*, by: User, days: Calendar) -> Wave:
    """The wave, drafted, opened nine days ago and answered by 35 of the first 40 people."""
    opened = days.moment(days.today - SINCE)
    wave = _drafted(by, days, at=opened)
    everyone = list(_staff())
    listing.put_list(wave=wave, people=everyone[:FIRST], by=by, at=opened)
    wave = opening.open_wave(wave=wave, by=by, at=opened, today=days.today - SINCE)
    _invite(wave, by=by, at=opened)
    _answer(wave)
    joined = days.moment(days.today - JOINED)
    listing.put_list(wave=wave, people=everyone[FIRST:], by=by, at=joined)
    _invite(wave, by=by, at=joined)
    participation.take_note(wave=wave, today=days.today)
    return wave


def _drafted(by: User, days: Calendar, *, at: datetime) -> Wave:
    settings = Settings(
        title="Where did you start? A pilot",
        opens_on=days.today - SINCE,
        closes_on=days.today + STILL,
        results_on=days.today + STILL + timedelta(days=14),
        contact="Priya Nair, D&I lead, lead@demo.example",
        done_last_time=DONE_LAST_TIME,
    )
    wave = drafting.start_wave(settings=settings, by=by, at=at)
    return asking.choose_questions(
        wave=wave,
        choices=Choices(attributes=("GRADE", "GENDER")),
        crossed=(("GRADE", "GENDER"),),
        minimum=10,
        version=wave.version,
        by=by,
        at=at,
    )


def _staff() -> Iterator[Person]:
    """Invented people, and last those one signs in as, so that each of them finds an invitation."""
    names = [f"{first}.{last}".lower() for last in LAST_NAMES for first in FIRST_NAMES]
    addresses = [f"{name}@demo.example" for name in names]
    known = [person.email for person in people.PEOPLE]
    for turn, address in enumerate([*addresses[: EVERYBODY - len(known)], *known]):
        unit = tuple(people.UNITS)[turn % len(people.UNITS)]
        yield Person(email=address, unit=unit, grade=GRADES[turn % len(GRADES)])


def _invite(wave: Wave, *, by: User, at: datetime) -> None:
    """The messages are written at once: whoever loads the demo need not wait for the worker."""
    run = sending.start_run(wave=wave, kind=RunKind.INVITATION, by=by, at=at)
    while posting.send_slice(run_id=run.pk, clock=lambda: at):
        pass


def _answer(wave: Wave) -> None:
    """As a browser would: a ballot paper each, then a sealed box with nobody's name on it."""
    asked = question_set(wave)
    numbers = wave.invitations.order_by("pk").values_list("invitee", flat=True)[:ANSWERED]
    for turn, invitee in enumerate(filter(None, numbers)):
        token = door.token_of(label=wave.label, invitee=invitee)
        paper = door.paper_for(label=wave.label, token=token)
        box = door.seal(
            label=wave.label, plaintext=asked.ballot(says(asked, turn), language="en-gb")
        )
        door.cast(label=wave.label, input=paper.input, signature=paper.signature, box=box)


def says(asked: QuestionSet, turn: int) -> list[int | None]:
    """Invented answers, spread over the options; now and then a question is passed over."""
    sizes = [len(question.options) for question in asked.questions]
    return [
        None if (turn + place) % 11 == 0 else (turn * (place + 2) + turn // 3) % size
        for place, size in enumerate(sizes)
    ]
