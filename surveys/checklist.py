"""What of a draft is done and what is missing before it can open, step by step.

What really stops a wave from opening is `opening.whats_missing`; the steps lead there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys import asking, plan
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.plan import NotAPlan
from surveys.questions.refusals import NotAQuestionSet
from surveys.wave_questions import question_set, table_plan

PER_MINUTE = 2
"""Questions that people answer in a minute: our estimate, about 30 seconds for each."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do for a draft; `address` names the page where it is done."""

    title: str
    said: str
    address: str
    done: bool
    optional: bool = False


def about_minutes(questions: int) -> int:
    """How long so many questions take, in whole minutes, rounded up; never less than one."""
    return max(1, -(-questions // PER_MINUTE))


def steps(wave: Wave, *, today: date) -> tuple[Step, ...]:
    """The steps of a draft in the order people take them. Two queries, and one for the units."""
    return tuple(_steps(wave, today))


def _steps(wave: Wave, today: date) -> Iterator[Step]:
    yield Step(
        title=_("Dates"),
        said=_dates(wave, today),
        address="surveys:edit",
        done=wave.closes_on is not None and wave.closes_on >= today,
    )
    yield Step(
        title=_("Whom people can ask"),
        said=wave.contact or _("A name and how to reach them, for everyone who has a question."),
        address="surveys:edit",
        done=bool(wave.contact),
    )
    yield _questions(wave)
    yield from _people(wave)
    yield Step(
        title=_("Who holds the key"),
        said=_custody(wave),
        address="surveys:edit" if wave.custody == Custody.HOST else "surveys:guardian_link",
        done=wave.custody == Custody.HOST or bool(wave.guardian_public),
    )


def _dates(wave: Wave, today: date) -> str:
    if wave.closes_on is None:
        return _("Choose at least the last day to answer.")
    if wave.closes_on < today:
        return _("The last day to answer, %(day)s, has passed: choose a later one.") % {
            "day": _day(wave.closes_on)
        }
    said = _("Last day to answer: %(day)s.") % {"day": _day(wave.closes_on)}
    if wave.opens_on:
        said = _("Opens on %(day)s.") % {"day": _day(wave.opens_on)} + " " + said
    if wave.results_on:
        said += " " + _("Results on %(day)s.") % {"day": _day(wave.results_on)}
    return said


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _questions(wave: Wave) -> Step:
    fits = True
    try:
        said = _asked(wave)
    except (NotAQuestionSet, NotAPlan) as refused:
        said, fits = str(refused), False
    return Step(
        title=_("Questions and tables"),
        said=said,
        address="surveys:questions",
        done=bool(asking.in_short(wave)),
        optional=fits,  # what we suggest can be asked as it is
    )


def _asked(wave: Wave) -> str:
    asked, planned = question_set(wave), table_plan(wave)
    many = len(asked.questions)
    said = ngettext(
        "%(n)s question, about %(minutes)s minutes.",
        "%(n)s questions, about %(minutes)s minutes.",
        many,
    ) % {"n": many, "minutes": about_minutes(many)}
    if not asking.is_chosen(wave):
        return said + " " + _("These are the ones we suggest: look at them.")
    return f"{said} {plan.how_many(planned)}."


def _people(wave: Wave) -> Iterator[Step]:
    listed, cards = wave.invitations.count(), int(wave.choices.get("cards", 0))
    people = ngettext("%(n)s person is on it.", "%(n)s people are on it.", listed)
    printed = ngettext("%(n)s card.", "%(n)s cards.", cards)
    yield Step(
        title=_("Staff list"),
        said=people % {"n": f"{listed:,}"} if listed else _("Whom to invite by e-mail."),
        address="surveys:staff",
        done=bool(listed),
        optional=bool(cards),
    )
    yield Step(
        title=_("Printed cards"),
        said=printed % {"n": f"{cards:,}"} if cards else _("For people without e-mail at work."),
        address="surveys:cards",
        done=bool(cards),
        optional=True,
    )


def _custody(wave: Wave) -> str:
    if wave.custody == Custody.HOST:
        return _("The server, in a file that is destroyed after the count.")
    named = {"name": wave.guardian}
    if wave.guardian_public:
        return _("%(name)s holds it, and nobody else can open an answer.") % named
    return _("Waiting for %(name)s to make their key.") % named
