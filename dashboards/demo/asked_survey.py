"""The demo's second survey, asked here: each answer goes the whole way through the box's door.

Its list has a unit for everybody, so it is known about how many of each took part; and it asks pay.
Its noise follows from its own key, which is destroyed at the count as any wave's is: a figure may
differ by a point from one loading of the demo to the next.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from accounts.models import User
from dashboards.demo import answers, pay
from dashboards.demo.answers import COLUMNS, shared_out
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import SECOND_SURVEY
from surveys import asking, closing, drafting, opening, publishing, tables_plan, wave_tables
from surveys.ballot import door
from surveys.drafting import Settings
from surveys.inviting import listing
from surveys.inviting.checking import Person
from surveys.models import Wave
from surveys.plan import LOWEST_MINIMUM, default_plan
from surveys.questions.choosing import Choices
from surveys.questions.sets import QuestionSet
from surveys.wave_questions import question_set, table_plan

ASKED, MONTH = answers.SECOND, SECOND_SURVEY
OPEN_FOR = timedelta(days=26)
CHOICES = Choices(
    background=("SEB1", "SEB2", "SEB3", "SEB4"),
    attributes=("UNIT", "GRADE", "GENDER", "AGE"),
    pay=True,
)
DID_NOT_ANSWER = {"People": 5, "Operations": 59, "Technology": 23, "Finance": 13}
"""Of those who did not answer so many percent are in each unit."""
UNIT, GRADE = (tuple(COLUMNS.values()).index(code) for code in ("UNIT", "GRADE"))
Rows = list[tuple[str, ...]]


def ask(*, by: User, days: Calendar) -> Wave:
    """Drafted, opened, answered, counted and published in the month after it closed."""
    rows, last = answers.sheet(ASKED)[1:], days.as_of(MONTH)
    opened = days.moment(last - OPEN_FOR)
    wave = _drafted(by, days, at=opened)
    listing.put_list(wave=wave, people=list(_staff(rows)), by=by, at=opened)
    wave = opening.open_wave(wave=wave, by=by, at=opened, today=last - OPEN_FOR)
    answer(wave, rows)
    wave = closing.close_wave(wave=wave, by=by, at=days.moment(last))
    closing.finish(wave=wave, count=_counted(wave), at=days.at(MONTH))
    return publishing.publish_wave(wave=wave, by=by, at=days.at(MONTH))


def _drafted(by: User, days: Calendar, *, at: datetime) -> Wave:
    last = days.as_of(MONTH)
    settings = Settings(
        title=f"Where did you start? {last.year}",
        opens_on=last - OPEN_FOR,
        closes_on=last,
        results_on=last + timedelta(days=1),
        contact="Priya Nair, D&I lead, lead@demo.example",
    )
    wave = drafting.start_wave(settings=settings, by=by, at=at)
    wave.choices = CHOICES.to_data()
    plan = default_plan(question_set(wave))
    return asking.choose_questions(
        wave=wave,
        choices=CHOICES,
        crossed=[cut for cut in plan.cuts if len(cut) == len(("one", "other"))],
        minimum=LOWEST_MINIMUM,
        version=wave.version,
        by=by,
        at=at,
    )


def _staff(rows: Rows) -> Iterator[Person]:
    """Those who will answer, in the order of their rows, and then those who will not."""
    for number, row in enumerate(rows):
        yield Person(email=_address(number), unit=row[UNIT], grade=row[GRADE])
    silent = shared_out(ASKED.invited - len(rows), DID_NOT_ANSWER)
    units = Counter(silent).elements()
    for number, unit in enumerate(units, start=len(rows)):
        yield Person(email=_address(number), unit=unit)


def _address(number: int) -> str:
    return f"person{number + 1:04}@demo.example"


def answer(wave: Wave, rows: Rows) -> None:
    """As a browser would: a ballot paper each, then a sealed box with nobody's name on it."""
    for invitee, ballot in ballots(wave, rows):
        token = door.token_of(label=wave.label, invitee=invitee)
        paper = door.paper_for(label=wave.label, token=token)
        box = door.seal(label=wave.label, plaintext=ballot)
        door.cast(label=wave.label, input=paper.input, signature=paper.signature, box=box)


def ballots(wave: Wave, rows: Rows) -> Iterator[tuple[int, bytes]]:
    """For everybody who answers their number in the ballot, and what they say."""
    asked = question_set(wave)
    numbers = wave.invitations.order_by("email").values_list("invitee", flat=True)
    for invitee, row, paid in zip(numbers, rows, pay.bands(rows), strict=False):
        assert invitee is not None, "the wave is open"
        yield invitee, asked.ballot(_says(asked, row, paid), language="en-gb")


def _says(asked: QuestionSet, row: tuple[str, ...], paid: str) -> list[int | None]:
    told = dict(zip(COLUMNS.values(), row, strict=True)) | {door.PAY: paid}
    return [question.index_of(told[question.code]) for question in asked.questions]


def _counted(wave: Wave) -> door.Count:
    return door.count(
        label=wave.label,
        shape=tables_plan.shape(table_plan(wave), question_set(wave)),
        earlier=wave_tables.earlier(wave),
    )
