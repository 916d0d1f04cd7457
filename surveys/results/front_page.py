"""The first page of a wave's results: who took part, each measure of everybody, and every table."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.range_svg import range_chart
from disclosure import labels
from surveys import certificate_words
from surveys.certificate_words import InWords
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.results import about, beside, drawing, findings, pay, tables, wording
from surveys.results.addresses import Addresses
from surveys.results.pay import PayLine
from surveys.results.showing import Shown
from surveys.results.table_page import Line, Link, file_links, lines, said_of
from surveys.results.tables import Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """One measure of everybody together."""

    table: Table
    finding: str
    sentence: str
    compared: tuple[str, ...]  # how far each share is from its benchmark
    sources: tuple[str, ...]  # of the benchmarks
    said_of: str
    drawing: SafeString
    lines: tuple[Line, ...]
    files: tuple[Link, ...]
    address: str


@dataclass(frozen=True)
class Taken:
    """How many answered one question, and how many could be placed."""

    name: str
    answered: str
    classified: str
    percent: str


@dataclass(frozen=True, kw_only=True)
class FrontPage:
    """Everything the page shows."""

    shown: Shown
    rate: str
    taken: tuple[Taken, ...]
    coverage: SafeString | None
    sections: tuple[Section, ...]
    pay: tuple[PayLine, ...]
    pay_order: str  # of its units; empty where it tells nothing
    cuts: tuple[tuple[str, tuple[Link, ...]], ...]
    about: list[tuple[str, str]]
    certificate: InWords
    promise: str  # the address of what people were told before they answered; empty where none is
    older: tuple[Link, ...]


def page(shown: Shown) -> FrontPage:
    """One query, however many measures there are."""
    found = tables.of_everybody(shown)
    first = found[0]
    paid = pay.lines(shown.publication)
    bars = drawing.coverage_chart(first.coverage) if first.coverage else None
    return FrontPage(
        shown=shown,
        rate=_rate(shown),
        taken=tuple(_taken(table) for table in found),
        coverage=range_chart(bars) if bars else None,
        sections=tuple(_section(table) for table in found),
        pay=paid,
        pay_order=pay.units_order(paid),
        cuts=tuple(_links(shown)),
        about=about.lines(first),
        certificate=certificate_words.in_words(shown.publication),
        promise=_promise(shown.wave),
        older=_older(shown),
    )


def _rate(shown: Shown) -> str:
    """ "816 of 1,200 people answered, 68%"."""
    invited, responded = shown.publication.invited, shown.publication.responded
    if not invited:
        return _("%(people)s answered") % {"people": wording.count(responded)}
    return _("%(responded)s of %(invited)s people answered, %(percent)s%%") % {
        "responded": f"{responded:,}",
        "invited": f"{invited:,}",
        "percent": wording.percent_of(responded, invited),
    }


def _taken(table: Table) -> Taken:
    found = table.coverage
    if found is None:
        return Taken(table.measure_name, wording.DASH, wording.DASH, wording.DASH)
    percent = wording.percent_of(found.classified, found.responded)
    return Taken(
        table.measure_name,
        wording.people(found.answered),
        wording.people(found.classified),
        f"{percent}%",
    )


def _section(table: Table) -> Section:
    compared = beside.everybody(table)
    spots = {code: one.spot for code, one in compared.items()}
    return Section(
        table=table,
        finding=findings.finding(table, gap=beside.headline_gap(table, compared)),
        sentence=findings.sentence(table),
        compared=beside.in_sentences(table, compared),
        sources=beside.sources(compared),
        said_of=said_of(table),
        drawing=range_chart(drawing.chart(table, beside=spots)),
        lines=lines(table),
        files=file_links(table),
        address=table.shown.addresses.table(table.cut, table.measure),
    )


def _links(shown: Shown) -> list[tuple[str, tuple[Link, ...]]]:
    """Every planned table: a line for each cut, a link for each measure."""
    publication, addresses = shown.publication, shown.addresses
    return [
        (
            wording.by(publication, cut),
            tuple(
                Link(labels.measure_name(publication, measure), addresses.table(cut, measure))
                for measure in labels.measures(publication)
            ),
        )
        for cut in labels.cuts(publication)
        if cut
    ]


def _promise(wave: Wave) -> str:
    """An earlier survey that was brought in promised nothing here."""
    return reverse("survey:anonymity", args=[wave.label]) if wave.origin == Origin.ASKED else ""


def _older(shown: Shown) -> tuple[Link, ...]:
    """Every other version, by its number; shown to those who run surveys."""
    numbers = range(1, shown.publication.version)
    return tuple(
        Link(_("Version %(n)s") % {"n": number}, Addresses(shown.wave.label, number).page())
        for number in numbers
    )
