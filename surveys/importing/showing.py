"""What pages show of an earlier survey beside its results: how many people, and how it was read.

What they said is in its published tables, as of any other wave, and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from surveys import participation
from surveys.importing.mapping import Mapping, Read
from surveys.models import Wave
from surveys.questions.words import FALLBACK, said
from surveys.wave_questions import question_set


def carried(sent: QueryDict, names: Iterable[str]) -> list[tuple[str, str]]:
    """What a page hands on unseen: fields that are, or begin with, these names. Nothing else."""
    wanted = tuple(names)
    return [
        (name, value)
        for name, value in sent.items()
        if isinstance(value, str) and name.startswith(wanted)
    ]


@dataclass(frozen=True)
class Found:
    """What a look before confirming shows. `answered` is None where fewer than ten answered."""

    people: int
    no_number: int
    no_answer: int
    answered: tuple[tuple[str, int | None], ...]


def found(read: Read, mapping: Mapping) -> Found:
    """How many people there are, and about how many of them answered each question."""
    answered = tuple(
        (said(meaning.question.name, FALLBACK), read.answered(place))
        for place, meaning in enumerate(mapping.columns)
    )
    return Found(read.people, read.no_number, read.no_answer, answered)


@dataclass(frozen=True)
class Imported:
    """What the page of an imported wave shows: what it was, and how it was read."""

    told: dict[str, Any]
    people: int
    not_read: int
    invited: int | None
    rate: Decimal | None
    columns: tuple[tuple[str, str], ...]
    questions: str


def imported(wave: Wave) -> Imported:
    """What is kept of an imported wave. Reads what came with it."""
    told, count, asked = wave.choices["imported"], wave.count, question_set(wave)
    rate = participation.rate(responded=count.counted, invited=count.invited)
    return Imported(
        told=told,
        people=count.counted,
        not_read=count.invalid,
        invited=count.invited or None,
        rate=rate,
        columns=tuple(
            (one["column"], said(asked.question(one["question"]).name, FALLBACK))
            for one in told["columns"]
        ),
        questions=asked.version16,
    )
