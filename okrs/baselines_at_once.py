"""From and To of many key results set at once, as an import does: the rules of okrs.baselines.

What was told of those that somebody read, or that a closed period holds, is read once for all of
them, and so is what their keep-ats say. A keep-at that moves as well counts as it is by then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.utils import timezone

from accounts import audit, many_rows
from accounts.models import AuditEvent, User
from okrs import baselines, kin, many
from okrs.closed_periods import refuse_day_within
from okrs.latest import FALL, refresh_unread, settle
from okrs.meanwhile import refuse_if_changed
from okrs.models import BaselineChange, CheckIn, KeyResult, Milestone, PeriodResult
from okrs.past_at_once import Past, pasts_of
from okrs.refusals import CannotPlan
from okrs.writing import Columns

WRITTEN = Columns(
    *baselines.ENDS, *baselines.FOLLOW, "latest_id", "blocked", "ever_achieved", *FALL
)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The ends that one key result is to have, and the version of it that was seen.

    `on` and `along` are as baselines.set_baseline has them; `undoes` is the entry this undoes.
    """

    pk: int
    ends: Mapping[str, Any]
    version: int | None = None
    on: date | None = None
    along: Mapping[str, Any] = field(default_factory=dict)
    undoes: AuditEvent | None = None


@dataclass(frozen=True, kw_only=True)
class Why:
    """What a re-baseline says for itself: the same for all of them."""

    reason: str = ""
    approved_by: str = ""


@transaction.atomic
def set_baselines(*, settings: Sequence[Setting], by: User, at: datetime, why: Why) -> None:
    """Each as baselines.set_baseline would set it; no key result twice. Raises many.Refused."""
    rows = many.locked(one.pk for one in settings)
    read = were_read(list(rows))
    desk = Desk(by=by, at=at, why=why)
    desk.read_steps(rows.values())
    desk.read_pasts(row for pk, row in rows.items() if pk in read)
    kin.lay_by_guards(rows)
    for place, one in enumerate(settings):
        try:
            desk.lay(one, rows[one.pk])
        except CannotPlan as refusal:
            raise many.Refused(refusal, place=place) from refusal
    desk.write()


class Desk:
    """Gathers what goes together, and writes it at the end; `entries` in the order of the record.

    A row laid here is locked and has its milestones read, and its guard (`kin.lay_by_guards`); and
    what was told of it (`read_pasts`), unless nobody ever read it and no closed period holds it
    (`were_read`).
    """

    def __init__(self, *, by: User, at: datetime, why: Why) -> None:
        self.by, self.at, self.today = by, at, timezone.localdate(at)
        self.why = {"reason": why.reason, "approved_by": why.approved_by}
        self.changes: list[dict[str, Any]] = []
        self.entries: list[audit.Entry] = []
        self.columns: dict[int, dict[str, Any]] = {}
        self.with_steps: set[int] = set()
        self.pasts: dict[int, Past] = {}

    def read_steps(self, rows: Iterable[KeyResult]) -> None:
        """The milestones of all that are to be laid: a query, and two where any have some."""
        every = list(rows)
        found = Milestone.objects.filter(_among("key_result", [row.pk for row in every]))
        self.with_steps |= set(found.order_by().values_list("key_result_id", flat=True).distinct())
        having = [row for row in every if row.pk in self.with_steps]
        prefetch_related_objects(having, "milestones")

    def read_pasts(self, rows: Iterable[KeyResult]) -> None:
        self.pasts |= pasts_of(rows)

    def lay(self, one: Setting, row: KeyResult) -> None:
        """As set_baseline does; written at the end. Raises CannotPlan, with the row as it was."""
        refuse_if_changed(row, stored=row.version, seen=one.version)
        baselines.refuse_early(row, from_as_of=one.ends.get("from_as_of"), on=one.on, at=self.at)
        columns = baselines.ends_anew(row, dict.fromkeys(baselines.ENDS) | dict(one.ends))
        anew = baselines.is_anew(row, columns, **self.why)
        if anew and row.pk in self.pasts:
            day = one.on or columns["from_as_of"]
            refuse_day_within(self.pasts[row.pk].closed, day, field="on")
        self.changes.append({
            "key_result_id": row.pk,
            "on": one.on or columns["from_as_of"] or self.today,
            "at": self.at,
            "by_id": self.by.pk,
            "is_rebaseline": anew,
            **{name: text.strip() for name, text in self.why.items()},
            **baselines.both_ends(row, columns),
        })  # fmt: skip
        changes = self._follow(row, columns, one.along)
        self.entries.append(
            audit.Entry(
                verb=baselines.VERBS[anew],
                about=row,
                changes=changes,
                note=self.why["reason"].strip(),
                undoes=one.undoes,
            )
        )

    def _follow(
        self, row: KeyResult, columns: Mapping[str, Any], along: Mapping[str, Any]
    ) -> dict[str, list[Any]]:
        before = WRITTEN.of(row)
        changes = baselines.lay(row, columns, along)
        self._refresh(row)
        after = WRITTEN.of(row)
        self.columns[row.pk] = {n: value for n, value in after.items() if value != before[n]}
        return changes

    def _refresh(self, row: KeyResult) -> None:
        """After the change that was laid last."""
        past = self.pasts.get(row.pk)
        if past is None or not past.said:
            refresh_unread(row, today=self.today, has_steps=row.pk in self.with_steps)
            return
        began = past.line_began(BaselineChange(**self.changes[-1]))
        settle(row, past.said, began=began, today=self.today)

    def write(self) -> None:
        many_rows.insert(BaselineChange, self.changes)
        many.write_columns(self.columns)
        audit.append(by=self.by, at=self.at, entries=self.entries)


def were_read(pks: Sequence[int]) -> set[int]:
    """Those that somebody checked in on, or that a closed period holds: one query."""
    told, held = (
        Exists(rows.filter(key_result=OuterRef("pk")))
        for rows in (CheckIn.objects.all(), PeriodResult.objects.all())
    )
    found = KeyResult.objects.filter(_among("pk", pks)).filter(told | held).order_by()
    return set(pks) & set(found.values_list("pk", flat=True))


def _among(name: str, pks: Sequence[int]) -> Q:
    """Hundreds by number; thousands from the lowest to the highest, and perhaps a few between: to
    write out and read so many numbers takes longer than what lies between."""
    if len(pks) <= audit.BATCH:
        return Q(**{f"{name}__in": pks})
    return Q(**{f"{name}__gte": min(pks), f"{name}__lte": max(pks)})
