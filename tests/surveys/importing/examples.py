"""Sheets of earlier surveys, and the shortest way to an imported wave.

`british_father_son_status.csv` counts 3,498 British fathers and sons by their status at work,
8 by 8 classes: Goodman (1979) after Duncan, the data set `occupationalStatus` of R. They are real,
and no employer's.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accounts.models import User
from surveys import sheets
from surveys.importing import confirming, targets
from surveys.importing.answers import Answers
from surveys.importing.mapping import About, Mapping, Meaning
from surveys.models import Wave

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
FATHER_SON = Path(__file__).parents[2] / "data" / "british_father_son_status.csv"
STATUS = {
    "1": "MOD_TRAD_PROF",
    "2": "MANAGER",
    "3": "CLERICAL",
    "4": "SMALL_BUSINESS",
    "5": "TECH_CRAFT",
    "6": "TECH_CRAFT",
    "7": "ROUTINE",
    "8": "LTU",
}
"""How a lead might read Duncan's eight classes as the Commission's options. For trying only."""
SMALL = b"school meals,team,Name\n" + b"".join(
    b"%s,%s,Person %d\n" % (answer, team, number)
    for number, (answer, team) in enumerate(
        [(b"Yes", b"Sales")] * 12 + [(b"No", b"People")] * 25 + [(b"", b"Sales")] * 3
    )
)


def about(**said: Any) -> About:
    given = {"title": "Survey of 2024", "period": "2024", "source": "On paper", "version": "1"}
    return About(**given | said)


def answers_in(content: bytes) -> Answers:
    return Answers.of(sheets.read(content))


def mapping(answers: Answers, columns: dict[str, str], texts: dict[str, str]) -> Mapping:
    """By the names of columns: what each is, and, beyond what is guessed, what texts mean."""
    names = [column.name for column in answers.columns]
    count = next((names.index(name) for name, code in columns.items() if code == "count"), None)
    meanings = []
    for name, code in columns.items():
        if code != "count":
            column = answers.columns[names.index(name)]
            question = targets.question_for(code, column)
            ours = {text: targets.meant(text, question) for text in column.texts}
            if code.startswith("SEB"):
                ours |= texts
            options = tuple(ours[text] for text in column.texts)
            meanings.append(Meaning(names.index(name), question, options))
    return Mapping(tuple(meanings), count)


def father_son() -> tuple[Answers, Mapping]:
    answers = answers_in(FATHER_SON.read_bytes())
    columns = {"origin": "SEB1", "destination": "GRADE", "Freq": "count"}
    return answers, mapping(answers, columns, STATUS)


def small(content: bytes = SMALL) -> tuple[Answers, Mapping]:
    answers = answers_in(content)
    return answers, mapping(answers, {"school meals": "SEB3", "team": "UNIT"}, {})


def brought_in(*, by: User, **said: Any) -> Wave:
    answers, how = small()
    return confirming.bring_in(answers=answers, mapping=how, about=about(**said), by=by, at=AT)
