"""One question of everybody together: each category beside earlier waves and its benchmark."""

from django.utils.translation import gettext as _

from charts import briefly
from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import not_asked, share_chart, share_words
from dashboards.subjects.questions import Question
from dashboards.subjects.standings import Standings, standings
from disclosure.benchmarks.catalogue import Benchmark
from surveys.results import about, wording
from surveys.results.tables import Table


def finding(chosen: Chosen, question: Question) -> Finding:
    """The finding of one question; where the wave did not ask it, that, and what to do."""
    table = next(filter(None, (chosen.wave.table((), code) for code in question.measures)), None)
    return _finding(chosen, question, table) if table else not_asked.finding(chosen, question)


def _finding(chosen: Chosen, question: Question, table: Table) -> Finding:
    found = standings(chosen, table, question)
    headline, told = found.headline, share_words.told(found, question)
    return Finding(
        key=question.key,
        heading=str(question.heading),
        title=told.title,
        sentence=briefly.sentences(told.rest, share_words.sentence(headline.now)),
        number=wording.share(headline.now) if headline.now.said else "",
        number_of=headline.name if headline.now.said else "",
        about=_about(table),
        marks=share_chart.marks(found),
        notes=share_words.notes(found, question),
        asides=share_words.asides(found, question),
        verdict=share_words.verdict(found.change),
        chart=share_chart.chart(found),
        table=share_chart.table(found),
        people=people_of(table),
        source=_source(table, found),
        as_of=chosen.wave.day,
        method=(*about.lines(table), *map(_benchmark_line, found.benchmarks)),
        terms=(*question.terms, "classified", "likely-range", *_terms(found)),
    )


def _about(table: Table) -> str:
    """Measure, population, unit and period in one line."""
    told = (people_of(table), about.period(table.publication))
    return _("Share of those who could be placed, by %(question)s; %(told)s.") % {
        "question": wording.inside(table.measure_name),
        "told": ", ".join(filter(None, told)),
    }


def people_of(table: Table) -> str:
    """ "about 725 of 1,200 invited, 60%": how many could be placed."""
    found = table.coverage
    if found is None:
        return ""
    if not found.invited:
        return wording.people_long(found.classified)
    return _("%(people)s of %(invited)s invited, %(percent)s%%") % {
        "people": wording.people(found.classified),
        "invited": f"{found.invited:,}",
        "percent": wording.percent_of(found.classified, found.invited),
    }


def _source(table: Table, found: Standings) -> str:
    """The benchmark of the headline; where a reader chose one of another category, that one."""
    line = about.source_line(table)
    benchmark = found.headline.benchmark or next(iter(found.benchmarks), None)
    if benchmark is None:
        return line
    return _("%(line)s Benchmark: %(told)s Source: %(source)s.") % {
        "line": line,
        "told": share_words.beside(benchmark),
        "source": benchmark.author,
    }


def _benchmark_line(benchmark: Benchmark) -> tuple[str, str]:
    """Name and text, as everything that stands beside a figure."""
    source = f"{benchmark.source}, {benchmark.address}".rstrip(", ")
    return _("Benchmark"), f"{share_words.beside(benchmark)} {source}"


def _terms(found: Standings) -> tuple[str, ...]:
    compared = ("clear-change",) if found.earlier else ()
    return (*compared, "benchmark") if found.benchmarks else compared
