"""The chain of the record: the hash of each entry goes over its content and the hash before it.

`hash_of` is what an entry's hash must be. `Chain` gives entries that are about to be written
theirs: for thousands of them what they share is written out once, and changes once for both the
table and the hash.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts import many_rows
from accounts.models import AuditEvent

HASHED = ("by_id", "by_name", "verb", "subject", "title", "changes", "note")
CANONICAL = json.JSONEncoder(sort_keys=True).encode
AS_KEPT = json.JSONEncoder(default=str).encode
AS_KEPT_IN_ORDER = json.JSONEncoder(default=str, sort_keys=True).encode
HOLDS_NO_OTHERS = frozenset({str, int, float, bool, type(None), Decimal, date, datetime})


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over the event's content and the hash before it, as 64 hexadecimal digits.

    Entries from before `via` was kept have none, and keep the hash they were given.
    """
    row = vars(event)
    content = [event.previous_hash, event.at.timestamp(), *(row[name] for name in HASHED)]
    if event.via:
        content.append(str(event.via))
    return _digest(CANONICAL(content))


class Chain:
    """Entries of one moment, by one person and on one way, each after the one before."""

    def __init__(self, told: Mapping[str, Any], *, after: str) -> None:
        """`told` is what they share: `at`, `by_id`, `by_name` and `via`."""
        self.last = after
        shared = [told["at"].timestamp(), told["by_id"], told["by_name"]]
        self.shared = CANONICAL(shared)[1:-1]
        self.end = f", {CANONICAL(told['via'])}" if told["via"] else ""

    def link(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What an entry says, with its place in the chain, and its changes as they are kept."""
        kept, in_order = _changes(said["changes"])
        verb, subject, title, note = (
            CANONICAL(said[name]) for name in ("verb", "subject", "title", "note")
        )
        # as `hash_of` writes it, without going through what is the same in all
        content = f'["{self.last}", {self.shared}, {verb}, {subject}, {title}, {in_order}, {note}'
        place = {"previous_hash": self.last, "hash": _digest(f"{content}{self.end}]")}
        self.last = place["hash"]
        return {**said, **place, "changes": many_rows.Json(kept)}


def _changes(changes: Mapping[str, Any]) -> tuple[str, str]:
    """As JSON for the table, and with names in order for the hash."""
    if not changes:
        return "{}", "{}"
    kept = AS_KEPT(changes)
    if any(value.__class__ not in HOLDS_NO_OTHERS for pair in changes.values() for value in pair):
        return kept, CANONICAL(json.loads(kept))  # a name inside may be no text before it is kept
    return kept, kept if len(changes) == 1 else AS_KEPT_IN_ORDER(changes)


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
