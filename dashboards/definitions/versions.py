"""By which questions, mappings, plan and protection each published wave was made.

Two waves can be compared only where these are alike, and a figure that is quoted needs the version
it was read from. All of it was stored with the tables when they left the gate.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.waves import Evidence, WaveSeen
from disclosure import labels
from disclosure.control.certificate import Certificate
from surveys.results import about


@dataclass(frozen=True, kw_only=True)
class Versions:
    """One wave: its name, where its results are, and name and text of each version."""

    title: str
    address: str
    lines: tuple[tuple[str, str], ...]


def of(evidence: Evidence) -> tuple[Versions, ...]:
    """The newest wave first. No query."""
    return tuple(
        Versions(
            title=wave.publication.title,
            address=reverse("surveys:results", args=[wave.label]),
            lines=tuple(_lines(wave)),
        )
        for wave in reversed(evidence.waves)
    )


def _lines(wave: WaveSeen) -> Iterator[tuple[str, str]]:
    publication = wave.publication
    made = Certificate.from_data(publication.certificate)
    yield _("Period"), about.period(publication)
    yield _("Questions"), publication.asked
    yield _("How answers became groups"), "; ".join(_mappings(wave))
    yield _("Version of the tables"), about.version(publication)
    yield _("Table plan"), about.plan(publication)
    yield (
        _("Protection"),
        _(
            "Groups of fewer than %(minimum)s are hidden. Counts are moved by at most %(noise)s, "
            "with a variance of %(variance)s. Certificate, version %(version)s."
        )
        % {
            "minimum": made.minimum,
            "noise": made.noise,
            "variance": made.variance,
            "version": made.version,
        },
    )


def _mappings(wave: WaveSeen) -> Iterator[str]:
    """ "Free school meals: SMC-2020-02". An employer's own question has no mapping of a source."""
    for code in wave.measures:
        mapping = wave.publication.words["measures"][code]["mapping"]
        if mapping:
            yield _("%(question)s: %(mapping)s") % {
                "question": labels.measure_name(wave.publication, code),
                "mapping": mapping,
            }
