"""What became of the survey's figures of everybody since the wave before: who took part, how many
said something, and each background. Whether each is more than chance, by the test of its kind.

How many took part is counted, and tested as a share of those invited (okrs/chance.py); shares of
protected counts are tested with their noise (disclosure/estimates/changes.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.choosing import Chosen
from dashboards.comparing import CANNOT, CLEAR, NOT_CLEAR, Compared
from dashboards.finding import COUNT, PERCENT, POINTS, Cell
from dashboards.subjects import disclosed, representation
from dashboards.subjects.populations import Population, moved, populations
from dashboards.subjects.share_chart import cell
from dashboards.subjects.standings import Standings, standings
from dashboards.waves import WaveSeen
from disclosure import words
from disclosure.control.plan import TOTAL
from disclosure.estimates import changes
from disclosure.estimates.saying import Precision
from disclosure.figures import Coverage, Figure
from okrs import figures
from okrs.rules.words import Kind
from surveys.results import wording

RESPONDED = 1  # which of the four populations


@dataclass(frozen=True, kw_only=True)
class Move:
    """One figure then and now. `said` is how far it moved, `verdict` whether that beats chance
    ("clear", "not_clear", "cannot", or "" of what is counted), `because` what that rests on."""

    name: str
    was: Cell
    now: Cell
    said: Cell
    verdict: str
    because: str
    short: str = ""  # in a title
    address: str = ""


def responded(wave: WaveSeen) -> Population:
    """Those who took part, as they were counted."""
    return populations(wave, representation.BACKGROUND)[RESPONDED]


def background(chosen: Chosen) -> Standings | None:
    """Where everybody comes from, beside the earlier waves; None where that was not asked."""
    table = chosen.wave.table(TOTAL, representation.BACKGROUND)
    return standings(chosen, table, representation.QUESTION) if table else None


def coverage(chosen: Chosen) -> Coverage | None:
    """Of how many the background is known; None where that was not asked."""
    table = chosen.wave.table(TOTAL, representation.BACKGROUND)
    return table.coverage if table else None


def moves(chosen: Chosen) -> tuple[Move, ...]:
    """Nothing before there are two waves. No query."""
    return tuple(_moves(chosen, chosen.last)) if chosen.last else ()


def _moves(chosen: Chosen, last: WaveSeen) -> Iterator[Move]:
    yield response(responded(last), responded(chosen.wave))
    found = background(chosen)
    if found is None:
        return
    if said_something := _disclosure(chosen.wave, last):
        yield said_something
    for standing in found.lines:
        if move := standing.moves.get(last.label):
            yield _of_share(standing.name, move)
        else:
            yield _not_alike(standing.name, standing.now)


def response(was: Population, now: Population) -> Move:
    """Those who took part, of those invited."""
    found = moved(was, now)
    if found is None:
        verdict = CANNOT
        because = _("Cannot be compared: it is no longer known how many were invited.")
    else:
        verdict = CLEAR if found.is_clear else NOT_CLEAR
        because = _("%(was)s of %(before)s, then %(now)s of %(after)s") % {
            "was": f"{was.number or 0:,}",
            "before": f"{was.invited or 0:,}",
            "now": f"{now.number or 0:,}",
            "after": f"{now.invited or 0:,}",
        }
    return Move(
        name=_("Survey response"),
        short=_("survey response"),
        was=_of_invited(was),
        now=_of_invited(now),
        said=_difference(found.points) if found else Cell(said=wording.DASH),
        verdict=verdict,
        because=because,
    )


def _of_invited(one: Population) -> Cell:
    unit = "" if one.percent is None else PERCENT
    return Cell(said=one.said_percent, number=one.percent, unit=unit)


def _difference(points: int) -> Cell:
    return Cell(said=figures.points(points), number=points, unit=POINTS)


def counted(name: str, was: int, now: int) -> Move:
    """What is counted whole: no chance has a part in it."""
    moved = figures.difference(Decimal(was), Decimal(now), kind=Kind.number.value)
    return Move(
        name=name,
        was=Cell(said=f"{was:,}", number=was, unit=COUNT),
        now=Cell(said=f"{now:,}", number=now, unit=COUNT),
        said=Cell(said=moved, number=now - was, unit=COUNT),
        verdict="",
        because=_("Counted, so no test is needed"),
    )


def _disclosure(now: WaveSeen, last: WaveSeen) -> Move | None:
    """Of those who took part, how many said something to the question of background."""
    if representation.BACKGROUND not in last.measures:
        return None
    move = _of_share(
        _("People who said something about their background"),
        disclosed.compared(last, now, representation.BACKGROUND),
    )
    return replace(move, short=_("who said something"))


def _of_share(name: str, move: Compared) -> Move:
    before = cell(move.before) if move.before else Cell(said=wording.DASH)
    return Move(
        name=name,
        short=wording.inside(name),
        was=before,
        now=cell(move.after),
        said=_points(move),
        verdict=move.verdict,
        because=_because(move),
    )


def _points(move: Compared) -> Cell:
    """How far the figures lie apart as they are said; a dash where that cannot be told."""
    points = move.change.points
    if move.verdict == CANNOT or points is None:
        return Cell(said=wording.DASH)
    said = _difference(points)
    if points and move.change.precision is not Precision.WHOLE:
        return replace(said, said=_("about %(text)s") % {"text": said.said})
    return said


def _because(move: Compared) -> str:
    """Why it cannot be compared, on how many a change rests, or how large a move would show."""
    if move.verdict == CANNOT:
        return move.said
    if move.verdict == CLEAR:
        return _rests_on(move.before, move.after)
    if move.after.share is None:
        return ""
    needed = words.points(changes.detectable(move.after.share))
    return _("about %(points)s would show") % {"points": needed}


def _rests_on(before: Figure | None, after: Figure) -> str:
    """ "about 300 answers, then about 410"."""
    if before is None or before.about is None or after.about is None:
        return ""
    told = {"before": f"{before.about:,}", "after": f"{after.about:,}"}
    return _("about %(before)s answers, then about %(after)s") % told


def _not_alike(name: str, now: Figure) -> Move:
    return Move(
        name=name,
        short=wording.inside(name),
        was=Cell(said=wording.DASH),
        now=cell(now),
        said=Cell(said=wording.DASH),
        verdict=CANNOT,
        because=_("Cannot be compared: this was not asked then, or not in the same way."),
    )
