"""What the gate tried and found, and what protecting people cost, in sentences and in a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from disclosure import emptiness
from disclosure.control.certificate import Certificate, checks
from disclosure.models import Publication
from surveys.certificate_tried import on_how_many
from surveys.fingerprints import in_groups

ATTACKS: dict[str, str | Promise] = {
    "residuals": gettext_lazy("Subtracting the groups that are shown from their total"),
    "recovery": gettext_lazy("Solving all tables together for a hidden group"),
    "crowds": gettext_lazy("Adding and subtracting groups to get close to a hidden one"),
    "persons": gettext_lazy("Adding and subtracting groups to get close to one person"),
    "bounds": gettext_lazy("Working out between which limits a hidden figure must lie"),
    "stacked": gettext_lazy("Laying the tables of earlier surveys beside these"),
    "leavers": gettext_lazy(
        "Comparing the numbers with those of earlier surveys, knowing who left"
    ),
    "repeated": gettext_lazy("Making every figure again, to the last digit"),
}
ON_PAY: dict[str, str | Promise] = {
    "pay_groups": gettext_lazy("Adding and subtracting the two sides of differences in pay"),
    "pay_sides": gettext_lazy("Telling somebody’s background from differences in pay"),
    "pay_bands": gettext_lazy("Telling somebody’s pay from differences in pay"),
}
"""Where a survey asks pay."""
SIZES: tuple[tuple[str, str | Promise], ...] = (
    ("10-19", gettext_lazy("10 to 19 people")),
    ("20-49", gettext_lazy("20 to 49 people")),
    ("50-199", gettext_lazy("50 to 199 people")),
    ("200+", gettext_lazy("200 people and more")),
)


@dataclass(frozen=True)
class Tried:
    """One attack in words, on what it was tried, and how many it found."""

    name: str
    tried: str
    found: str


@dataclass(frozen=True)
class InWords:
    """A certificate as the public page shows it."""

    tried: tuple[Tried, ...]
    cost: tuple[str, ...]
    version: int
    digits: str  # of the digest, in groups


def in_words(publication: Publication) -> InWords:
    """The certificate of a publication."""
    certificate = Certificate.from_data(publication.certificate)
    return InWords(
        tried=tuple(
            Tried(
                attack(check.name),
                on_how_many(check, certificate, responded=publication.responded),
                f"{check.found:,}",
            )
            for check in (*certificate.checks, *checks((publication.pay or {}).get("checks", [])))
        ),
        cost=tuple(_cost(certificate, emptiness.how_many(publication))),
        version=publication.version,
        digits=in_groups(publication.digest),
    )


def attack(name: str) -> str:
    """An attack by its code; one that came later is shown as it is called."""
    return str((ATTACKS | ON_PAY).get(name, name))


def how_it_went(certificate: Certificate, *, empty: int = 0) -> str:
    """For whoever runs the survey: one sentence on what is shown and what is hidden. From so many
    `empty` groups nobody was invited: nothing had to be hidden there."""
    hidden = certificate.hidden - empty
    if not certificate.shown:
        return _("Nothing is shown: even the figures of everybody together would tell of somebody.")
    if certificate.total_only:
        return _(
            "Hiding groups did not protect everybody, so only the figures of everybody together "
            "are shown. Ask for fewer groupings next time, or put small groups together."
        )
    if not hidden:
        return _("No group had to be hidden.")
    return ngettext(
        "%(n)s of %(all)s groups is hidden to protect people.",
        "%(n)s of %(all)s groups are hidden to protect people.",
        hidden,
    ) % {"n": f"{hidden:,}", "all": f"{certificate.hidden + certificate.shown:,}"}


def _cost(certificate: Certificate, empty: int) -> Iterator[str]:
    yield how_it_went(certificate, empty=empty)
    if certificate.safe_hidden and not certificate.total_only:
        yield _(
            "About %(n)s of them would be large enough, and are hidden for the sake of others."
        ) % {"n": f"{certificate.safe_hidden:,}"}
    if empty and not certificate.total_only:
        yield ngettext(
            "From %(n)s group nobody was invited, as the staff list has it.",
            "From %(n)s groups nobody was invited, as the staff list has it.",
            empty,
        ) % {"n": f"{empty:,}"}
    if certificate.repairs:
        yield ngettext(
            "An attack succeeded at first, and more was hidden before all were tried again.",
            "Attacks succeeded %(n)s times, and more was hidden each time before all were tried "
            "again.",
            certificate.repairs,
        ) % {"n": certificate.repairs}
    for size, words in SIZES:
        if size in certificate.error:
            yield _("In groups of %(size)s a share is off by %(points)s points on average.") % {
                "size": words,
                "points": f"{certificate.error[size]:.1f}",
            }
