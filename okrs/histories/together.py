"""What one check-in told, put together: its reading, and the milestones ticked in the same form.

The record keeps an entry of each, because each is undone by itself. Who reads a history sees one
thing that somebody did. Nothing here touches the database.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accounts.audit import Way
from accounts.models import AuditEvent
from okrs.undoing.acts import moment_of

Ticks = tuple[AuditEvent, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """An entry; of a check-in with the ticks of its form, as far as they stand."""

    event: AuditEvent
    ticks: Ticks = ()


def put_together(events: Sequence[AuditEvent], undone: Collection[int]) -> list[Told]:
    """Each entry, in their order. What an import ticks stands alone: it is of many key results."""
    said = {
        moment_of(one): one.pk
        for one in events
        if one.verb == "checked in" and one.via != Way.IMPORT
    }
    ticks: dict[int, list[AuditEvent]] = defaultdict(list)
    for one in reversed(events):
        if one.verb == "ticked" and one.pk not in undone and moment_of(one) in said:
            ticks[said[moment_of(one)]].append(one)
    within = {one.pk for of_one in ticks.values() for one in of_one}
    return [
        Told(event=one, ticks=tuple(ticks.get(one.pk, ())))
        for one in events
        if one.pk not in within
    ]
