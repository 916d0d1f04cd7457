"""The page of one subject: what was chosen, its findings with their addresses, and its filters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from dashboards import waves
from dashboards.choosing import Chosen, chosen
from dashboards.finding import Finding
from dashboards.subjects.listing import Subject

KINDS = ("csv", "svg", "png")


@dataclass(frozen=True, kw_only=True)
class SubjectPage:
    """`chosen` is None before any wave was published: then there is nothing to choose."""

    subject: Subject
    chosen: Chosen | None
    findings: tuple[Finding, ...]


def page(subject: Subject, query: Mapping[str, str], *, today: date) -> SubjectPage:
    """Three queries. Raises NotPublished for what is not there, and sealing.Altered."""
    evidence = waves.published(day=today, today=today)
    if not evidence.waves:
        return SubjectPage(subject=subject, chosen=None, findings=())
    wanted = chosen(query, evidence)
    wanted = chosen(query, evidence.read(subject.cuts(wanted)))
    findings = tuple(placed(one, subject, wanted) for one in subject.make(wanted))
    return SubjectPage(subject=subject, chosen=wanted, findings=findings)


def placed(finding: Finding, subject: Subject, wanted: Chosen) -> Finding:
    """With the addresses at which it opens again, and of its files."""
    files = tuple(
        (kind, wanted.address(reverse("dashboards:file", args=[subject.slug, finding.key, kind])))
        for kind in KINDS
        if kind == "csv" or finding.chart
    )
    page = wanted.address(reverse("dashboards:subject", args=[subject.slug]))
    return replace(finding, address=f"{page}#{finding.key}", files=files)
