"""Entries of the record as people read them: who, when, what in words, before and after, where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts import record_things, record_undoing, record_words
from accounts.audit import Way
from accounts.models import AuditEvent, User
from accounts.record_undoing import Offer


@dataclass(frozen=True, kw_only=True)
class Change:
    """One column: its name, and what stood there before and after, all in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry in words. `address` is "" where the thing has no page, or is gone.

    `offer` is None where it is never undone, or not by this reader.
    """

    event: AuditEvent
    who: str
    opens: str
    title: str
    closes: str
    kind: str
    where: str
    changes: tuple[Change, ...]
    address: str
    offer: Offer | None = None

    @property
    def did(self) -> str:
        """ "changed “Tom Reed”": what stands after the name of whoever did it."""
        return f"{self.opens}{self.title}{self.closes}"


def entries_of(events: Iterable[AuditEvent], *, reader: User) -> list[Entry]:
    """Entries with the way to what they are about, and with what undoes them, for this reader.

    A query a kind of thing, and those of undoing.
    """
    listed = list(events)
    addresses = record_things.addresses_for(listed, reader=reader)
    offers = record_undoing.offers_for(listed, reader=reader)
    return [entry_of(event, addresses, offers.get(event.pk)) for event in listed]


def entry_of(
    event: AuditEvent, addresses: Mapping[str, str] | None = None, offer: Offer | None = None
) -> Entry:
    thing = record_things.about(event)
    opens, title, closes = record_words.around(event.verb, event.title)
    return Entry(
        event=event,
        who=event.by_name or _("Mobility"),
        opens=opens,
        title=title,
        closes=closes,
        kind=str(thing.called) if thing else record_things.kind_of(event),
        where=where(event),
        changes=tuple(changes_of(event)),
        address=(addresses or {}).get(event.subject, ""),
        offer=offer,
    )


def changes_of(event: AuditEvent) -> list[Change]:
    """Columns by name: PostgreSQL keeps a JSON object in an order of its own."""
    told = (
        Change(field=field_of(event, name), before=said(event, name, 0), after=said(event, name, 1))
        for name in record_words.told(event.changes)
    )
    return sorted(told, key=lambda change: change.field)


def field_of(event: AuditEvent, name: str) -> str:
    thing = record_things.about(event)
    return str(thing.fields[name]) if thing and name in thing.fields else record_words.field(name)


def said(event: AuditEvent, name: str, side: int) -> str:
    """One value in words: as its room says it, else as the record does. Side 0 is before."""
    kept: Any = event.changes[name][side]
    thing = record_things.about(event)
    words = thing.say(name, kept) if thing and kept not in (None, "", []) else None
    return record_words.value(kept) if words is None else words


def where(event: AuditEvent) -> str:
    if event.via in Way.values:
        return str(Way(event.via).label)
    return _("not recorded")
