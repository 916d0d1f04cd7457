"""How many responded, in a sentence, beside an earlier wave and a goal; and how many could be
placed."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.choosing import Chosen
from dashboards.comparing import CLEAR, NOT_CLEAR
from dashboards.finding import Finding
from dashboards.subjects import funnel_drawn
from dashboards.subjects.funnel import CLASSIFIED, RESPONDED, Funnel, funnel, moved_words
from dashboards.subjects.populations import Population
from surveys.results import about, wording
from surveys.results.tables import Table


def finding(chosen: Chosen, table: Table, goal: Decimal | None) -> Finding:
    found = funnel(chosen, table, goal)
    responded, move = found.steps[RESPONDED], found.move(chosen.last, RESPONDED)
    tables = funnel_drawn.tables(found)
    return Finding(
        key="response",
        heading=_("Response and coverage"),
        title=title(found),
        sentence=_coverage(found),
        number="" if responded.percent is None else responded.said_percent,
        number_of="" if responded.percent is None else _("responded, of everybody invited"),
        about=_about(table),
        marks=_marks(found),
        notes=tuple(_notes(found)),
        asides=(_silence(), *_since(found)),
        verdict=(CLEAR if move.is_clear else NOT_CLEAR) if move else "",
        chart=funnel_drawn.chart(found),
        table=tables[0],
        more=tables[1:],
        people=_people(responded),
        source=about.source_line(table),
        as_of=chosen.wave.day,
        method=tuple(about.lines(table)),
        terms=("invited", "responded", "answered", "classified", "response-rate", "clear-change"),
    )


def title(found: Funnel) -> str:
    """ "68% responded, up 10 points, past the 66% goal"; without a goal, how many were placed."""
    responded = found.steps[RESPONDED]
    if responded.rate is None:
        return _("%(n)s people responded; how many were invited is not known") % {
            "n": responded.said
        }
    parts = [_("%(percent)s responded") % {"percent": responded.said_percent}]
    move = found.move(found.chosen.last, RESPONDED)
    parts += [moved_words(move)] if move else []
    parts += [_beside_goal(responded, found.goal)] if found.goal is not None else []
    said = ", ".join(parts)
    if found.goal is not None or _classified(found) is None:
        return said
    return _("%(said)s; %(percent)s could be placed in a group") % {
        "said": said,
        "percent": found.steps[CLASSIFIED].said_percent,
    }


def _beside_goal(responded: Population, goal: Decimal) -> str:
    """Whether the goal was reached, by the exact rate: 65.6% is said as 66%, and is short of it."""
    told = {"goal": f"{goal.normalize():f}%"}
    rate, said = responded.rate or Decimal(0), responded.percent or 0
    if rate > goal:
        return _("past the %(goal)s goal") % told
    if rate == goal:
        return _("at the %(goal)s goal") % told
    if said >= goal:
        return _("just short of the %(goal)s goal") % told
    return _("short of the %(goal)s goal") % told


def _classified(found: Funnel) -> int | None:
    return found.steps[CLASSIFIED].percent if len(found.steps) > CLASSIFIED else None


def _coverage(found: Funnel) -> str:
    if _classified(found) is None:
        return ""
    return _("Shares are of those who could be placed: %(percent)s of everybody invited.") % {
        "percent": found.steps[CLASSIFIED].said_percent
    }


def _people(responded: Population) -> str:
    if responded.percent is None:
        return _("%(n)s people") % {"n": responded.said}
    return _("%(n)s of %(invited)s invited, %(percent)s") % {
        "n": responded.said,
        "invited": f"{responded.invited:,}",
        "percent": responded.said_percent,
    }


def _about(table: Table) -> str:
    return _("Everybody invited, step by step to a group, by %(question)s; %(period)s.") % {
        "question": wording.inside(table.measure_name),
        "period": about.period(table.publication),
    }


def _marks(found: Funnel) -> str:
    """The goal is named where it is drawn."""
    said = _("Bar: the part of everybody invited.")
    if found.chosen.last is None:
        return said
    before = _("Mark in a bar: %(wave)s.") % {"wave": found.name(found.chosen.last)}
    return f"{said} {before}"


def _notes(found: Funnel) -> Iterator[str]:
    yield _silence()
    yield from _since(found)
    for wave in reversed(found.chosen.earlier):
        if len(found.before[wave.label]) < len(found.steps):
            yield _("%(wave)s asked or counted this differently: only its response is shown.") % {
                "wave": found.name(wave)
            }


def _silence() -> str:
    return _("“Prefer not to say” is an answer, and is never counted as a background.")


def _since(found: Funnel) -> Iterator[str]:
    """What the response was, wave by wave, the latest first."""
    for wave in reversed(found.chosen.earlier):
        was, move = found.was(wave, RESPONDED), found.move(wave, RESPONDED)
        if was and move:
            yield _("In %(wave)s %(percent)s responded: %(said)s.") % {
                "wave": found.name(wave),
                "percent": was.said_percent,
                "said": moved_words(move),
            }
