"""The three sentences that a reader should leave with: who answered, who works here, the plan.

Each is written from the figures it stands on, and says no more than they bear.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import survey_moves
from dashboards.choosing import Chosen
from dashboards.comparing import CANNOT, CLEAR, Compared
from dashboards.known import Known
from dashboards.subjects.populations import Population, moved
from dashboards.subjects.standings import Standings
from disclosure.benchmarks import catalogue, written
from disclosure.estimates.changes import Verdict
from disclosure.estimates.gaps import Side
from okrs import figures
from okrs.rules.rollup import Counts
from surveys.results import wording

OF_NOTE, TO_WATCH = "clear", "watch"


@dataclass(frozen=True, kw_only=True)
class Say:
    """`text` begins with `lead`, which pages set in bold; `beneath` has the numbers it rests on.

    `tone` is how the style sheet marks it: "clear", "watch" or "".
    """

    text: str
    lead: str
    beneath: str = ""
    tone: str = ""

    @property
    def rest(self) -> str:
        """What follows the lead."""
        return self.text.removeprefix(self.lead)


def of(what: Known) -> tuple[Say, ...]:
    return (*_of_the_survey(what), of_the_plan(what.plan.counts))


def _of_the_survey(what: Known) -> Iterator[Say]:
    if what.chosen is None:
        lead = _("No survey has been published yet")
        rest = _("%(lead)s, so nothing can be said of who works here.") % {"lead": lead}
        yield Say(text=rest, lead=lead)
        return
    yield _response(what.chosen)
    yield _background(what.chosen)


def _response(chosen: Chosen) -> Say:
    now, name = survey_moves.responded(chosen.wave), chosen.evidence.name(chosen.wave)
    if now.percent is None:
        people = wording.count(chosen.wave.publication.responded)
        lead = _("%(people)s responded") % {"people": people}
        return Say(text=of_unknown(lead), lead=lead, beneath=name, tone=OF_NOTE)
    lead = _("%(share)s responded") % {"share": now.said_percent}
    was = survey_moves.responded(chosen.last) if chosen.last else None
    sentences = (answered(lead, was, now), describes(chosen))
    return Say(
        text=" ".join(filter(None, sentences)),
        lead=lead,
        beneath=_("%(n)s of %(invited)s invited, %(wave)s")
        % {"n": now.said, "invited": f"{now.invited or 0:,}", "wave": name},
        tone=OF_NOTE,
    )


def of_unknown(lead: str) -> str:
    return _("%(lead)s; it is no longer known how many were invited.") % {"lead": lead}


def answered(lead: str, was: Population | None, now: Population) -> str:
    """ "68% responded, up from 58%.": a change is called one only where it beats chance."""
    found = moved(was, now) if was else None
    if was is None or found is None:
        return f"{lead}."
    told = {"lead": lead, "was": was.said_percent}
    if not found.is_clear:
        return _("%(lead)s; it was %(was)s: no clear change.") % told
    if found.points > 0:
        return _("%(lead)s, up from %(was)s.") % told
    return _("%(lead)s, down from %(was)s.") % told


def describes(chosen: Chosen) -> str:
    """Of how many of those invited the background is known; "" where that was not asked."""
    coverage = survey_moves.coverage(chosen)
    if coverage is None or not coverage.invited:
        return ""
    percent = wording.percent_of(coverage.classified, coverage.invited)
    return _("We can describe %(percent)s%% of those invited.") % {"percent": percent}


def _background(chosen: Chosen) -> Say:
    found = survey_moves.background(chosen)
    if found is None:
        name = chosen.evidence.name(chosen.wave)
        lead = _("Background was not asked in %(wave)s") % {"wave": name}
        text = _("%(lead)s, so nothing can be said of it.") % {"lead": lead}
        return Say(text=text, lead=lead, tone=TO_WATCH)
    lead = _lead(found)
    last = chosen.evidence.name(chosen.last) if chosen.last else ""
    sentences = (_beside(found, lead), was(found.change, last))
    return Say(
        text=" ".join(filter(None, sentences)),
        lead=lead,
        beneath=_rests_on(found),
        tone=TO_WATCH,
    )


def _lead(found: Standings) -> str:
    """ "29% come from a lower background"; of a category without a sentence its name."""
    headline = found.headline
    share = wording.share(headline.now)
    if headline.now.said is None:
        told = {"name": headline.name, "why": wording.inside(share)}
        return _("%(name)s: %(why)s") % told
    share = share[:1].upper() + share[1:]
    if headline.now.groups == ("lower",):
        return _("%(share)s come from a lower background") % {"share": share}
    return _("%(name)s: %(share)s") % {"name": headline.name, "share": share}


def _beside(found: Standings, lead: str) -> str:
    """The share beside its benchmark: apart only where that is more than chance."""
    gap, benchmark = found.headline.gap, found.headline.benchmark
    if gap is None or benchmark is None:
        return f"{lead}."
    is_uk = benchmark.key in catalogue.DEFAULTS
    whose = _("the UK") if is_uk else _("the benchmark")
    told = {"lead": lead, "whose": whose, "value": written.figure(benchmark)}
    if gap.side is Side.NOT_CLEAR:
        return _("%(lead)s: no clear difference from %(whose)s (%(value)s).") % told
    return _("%(lead)s; %(whose)s is %(value)s.") % told


def was(move: Compared | None, wave: str) -> str:
    """ "It was 25%, but chance could explain the rise."; "" where there is nothing to compare.
    `wave` is the earlier one by name: what cannot be compared is that, not the benchmark."""
    if move is None or move.before is None:
        return ""
    if move.verdict == CANNOT:
        return _("%(wave)s %(cannot)s") % {"wave": wave, "cannot": wording.inside(move.said)}
    told = {"was": wording.share(move.before)}
    if move.verdict == CLEAR:
        up = move.change.verdict is Verdict.UP
        return (
            _("It was %(was)s: a clear rise.") if up else _("It was %(was)s: a clear fall.")
        ) % told
    points = move.change.points
    if not points:
        return _("It was %(was)s: no clear change.") % told
    if points > 0:
        return _("It was %(was)s, but chance could explain the rise.") % told
    return _("It was %(was)s, but chance could explain the fall.") % told


def _rests_on(found: Standings) -> str:
    """ "about 725 of 1,200 could be placed, October 2026; UK workforce, 2021"."""
    coverage, benchmark = survey_moves.coverage(found.chosen), found.headline.benchmark
    parts = [found.chosen.evidence.name(found.chosen.wave)]
    if coverage:
        parts[:0] = [
            _("%(people)s could be placed") % {"people": wording.people(coverage.classified)}
        ]
    said = ", ".join(parts)
    if benchmark is None:
        return said
    return _("%(said)s; %(label)s, %(year)s") % {
        "said": said,
        "label": benchmark.whose or benchmark.label,
        "year": benchmark.year,
    }


def of_the_plan(counts: Counts) -> Say:
    """How many key results go well, and how many are off track."""
    if not counts.total:
        lead = _("No key result is in the plan yet")
        return Say(text=f"{lead}.", lead=lead)
    good, total = counts.achieved + counts.on_track, counts.total
    lead = ngettext("%(good)s of %(total)s key result", "%(good)s of %(total)s key results", total)
    lead = lead % {"good": good, "total": total}
    first = ngettext(
        "%(lead)s is achieved or on track.",
        "%(lead)s are achieved or on track.",
        1 if total == 1 else good,
    ) % {"lead": lead}
    return Say(
        text=f"{first} {_red(counts.off_track)}",
        lead=lead,
        beneath=", ".join(said for _status, _n, said in counts.parts()),
    )


def _red(off_track: int) -> str:
    if not off_track:
        return _("None is off track.")
    return ngettext("%(n)s is off track.", "%(n)s are off track.", off_track) % {
        "n": figures.plain(figures.ONE * off_track)
    }
