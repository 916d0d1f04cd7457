"""What is said beside a share of everybody: how sure it is, what it was, and what it is beside."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from charts import briefly
from charts.briefly import Told
from dashboards.comparing import CANNOT, Compared
from dashboards.subjects import titles
from dashboards.subjects.questions import Question
from dashboards.subjects.standings import Standing, Standings
from dashboards.waves import WaveSeen
from disclosure import words
from disclosure.benchmarks import catalogue, written
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.estimates import changes
from disclosure.estimates.changes import Verdict
from disclosure.figures import Figure, Why
from surveys.results import wording


def told(found: Standings, question: Question) -> Told:
    """The finding in a sentence of 15 words at most, and what had no room in it; where there is no
    share, why there is none."""
    headline = found.headline
    if headline.now.said is None:
        why = wording.inside(wording.share(headline.now))
        return Told(title=_("%(heading)s: %(why)s") % {"heading": question.heading, "why": why})
    return titles.told(
        _lead(headline, question),
        change=found.change.change if found.change else None,
        gap=headline.gap,
        whose=_whose(headline.benchmark) if headline.benchmark else "",
    )


def _lead(headline: Standing, question: Question) -> str:
    """ "29% come from lower backgrounds"; for categories without a sentence, their name."""
    share, says = wording.share(headline.now), question.says.get(headline.now.groups)
    if says:
        return str(says) % {"share": share}
    return _("%(category)s: %(share)s") % {
        "category": briefly.name(headline.name),
        "share": share,
    }


def _whose(benchmark: Benchmark) -> str:
    """In a title: short, for what it is of stands below."""
    return _("the UK") if benchmark.key in catalogue.DEFAULTS else _("the benchmark")


def sentence(figure: Figure) -> str:
    """How sure the share is; of none, what that means."""
    if figure.said is not None:
        return _("Likely range: %(likely)s of those who could be placed.") % {
            "likely": words.ends(figure.said)
        }
    if figure.why is Why.TOO_FEW_PLACED:
        return _("Most of those who answered could not be placed in a group.")
    return _("Too few people answered for a share to be shown safely.")


def notes(found: Standings, question: Question) -> tuple[str, ...]:
    """What stands in the margin, a sentence each: what it means, what became of it, and what it
    takes to see a change."""
    return tuple(filter(None, _notes(found, question)))


def asides(found: Standings, question: Question) -> tuple[str, ...]:
    """Notes that a page of many findings leaves out: what its title says of the change, and what a
    measure means and takes. What could not be compared stays."""
    moves = ((wave, found.headline.moves[wave.label]) for wave in found.earlier)
    said = (since(wave, move, found) for wave, move in moves if move.verdict != CANNOT)
    return (str(question.meaning), *said, _to_be_seen(found.headline.now))


def _notes(found: Standings, question: Question) -> Iterator[str]:
    yield str(question.meaning)
    for wave in reversed(found.earlier):
        yield since(wave, found.headline.moves[wave.label], found)
    yield from found.refusals
    if not found.chosen.evidence.before(found.chosen.wave) and found.headline.now.said:
        yield _("This is the first survey: changes are counted from here.")
    yield _to_be_seen(found.headline.now)


def since(wave: WaveSeen, move: Compared, found: Standings) -> str:
    """ "Since October 2025, when it was 25%: no clear change.": or why there is nothing to say."""
    told = {"wave": found.name(wave), "said": move.said}
    if move.verdict == CANNOT or move.before is None:
        return _("%(wave)s: %(said)s") % told
    told["share"] = wording.share(move.before)
    if len(found.earlier) > 1 and wave is found.earlier[0]:
        return _("Since the baseline, %(wave)s, when it was %(share)s: %(said)s.") % told
    return _("Since %(wave)s, when it was %(share)s: %(said)s.") % told


def _to_be_seen(figure: Figure) -> str:
    """How large a move must be at this size. "" where there is no share."""
    if figure.share is None:
        return ""
    points = changes.detectable(figure.share)
    return _("At this size a move of about %(points)s or more is likely to show.") % {
        "points": words.points(points)
    }


def beside(benchmark: Benchmark) -> str:
    """ "UK workforce: lower background, 39%, 2021. Everybody in work …"."""
    return _("%(label)s, %(figure)s, %(year)s. %(population)s.") % {
        "label": benchmark.label,
        "figure": written.figure(benchmark),
        "year": benchmark.year,
        "population": benchmark.population,
    }


def verdict(move: Compared | None) -> str:
    """ "clear" or "not_clear" where two waves were compared, else ""."""
    return "" if move is None or move.verdict == CANNOT else move.verdict


def change(move: Compared) -> str:
    """In a cell: what changed; nothing where a sentence beside the table says why not."""
    return wording.DASH if move.verdict == CANNOT else move.said


def points(move: Compared) -> int | None:
    """As a number, where it is said as one."""
    clear = move.change.verdict in (Verdict.UP, Verdict.DOWN)
    return move.change.points if clear else None
