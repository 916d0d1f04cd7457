"""The record of who changed what and when: appended in the writer's own transaction, never edited.

Each event carries a hash over its own content and the hash before it (a hash chain, as in
Haber and Stornetta, "How to time-stamp a digital document", 1991), so that a row changed or
removed behind the program's back shows: `first_broken()` finds it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.utils.translation import gettext_lazy as _

from accounts import many_rows
from accounts.models import AuditEvent, User
from accounts.record_chain import Chain, hash_of


class Way(models.TextChoices):
    """From where a change came: what readers of the record ask first of what they did not do."""

    PAGE = "page", _("on its own page")
    GRID = "grid", _("in the grid")
    IMPORT = "import", _("from a sheet")
    LINK = "link", _("with a link from an e-mail")
    PROGRAM = "program", _("by the program itself")


UNDID = "undid"
UNDONE = "undone"  # among the changes of such an entry: [number of the entry undone, verb used]
FIRST = "0" * 64
BATCH = 500  # rows in one statement
LOCK = 7_214_021  # one number of ours for PostgreSQL's advisory locks
_way: ContextVar[Way] = ContextVar("way", default=Way.PAGE)
_heard: ContextVar["_Ear | None"] = ContextVar("heard", default=None)
_undone: ContextVar[AuditEvent | None] = ContextVar("undone", default=None)


@contextmanager
def by_way_of(way: Way) -> Iterator[None]:
    """Everything recorded inside came this way, however deep the verb that records it."""
    before = _way.set(way)
    try:
        yield
    finally:
        _way.reset(before)


@contextmanager
def as_undoing_of(event: AuditEvent) -> Iterator[None]:
    """Whatever verb records inside did so to undo `event`: its entry says that, and points there.

    The verb that was used is kept beside the number, so that an undoing can be undone in turn.
    """
    before = _undone.set(event)
    try:
        yield
    finally:
        _undone.reset(before)


@contextmanager
def heard() -> Iterator[list[AuditEvent]]:
    """Every event recorded inside, in order: for a page that offers to undo what it just did.

    Once the block has ended, what a verb inside took back because it was refused half-way is not
    among them any more. Whoever listens around it hears those that are.
    """
    ear, around = _Ear(), _heard.get()
    before = _heard.set(ear)
    try:
        yield ear.events
    finally:
        _heard.reset(before)
        ear.forget_what_was_taken_back()
        if around is not None:
            around.hear(ear.events, ear.kept)


class _Ear:
    """What somebody who listens has heard, and of each whether it is still there."""

    def __init__(self) -> None:
        self.events: list[AuditEvent] = []
        self.kept: list[_Kept] = []

    def hear(self, events: Sequence[AuditEvent], kept: Sequence["_Kept"]) -> None:
        self.events += events
        self.kept += kept

    def forget_what_was_taken_back(self) -> None:
        stays = [place for place, kept in enumerate(self.kept) if kept]
        self.events[:] = [self.events[place] for place in stays]
        self.kept = [self.kept[place] for place in stays]


class _Kept:
    """Whether what is written now is still there, asked later and without a query.

    Django forgets what it was to do on commit where a savepoint, or the whole, was rolled back.
    """

    def __init__(self) -> None:
        self.is_committed = False
        transaction.on_commit(self._commit)

    def _commit(self) -> None:
        self.is_committed = True

    def __bool__(self) -> bool:
        waiting = reversed(connection.run_on_commit)
        return self.is_committed or any(one[1] == self._commit for one in waiting)


def subject_of(thing: "models.Model | Told") -> str:
    """ "okrs.keyresult:12": how the record names a row, for as long as the record lives."""
    return f"{thing.label if isinstance(thing, Told) else thing._meta.label_lower}:{thing.pk}"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A row of which no instance was made: what it is ("okrs.keyresult"), its number and name."""

    label: str
    pk: int
    title: str

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one event says: what was done to which row, and what was there before and after."""

    verb: str
    about: models.Model | Told
    changes: dict[str, list[Any]] = field(default_factory=dict)
    note: str = ""
    undoes: AuditEvent | None = None  # as `as_undoing_of` says it of all that is recorded inside


def record(
    *,
    by: User | None,
    verb: str,
    about: models.Model | Told,
    at: datetime,
    changes: dict[str, list[Any]] | None = None,
    note: str = "",
) -> AuditEvent:
    """Append one event. `by` is None for what the worker does by itself.

    Takes two values a field in `changes`: before and after, as JSON can hold them; of a row, both
    its name and its number are kept. Where it was done, and whether it undoes something, is not
    asked of every verb on the way here: see `by_way_of` and `as_undoing_of`.
    """
    entry = Entry(verb=verb, about=about, changes=changes or {}, note=note)
    [event] = record_many(by=by, at=at, entries=[entry])
    return event


@transaction.atomic
def record_many(*, by: User | None, at: datetime, entries: Sequence[Entry]) -> list[AuditEvent]:
    """Append events in their order, as one `record` after the other would: one lock, two queries
    for hundreds of them."""
    rows = _written(by=by, at=at, entries=entries)
    events = _events(rows, by)
    _tell(events)
    return events


@transaction.atomic
def append(*, by: User | None, at: datetime, entries: Sequence[Entry]) -> None:
    """As `record_many`, for thousands of which nobody asks to see each: an event is made of an
    entry only where somebody listens."""
    rows = _written(by=by, at=at, entries=entries)
    if _heard.get() is not None:
        _tell(_events(rows, by))


def _tell(events: Sequence[AuditEvent]) -> None:
    if events and (listening := _heard.get()) is not None:
        listening.hear(events, [_Kept()] * len(events))


def _written(*, by: User | None, at: datetime, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The rows of these entries, as they are in the table by now; changes as JSON."""
    if not entries:
        return []
    _one_at_a_time()
    last = AuditEvent.objects.last_written()
    told = {"at": at, "by_id": by.pk if by else None, "by_name": by.name if by else ""}
    told["via"] = str(_way.get() if by else Way.PROGRAM)
    chain = Chain(told, after=last.hash if last else FIRST)
    rows = [told | chain.link(_row(entry)) for entry in entries]
    for row, key in zip(rows, many_rows.insert(AuditEvent, rows), strict=True):
        row["id"] = key
    return rows


def _events(rows: Sequence[Mapping[str, Any]], by: User | None) -> list[AuditEvent]:
    names = [one.attname for one in AuditEvent._meta.concrete_fields]
    return [_event(names, {**row, "changes": json.loads(row["changes"])}, by) for row in rows]


def _row(entry: Entry) -> dict[str, Any]:
    """What an entry says for itself; its changes as values."""
    verb, changes = entry.verb, _with_numbers(entry.changes)
    if undone := entry.undoes or _undone.get():
        verb, changes = UNDID, changes | {UNDONE: [undone.pk, verb]}
    return {
        "verb": verb,
        "subject": subject_of(entry.about),
        "title": str(entry.about)[:240],
        "changes": changes,
        "note": entry.note,
    }


def _event(names: Sequence[str], row: Mapping[str, Any], by: User | None) -> AuditEvent:
    """An entry that was just written, as reading it would give it."""
    event = AuditEvent.from_db(DEFAULT_DB_ALIAS, names, [row[name] for name in names])
    AuditEvent._meta.get_field("by").set_cached_value(event, by)
    return event


def _with_numbers(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """A row among the values is kept by name, and by number as "owner_id": names are not unique."""
    rows = {
        f"{name}_id": [value.pk if isinstance(value, models.Model) else value for value in pair]
        for name, pair in changes.items()
        if any(isinstance(value, models.Model) for value in pair)
    }
    return changes | rows


def first_broken() -> AuditEvent | None:
    """The first event whose hash does not follow from what is stored; None while all is whole."""
    previous = FIRST
    for event in AuditEvent.objects.order_by("pk").iterator():
        if event.previous_hash != previous or event.hash != hash_of(event):
            return event
        previous = event.hash
    return None


def _one_at_a_time() -> None:
    """Two writers must not follow the same event. SQLite has one writer at a time already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
