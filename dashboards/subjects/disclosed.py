"""Who said something: the disclosure rate of each question, beside earlier waves.

A rate is of everybody who responded. It is a figure like any other, made of protected counts.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from charts import briefly
from charts.briefly import Told
from dashboards.choosing import Chosen
from dashboards.comparing import Compared, end_of
from dashboards.finding import COUNT, Cell, Finding, Row, Table
from dashboards.subjects import share_chart, share_words, titles
from dashboards.subjects.representation import BACKGROUND
from dashboards.subjects.standings import UNLIKE, Standing, Standings
from dashboards.waves import WaveSeen
from disclosure import rates
from disclosure.control.plan import TOTAL
from disclosure.estimates import changes
from disclosure.figures import Figure, Why
from surveys.results import about, wording
from surveys.results.tables import Table as Published

RATE = "those who said something"  # what a rate is of, in the terms of a change: never shown


def finding(chosen: Chosen, headline: Published) -> Finding:
    """`headline` is the question that the sentence is about."""
    found = _standings(chosen, headline)
    now, told = found.headline.now, _told(found, headline)
    return Finding(
        key="coverage",
        heading=_("Who said something"),
        title=told.title,
        sentence=briefly.sentences(told.rest, _sentence(now)),
        number=wording.share(now) if now.said else "",
        number_of=headline.measure_name if now.said else "",
        about=_("Disclosure rate of each question, of those who responded; %(period)s.")
        % {"period": about.period(headline.publication)},
        marks=share_chart.marks(found),
        notes=tuple(_notes(found)),
        verdict=share_words.verdict(found.change),
        chart=share_chart.chart(found),
        table=share_chart.table(found),
        more=(_counts(chosen),),
        people=_("%(n)s responded") % {"n": f"{headline.publication.responded:,}"},
        source=about.source_line(headline),
        as_of=chosen.wave.day,
        method=tuple(about.lines(headline)),
        terms=("disclosure-rate", "responded", "answered", "classified", "likely-range"),
    )


def _standings(chosen: Chosen, headline: Published) -> Standings:
    lines = {measure: _standing(chosen, measure) for measure in chosen.wave.measures}
    return Standings(
        chosen=chosen,
        caption=_("Disclosure rate by question"),
        column=_("Question"),
        lines=tuple(lines.values()),
        headline=lines[headline.measure],
        earlier=chosen.earlier,
        refusals=(),
    )


def _standing(chosen: Chosen, measure: str) -> Standing:
    waves = [wave for wave in chosen.earlier if measure in wave.measures]
    moves = {wave.label: compared(wave, chosen.wave, measure) for wave in waves}
    return Standing(
        name=_name(chosen.wave, measure),
        now=_rate(chosen.wave, measure),
        moves={label: move for label, move in moves.items() if move.change.reason not in UNLIKE},
        benchmark=None,
    )


def _name(wave: WaveSeen, measure: str) -> str:
    table = wave.table((), measure)
    return table.measure_name if table else measure


def _rate(wave: WaveSeen, measure: str) -> Figure:
    return rates.disclosure(wave.publication, wave.tables[TOTAL], (), measure)


def compared(earlier: WaveSeen, now: WaveSeen, measure: str) -> Compared:
    """A question's rate in two waves that asked it. Alike by the rule of key results that follow
    one (okrs/survey_figures.py): question, mapping and the groups people are placed in."""
    was, after = _rate(earlier, measure), _rate(now, measure)
    ends = end_of(was, earlier.publication, name=RATE), end_of(after, now.publication, name=RATE)
    return Compared(was, after, changes.change(*ends))


def _told(found: Standings, headline: Published) -> Told:
    now = found.headline.now
    if now.said is None:
        why = wording.inside(wording.share(now))
        return Told(title=_("Who said something: %(why)s") % {"why": why})
    move, share = found.change, wording.share(now)
    lead = _("“%(question)s”: %(share)s said something") % {
        "question": briefly.name(headline.measure_name),
        "share": share,
    }
    if headline.measure == BACKGROUND:
        lead = _("%(share)s said something about their background") % {"share": share}
    return titles.told(lead, change=move.change if move else None, gap=None, whose="")


def _sentence(now: Figure) -> str:
    if now.said is None:
        return ""
    return _("Of those who responded. The others preferred not to say, or left it out.")


def _notes(found: Standings) -> Iterator[str]:
    yield _("Answers such as “Other” and “I don’t know” say something, and place nobody.")
    for wave in reversed(found.earlier):
        if move := found.headline.moves.get(wave.label):
            yield share_words.since(wave, move, found)
    missing = [wave for wave in found.earlier if _asked_less(wave, found)]
    for wave in missing:
        yield _("%(wave)s did not ask every question on this list, or asked one differently.") % {
            "wave": found.name(wave)
        }


def _asked_less(wave: WaveSeen, found: Standings) -> bool:
    return any(wave.label not in line.moves for line in found.lines)


def _counts(chosen: Chosen) -> Table:
    """Of each question how many said something and how many could be placed."""
    rows = (_count_row(chosen, measure) for measure in chosen.wave.measures)
    return Table(
        caption=_("How many answered each question, and could be placed"),
        names=(_("Question"),),
        heads=(_("Responded"), _("Answered"), _("Classified")),
        rows=tuple(rows),
    )


def _count_row(chosen: Chosen, measure: str) -> Row:
    table, responded = chosen.wave.table((), measure), chosen.wave.publication.responded
    found = table.coverage if table else None
    cells = [Cell(said=f"{responded:,}", number=responded, unit=COUNT)]
    cells += [_about(found.answered if found else None)]
    cells += [_about(found.classified if found else None)]
    return Row(names=(_name(chosen.wave, measure),), cells=tuple(cells))


def _about(number: int | None) -> Cell:
    if number is None:
        return Cell(said=str(wording.INSTEAD[Why.HIDDEN]), kind=Why.HIDDEN.name.lower())
    return Cell(said=wording.people(number), number=number, unit=COUNT)
