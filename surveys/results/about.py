"""What stands beside every figure, on pages and in files: whose it is, of when, and of how many."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from disclosure.models import Publication
from surveys.ballot.door import in_groups
from surveys.results import wording
from surveys.results.tables import Table

DAY = "j F Y"
SHORT = 16  # digits of a fingerprint that people compare at a glance


def lines(table: Table) -> list[tuple[str, str]]:
    """Name and text of each, in the order of every outlet."""
    publication = table.publication
    return [
        (_("Source"), publication.title),
        (_("Population"), publication.population),
        (_("Period"), period(publication)),
        (_("Asked"), f"{table.measure_name} ({publication.asked})"),
        *_counts(table),
        (_("Version"), version(publication)),
        (_("Table plan"), plan(publication)),
        (_("Method"), method(table)),
    ]


def _counts(table: Table) -> list[tuple[str, str]]:
    found, invited = table.coverage, table.publication.invited
    counts = [
        (_("Invited"), f"{invited:,}" if invited else _("no longer known")),
        (_("Responded"), f"{table.publication.responded:,}"),
    ]
    if found:
        counts += [
            (_("Answered this question"), wording.people(found.answered)),
            (_("Could be placed"), wording.people(found.classified)),
        ]
    return counts


def period(publication: Publication) -> str:
    """ "4 January 2027 to 18 January 2027"; of an old survey what is known: an end, or nothing."""
    first, last = publication.starts_on, publication.ends_on
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}
    if last and not first:
        return _("until %(day)s") % {"day": _day(last)}
    return _day(first) if first else _("not known")


def _day(day: date) -> str:
    return date_format(day, DAY)


def version(publication: Publication) -> str:
    """ "2, as at 20 January 2027. Corrected: a unit was named twice"."""
    made = date_format(timezone.localtime(publication.made_at), DAY)
    said = _("%(n)s, as at %(day)s") % {"n": publication.version, "day": made}
    if not publication.reason:
        return said
    return _("%(said)s. Corrected: %(reason)s") % {"said": said, "reason": publication.reason}


def plan(publication: Publication) -> str:
    """The first digits of the fingerprint of what was decided before anything was counted."""
    return in_groups(publication.plan_hash[:SHORT].upper())


def method(table: Table) -> str:
    """How figures are made and said, in sentences."""
    minimum = table.publication.certificate["minimum"]
    return _(
        "Shares are of those who could be placed in a group. To protect people every count was "
        "moved a little before anything was worked out from it, groups of fewer than %(n)s "
        "people and others beside them are hidden, and the smaller a group, the coarser its "
        "share is said. Ranges hold the true share 19 times in 20."
    ) % {"n": minimum}


def source_line(table: Table) -> str:
    """All of it that matters in one line below a chart."""
    return _("%(title)s. %(population)s, %(period)s. Version %(version)s.") % {
        "title": table.publication.title,
        "population": table.publication.population,
        "period": period(table.publication),
        "version": version(table.publication),
    }
