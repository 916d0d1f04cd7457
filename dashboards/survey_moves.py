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
from dashboards.subjects import representation
from dashboards.subjects.share_chart import cell
from dashboards.subjects.standings import Standings, standings
from dashboards.waves import WaveSeen
from disclosure import rates, words
from disclosure.control.plan import TOTAL
from disclosure.estimates import changes
from disclosure.estimates.changes import End
from disclosure.estimates.saying import Precision
from disclosure.figures import Coverage, Figure
from okrs import figures
from okrs.chance import Wave, tested
from okrs.rules.words import Kind
from surveys.results import wording

HUNDRED = Decimal(100)


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


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How many of those invited took part, as they were counted."""

    responded: int
    invited: int

    @property
    def percent(self) -> Decimal:
        return HUNDRED * self.responded / self.invited

    @property
    def said(self) -> str:
        return figures.figure(self.percent, kind=Kind.percent.value)

    @property
    def cell(self) -> Cell:
        return Cell(said=self.said, number=figures.whole(self.percent), unit=PERCENT)


def rate(wave: WaveSeen) -> Rate | None:
    """None of an old survey of which nobody knows any more how many were invited."""
    told = wave.publication
    if not told.invited:
        return None
    return Rate(responded=min(told.responded, told.invited), invited=told.invited)


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
    yield response(rate(last), rate(chosen.wave))
    found = background(chosen)
    if found is None:
        return
    yield _disclosure(chosen.wave, last)
    for standing in found.lines:
        if move := standing.moves.get(last.label):
            yield _of_share(standing.name, move)
        else:
            yield _not_alike(standing.name, standing.now)


def response(was: Rate | None, now: Rate | None) -> Move:
    """Those who took part, of those invited."""
    name, short = _("Survey response"), _("survey response")
    if was is None or now is None:
        return Move(
            name=name,
            short=short,
            was=was.cell if was else Cell(said=wording.DASH),
            now=now.cell if now else Cell(said=wording.DASH),
            said=Cell(said=wording.DASH),
            verdict=CANNOT,
            because=_("Cannot be compared: nobody knows any more how many were invited."),
        )
    found = tested(
        Wave(was.percent, Decimal(was.invited)),
        Wave(now.percent, Decimal(now.invited)),
        kind=Kind.percent.value,
    )
    points = figures.whole(now.percent) - figures.whole(was.percent)
    is_clear = bool(found and found.is_clear and points)
    return Move(
        name=name,
        short=short,
        was=was.cell,
        now=now.cell,
        said=Cell(said=figures.points(points), number=points, unit=POINTS),
        verdict=CLEAR if is_clear else NOT_CLEAR,
        because=_("%(was)s of %(before)s, then %(now)s of %(after)s")
        % {
            "was": f"{was.responded:,}",
            "before": f"{was.invited:,}",
            "now": f"{now.responded:,}",
            "after": f"{now.invited:,}",
        },
    )


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


def _disclosure(now: WaveSeen, last: WaveSeen) -> Move:
    """Of those who took part, how many said something to the question of background."""
    name, short = _("People who said something of their background"), _("who said something")
    change = changes.change(_end(last), _end(now))
    found = Compared(_said_something(last), _said_something(now), change)
    return replace(_of_share(name, found), short=short)


def _said_something(wave: WaveSeen) -> Figure:
    publication, everybody = wave.publication, wave.tables[TOTAL]
    return rates.disclosure(publication, everybody, (), representation.BACKGROUND)


def _end(wave: WaveSeen) -> End:
    """Alike where question, mapping and everything that could be answered are."""
    found = _said_something(wave)
    told = wave.publication.words["measures"].get(representation.BACKGROUND, {})
    whole = "+".join(sorted(told.get("order", ())))
    question, mapping = str(told.get("definition", "")), str(told.get("mapping", ""))
    return End(found.share, question, mapping, f"said of {whole}", hidden=found.said is None)


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
    said = figures.points(points)
    if points and move.change.precision is not Precision.WHOLE:
        said = _("about %(text)s") % {"text": said}
    return Cell(said=said, number=points, unit=POINTS)


def _because(move: Compared) -> str:
    """Why it cannot be compared, or how large a move would show."""
    if move.verdict == CANNOT:
        return move.said
    if move.verdict == CLEAR or move.after.share is None:
        return ""
    needed = words.points(changes.detectable(move.after.share))
    return _("about %(points)s would show") % {"points": needed}


def _not_alike(name: str, now: Figure) -> Move:
    return Move(
        name=name,
        short=wording.inside(name),
        was=Cell(said=wording.DASH),
        now=cell(now),
        said=Cell(said=wording.DASH),
        verdict=CANNOT,
        because=_("Cannot be compared: this was not asked then, or with other answers."),
    )
