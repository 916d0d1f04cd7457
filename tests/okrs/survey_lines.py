"""Key results that follow a published figure, and waves that publish it, for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from disclosure.models import Publication
from okrs import survey_readings
from okrs.followed import GAP, SHARE, Followed
from okrs.models import CheckIn, KeyResult
from surveys.models import Wave
from surveys.states import State
from tests.disclosure import tables
from tests.factories import KeyResultFactory
from tests.surveys.results.publishing import wave

SPRING, AUTUMN = date(2027, 3, 10), date(2027, 9, 10)
LATER = date(2027, 12, 1)
EVERYBODY = Followed(word=SHARE, measure="SEB1", groups=("lower",))
NORTH = Followed(word=SHARE, measure="SEB1", groups=("lower",), cut=("UNIT",), key=("NORTH",))
EAST = Followed(word=SHARE, measure="SEB1", groups=("lower",), cut=("UNIT",), key=("EAST",))
SENIOR = Followed(word=SHARE, measure="SEB1", groups=("lower",), cut=("GRADE",), key=("SENIOR",))
BOARD = Followed(word=SHARE, measure="SEB1", groups=("lower",), cut=("GRADE",), key=("BOARD",))
TO_UK = Followed(word=GAP, measure="SEB1", groups=("lower",), benchmark="uk_workforce_lower")


def cells() -> tables.Cells:
    """Everybody; two units of which one is hidden; a small level, and one too small for figures."""
    return {
        (): {(): tables.cell(400, 117, 83, 151, 22, 27)},
        ("UNIT",): {("NORTH",): tables.cell(205, 89, 41, 53, 10, 13), ("EAST",): None},
        ("GRADE",): {
            ("SENIOR",): tables.cell(30, 9, 1, 14, 3, 3),
            ("BOARD",): tables.cell(15, 4, 2, 6, 1, 1),
        },
    }


def follower(figure: Followed = EVERYBODY, **options: Any) -> KeyResult:
    """A key result that follows it, from the start of 2027 to the end of 2028."""
    given: dict[str, Any] = {
        "title": "People from a lower background",
        "kind": "number" if figure.word == GAP else "percent",
        "cadence": "on_survey",
        "pace": "stepped",
        "follows": figure.word,
        "followed": figure.to_data(),
        "from_value": None,
        "to_value": Decimal(0) if figure.word == GAP else Decimal(45),
        "starts_on": date(2027, 1, 1),
        "due_on": date(2028, 12, 31),
    }
    return KeyResultFactory.create(**given | options)


def publish(
    label: str = "w1", day: date | None = SPRING, *, state: State = State.PUBLISHED, **over: Any
) -> Publication:
    """A wave that closed on a day, and its tables: those of tests/disclosure/tables.py."""
    wave(label, state=state, closed_on=day, opened_on=day)
    title = over.pop("title", "Survey, spring" if label == "w1" else "Survey, autumn")
    made = over.pop("made", None) or cells()
    return tables.publication(label, made, starts_on=day, ends_on=day, title=title, **over)


def corrected(label: str = "w1", **over: Any) -> Publication:
    """Its next version, with a reason."""
    day = Wave.objects.get(label=label).closed_on
    told = {"title": "Survey, spring", "reason": "A table was made by mistake"} | over
    made = told.pop("made", None) or cells()
    return tables.publication(label, made, starts_on=day, ends_on=day, **told)


def without(cut: tuple[str, ...]) -> tables.Cells:
    """The tables but one."""
    return {one: table for one, table in cells().items() if one != cut}


def more(part: int) -> tables.Cells:
    """The tables with so many more people of a lower background among everybody."""
    made = cells()
    made[()] = {(): tables.cell(400, 117 + part, 83, 151 - part, 22, 27)}
    return made


def post(day: date = LATER) -> int:
    return survey_readings.post(
        today=day, at=datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    )


def told() -> list[CheckIn]:
    return list(CheckIn.objects.order_by("pk"))


def evidence_of(place: int) -> dict[str, Any]:
    """What the reading in this place rests on."""
    return dict(told()[place].evidence or {})
