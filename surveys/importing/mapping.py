"""Which column is which question, and what each text in it means: from there, rows to count.

The mapping is the lead's own. It has a version, and is kept with the wave in place of the file.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from disclosure.control.safe_tables import STEP, rounded
from surveys.importing.answers import Answers, whole
from surveys.importing.targets import NO_ANSWER
from surveys.participation import CROWD
from surveys.questions.question import Question
from surveys.questions.sets import QuestionSet

Row = tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class About:
    """What is said of an earlier survey besides its answers.

    Without `ended_on`, its last day, it says where people stood, and nobody knows when: key results
    take no reading from it.
    """

    title: str
    period: str
    source: str
    version: str  # the name of the mapping
    note: str = ""
    invited: int | None = None
    ended_on: date | None = None

    def to_data(self) -> dict[str, Any]:
        """As the wave keeps it."""
        return asdict(self) | {"ended_on": self.ended_on and self.ended_on.isoformat()}


@dataclass(frozen=True)
class Meaning:
    """One column as a question: for each of its texts an option's code, or NO_ANSWER."""

    column: int
    question: Question
    options: tuple[str, ...]

    def places(self) -> tuple[int | None, ...]:
        """For each text, the place of the option in a ballot; None where it says nothing."""
        codes = [option.code for option in self.question.options]
        return tuple(None if code == NO_ANSWER else codes.index(code) for code in self.options)


@dataclass(frozen=True)
class Mapping:
    """The columns that are questions, in the order asked, and the one that counts people."""

    columns: tuple[Meaning, ...]
    count: int | None = None

    def question_set(self, about: About) -> QuestionSet:
        """The set these columns answer. Raises NotAQuestionSet."""
        questions = tuple(meaning.question for meaning in self.columns)
        return QuestionSet(name=about.title, version=about.version, questions=questions)

    def to_data(self, answers: Answers) -> list[dict[str, Any]]:
        """As the wave keeps it: names, texts and codes, and no person's row."""
        return [
            {
                "column": answers.columns[meaning.column].name,
                "question": meaning.question.code,
                "answers": [
                    list(pair)
                    for pair in zip(
                        answers.columns[meaning.column].texts, meaning.options, strict=True
                    )
                ],
            }
            for meaning in self.columns
        ]


@dataclass(frozen=True)
class Read:
    """What a sheet comes to: each different row with its number of people, and what was not read.

    Holds exact numbers: they are for counting. What may be shown is `answered()` and `people`.
    """

    rows: tuple[tuple[Row, int], ...]
    no_number: int  # rows whose number of people cannot be read
    no_answer: int  # rows that answer none of the questions

    @property
    def people(self) -> int:
        return sum(people for _row, people in self.rows)

    @property
    def not_read(self) -> int:
        return self.no_number + self.no_answer

    def each(self) -> Iterator[Row]:
        """One row a person, as the count takes them."""
        for row, people in self.rows:
            for _person in range(people):
                yield row

    def answered(self, question: int) -> int | None:
        """How many answered this one, to the nearest 5 there can be; None below ten."""
        people = sum(people for row, people in self.rows if row[question] is not None)
        return min(rounded(people), self.people // STEP * STEP) if people >= CROWD else None


def read(answers: Answers, mapping: Mapping) -> Read:
    """The rows of a sheet as answers to our questions."""
    places = [(meaning.column, meaning.places()) for meaning in mapping.columns]
    counts = () if mapping.count is None else answers.columns[mapping.count].texts
    rows: list[tuple[Row, int]] = []
    no_number = no_answer = 0
    for said, times in answers.rows:
        people = _people(said, mapping.count, counts)
        row = tuple(_place(said[column], meant) for column, meant in places)
        if people is None:
            no_number += times
        elif all(place is None for place in row):
            no_answer += times
        else:
            rows.append((row, people * times))
    return Read(tuple(rows), no_number, no_answer)


def _people(said: Row, count: int | None, counts: tuple[str, ...]) -> int | None:
    if count is None:
        return 1
    place = said[count]
    return None if place is None else whole(counts[place])


def _place(said: int | None, meant: tuple[int | None, ...]) -> int | None:
    return None if said is None else meant[said]
