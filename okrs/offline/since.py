"""What the plan said when a sheet was taken away: the present, walked back along the record."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Min

from accounts.models import AuditEvent
from okrs.offline.differences import UNKNOWN
from okrs.offline.tables import Field, Table

PEOPLE = frozenset({"owner", "reviewer"})
ROWS = PEOPLE | {"guardrail"}  # what the record names by number beside the name


class Since:
    """The entries after the oldest sheet's: one query, and none where nothing moved."""

    def __init__(self, entry: int | None) -> None:
        self.by_subject: dict[str, list[AuditEvent]] = {}
        if entry is None:
            return
        found = AuditEvent.objects.filter(pk__gt=entry, subject__startswith="okrs.")
        for event in found.order_by("pk"):
            self.by_subject.setdefault(event.subject, []).append(event)

    def base(self, table: Table, field: Field, row: Any, entry: int) -> tuple[Any, str]:
        """What the field was at that entry, and who changed it first since; ("", "") as now."""
        subject = f"{table.model}:{row.pk}"
        if found := self._first(subject, field.name, entry):
            before, event = found
            if before is UNKNOWN or field.name == "objective":
                return before, event.by_name
            return field.value.recorded(before), event.by_name
        if table.letter == "KR" and field.name in ("objective", "pillar"):
            return self._of_objective(field, row, entry, subject)
        return field.now(row), ""

    def _of_objective(self, field: Field, row: Any, entry: int, subject: str) -> tuple[Any, str]:
        """A key result that moved was elsewhere; one that stayed may have a renamed objective."""
        if moved := self._first(subject, "objective", entry):
            return UNKNOWN, moved[1].by_name
        name = "title" if field.name == "objective" else "pillar"
        found = self._first(f"okrs.objective:{row.objective_id}", name, entry)
        return (found[0], found[1].by_name) if found else (field.now(row), "")

    def _first(self, subject: str, name: str, entry: int) -> tuple[Any, AuditEvent] | None:
        for event in self.by_subject.get(subject, ()):
            if event.pk > entry and name in event.changes:
                key = f"{name}_id" if name in ROWS else name
                before = event.changes.get(key, [UNKNOWN])[0]
                return before, event
        return None


def added_since(table: Table, pks: Iterable[int], entry: int) -> frozenset[int]:
    """Which of these rows came into the plan after that entry: one query."""
    subjects = {f"{table.model}:{pk}": pk for pk in pks}
    if not subjects:
        return frozenset()
    events = AuditEvent.objects.filter(subject__in=list(subjects)).order_by()
    first = events.values_list("subject").annotate(first=Min("pk"))
    return frozenset(subjects[subject] for subject, pk in first if pk > entry)
