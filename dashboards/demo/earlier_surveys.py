"""The demo's first survey, on paper, brought in through the door of everybody's, and published.

It passes the same gate, and its noise follows from the secret of the server: a figure may differ
by a point from one installation of the demo to the next, and is the same whenever it is loaded.
"""

from accounts.models import User
from dashboards.demo import answers
from dashboards.demo.answers import COLUMNS, Asked
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import FIRST_SURVEY
from surveys import publishing
from surveys.importing import confirming, targets
from surveys.importing.answers import Answers, Column
from surveys.importing.mapping import About, Mapping, Meaning
from surveys.models import Wave


def bring_in(*, by: User, days: Calendar) -> Wave:
    """Published in the month after it was asked."""
    asked, month = answers.FIRST, FIRST_SURVEY
    found = Answers.of(answers.sheet(asked))
    wave = confirming.bring_in(
        answers=found,
        mapping=_mapping(found),
        about=_about(asked, month, days),
        by=by,
        at=days.at(month),
    )
    return publishing.publish_wave(wave=wave, by=by, at=days.at(month))


def _about(asked: Asked, month: int, days: Calendar) -> About:
    last = days.as_of(month)
    return About(
        title=f"Where did you start? {last.year}",
        period=f"{last:%B %Y}, of invented people",
        source="The invented employer, with a form on paper",
        version="First reading",
        note="Everybody in it was invented for the demo.",
        invited=asked.invited,
        ended_on=last,
    )


def _mapping(found: Answers) -> Mapping:
    return Mapping(tuple(_meaning(place, column) for place, column in enumerate(found.columns)))


def _meaning(place: int, column: Column) -> Meaning:
    question = targets.question_for(COLUMNS[column.name], column)
    return Meaning(place, question, tuple(targets.meant(text, question) for text in column.texts))
