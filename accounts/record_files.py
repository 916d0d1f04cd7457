"""What was found of the record, as lines of a file: one for each value that changed."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from accounts.models import AuditEvent
from accounts.record_entries import Entry, entry_of

WIDTHS = (8, 17, 22, 44, 18, 40, 24, 28, 28, 40, 18)  # characters, column by column


def header() -> list[str]:
    return [
        *(_("Entry"), _("When"), _("Who"), _("What was done"), _("Kind"), _("Name")),
        *(_("Field"), _("Before"), _("After"), _("In their words"), _("Where")),
    ]


def lines(events: Iterable[AuditEvent]) -> Iterator[list[object]]:
    """Written while they are read: nothing is held but one entry."""
    return (line for event in events for line in _lines(entry_of(event)))


def _lines(entry: Entry) -> Iterator[list[object]]:
    event = entry.event
    first: list[object] = [event.pk, event.at, entry.who, entry.did, entry.kind, event.title]
    last = [event.note, entry.where]
    if not entry.changes:
        yield [*first, "", "", "", *last]
    for change in entry.changes:
        yield [*first, change.field, change.before, change.after, *last]
