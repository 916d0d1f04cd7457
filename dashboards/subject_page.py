"""The page of one subject: what was chosen, its findings with their addresses, and its filters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import choosing, subject_nav, waves
from dashboards.choosing import Chosen, chosen
from dashboards.filters import Filter, filters
from dashboards.finding import Finding
from dashboards.finding_files import kinds
from dashboards.left_out import alike, fitting
from dashboards.subject_nav import Link
from dashboards.subjects.listing import Subject
from dashboards.waves import Evidence
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.models import OwnBenchmark
from disclosure.reading import NotPublished
from surveys.results import about

ALWAYS = (choosing.WAVE, choosing.AGAINST, choosing.VERSION)


@dataclass(frozen=True, kw_only=True)
class SubjectPage:
    """`chosen` is None before any wave was published: then there is nothing to choose."""

    subject: Subject
    chosen: Chosen | None
    findings: tuple[Finding, ...]
    filters: tuple[Filter, ...] = ()

    @property
    def address(self) -> str:
        return reverse("dashboards:subject", args=[self.subject.slug])

    @property
    def line(self) -> str:
        """ "October 2026, beside October 2025"; "" where there is no wave."""
        return said(self.chosen) if self.chosen else ""

    @property
    def corrected(self) -> str:
        """Which version it is where it is not the first, and since when; else ""."""
        if self.chosen is None or self.chosen.version == 1:
            return ""
        version = {"version": about.version(self.chosen.wave.publication)}
        if self.chosen.corrected_since:
            return _("Corrected since this link was made: this is version %(version)s") % version
        return _("This is version %(version)s") % version

    @property
    def others(self) -> tuple[Link, ...]:
        """Every page of the leaders' view, with the same wave and what it is beside."""
        return subject_nav.links(self.subject.slug, self.chosen.query if self.chosen else {})


def page(subject: Subject, query: Mapping[str, str], *, today: date) -> SubjectPage:
    """Three queries, and one where benchmarks can be chosen.

    Raises NotPublished for what is not there, and sealing.Altered.
    """
    evidence = waves.published(day=today, today=today)
    asked = {key: query[key] for key in (*ALWAYS, *subject.filters) if key in query}
    if not evidence.waves:
        if asked.get(choosing.WAVE):
            raise NotPublished(asked[choosing.WAVE])
        return SubjectPage(subject=subject, chosen=None, findings=())
    own = _own() if choosing.BENCHMARK in subject.filters else ()
    wanted = _chosen(subject, asked, evidence, own)
    wanted = _chosen(subject, asked, evidence.read(subject.cuts(wanted)), own)
    return SubjectPage(
        subject=subject,
        chosen=wanted,
        findings=tuple(placed(one, subject, wanted) for one in subject.make(wanted)),
        filters=filters(subject.filters, wanted, own=own, measure=_measure(subject, wanted)),
    )


def _own() -> tuple[Benchmark, ...]:
    return tuple(one.as_benchmark() for one in OwnBenchmark.objects.current().in_order())


def _chosen(
    subject: Subject, asked: Mapping[str, str], evidence: Evidence, own: tuple[Benchmark, ...]
) -> Chosen:
    """Where the question is chosen, only waves that asked it alike are set beside this one; and
    none on a page that compares nothing."""
    found = chosen(asked, evidence, benchmarks=own)
    if choosing.AGAINST not in subject.filters:
        found = replace(found, earlier=())
    if choosing.MEASURE in subject.filters:
        found = alike(found, found.measure)
    return fitting(found, _measure(subject, found))


def _measure(subject: Subject, found: Chosen) -> str:
    """The question that the page is about; "" where it is about none, or this wave did not ask."""
    if choosing.MEASURE in subject.filters:
        return found.measure
    return next((code for code in subject.measures if code in found.wave.measures), "")


def said(found: Chosen) -> str:
    """ "October 2026, beside October 2025 and October 2024"."""
    name = found.evidence.name
    if not found.earlier:
        return name(found.wave)
    then = _(" and ").join(name(wave) for wave in reversed(found.earlier))
    return _("%(now)s, beside %(then)s") % {"now": name(found.wave), "then": then}


def placed(finding: Finding, subject: Subject, wanted: Chosen) -> Finding:
    """With the addresses at which it opens again, and of its files."""
    files = tuple(
        (kind, wanted.address(reverse("dashboards:file", args=[subject.slug, finding.key, kind])))
        for kind in kinds(finding)
    )
    page = wanted.address(
        reverse("dashboards:subject", args=[subject.slug]), version=str(wanted.version)
    )
    return replace(finding, address=f"{page}#{finding.key}", files=files)


def file_name(page: SubjectPage, finding: Finding, kind: str) -> str:
    """ "w2-units-seb2.csv": the wave, what it is of, and what else was chosen."""
    assert page.chosen
    query = page.chosen.query
    chose = [query[key] for key in page.subject.filters if key in query and key not in ALWAYS]
    version = [f"v{page.chosen.version}"] if page.chosen.version > 1 else []
    words = [page.chosen.wave.label, *version, page.subject.slug, finding.key, *chose]
    return "-".join(dict.fromkeys(words)).replace("_", "-") + f".{kind}"
