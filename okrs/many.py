"""Many key results added or changed at once, as an import does: the rules of okrs.planning for each
of them, and a few statements for all of them together.

One row refused refuses all: `Refused` says which, by its place among those given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from accounts import audit, many_rows
from accounts.models import User
from okrs import instances, kin, planning
from okrs.meanwhile import refuse_if_changed
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan
from okrs.rules.words import Kind
from okrs.terms import Edits, Terms
from okrs.writing import changed

OTHERS = frozenset({"owner", "reviewer", "guardrail"})  # rows of other tables among the terms


@dataclass(frozen=True, kw_only=True)
class New:
    """A key result to be added: its terms, and its first milestones as (text, kind)."""

    objective: Objective
    terms: Terms
    milestones: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A key result to be changed; `objective` only where it moves, `version` as it was seen."""

    pk: int
    edits: Edits
    version: int | None = None
    objective: Objective | None = None


COLUMNS = {field.name: field.attname for field in KeyResult._meta.concrete_fields}


class Refused(CannotPlan):
    """One of many was refused, so that none was written; `place` counts from nought."""

    def __init__(self, refusal: CannotPlan, *, place: int) -> None:
        super().__init__(str(refusal), field=refusal.field)
        self.place = place


@transaction.atomic
def add_key_results(
    *, news: Sequence[New], by: User | None, at: datetime, verb: str = "added"
) -> list[int]:
    """As planning.add_key_result would add each, in their order; gives keys. Raises Refused."""
    orders = _next_orders(new.objective for new in news)
    rows: list[dict[str, Any]] = []
    for place, new in enumerate(news):
        try:
            columns = planning.agreed(objective=new.objective, terms=new.terms)
        except CannotPlan as refusal:
            raise Refused(refusal, place=place) from refusal
        under = new.objective.pk
        rows.append(_by_attributes(columns) | {"objective_id": under, "order": orders[under]})
        rows[-1]["added_at"] = at
        orders[under] += 1
    keys = many_rows.insert(KeyResult, rows)
    _add_steps(keys, news)
    label, pairs = KeyResult._meta.label_lower, zip(keys, rows, strict=True)
    told = [audit.Told(label=label, pk=key, title=row["title"]) for key, row in pairs]
    audit.append(by=by, at=at, entries=[audit.Entry(verb=verb, about=one) for one in told])
    return keys


def _by_attributes(columns: Mapping[str, Any]) -> dict[str, Any]:
    """People, and the key result beside it, by their numbers: what is stored of them."""
    row = dict(columns)
    for name in OTHERS & row.keys():
        other = row.pop(name)
        row[f"{name}_id"] = other.pk if other else None
    return row


def _add_steps(keys: Sequence[int], news: Sequence[New]) -> None:
    steps = [
        {"key_result_id": key, "text": text, "kind": kind, "order": order}
        for key, new in zip(keys, news, strict=True)
        for order, (text, kind) in enumerate(new.milestones)
    ]
    many_rows.insert(Milestone, steps)


@transaction.atomic
def edit_key_results(*, edits: Sequence[Edit], by: User, at: datetime) -> list[KeyResult]:
    """Each as planning.edit_key_result would change it; no key result twice. Raises Refused."""
    stored = locked(edit.pk for edit in edits)
    entries: list[audit.Entry] = []
    waiting: list[audit.Entry] = []
    for place, edit in enumerate(edits):
        row = stored[edit.pk]
        if _is_kept_no_more(row, edit):  # whom it guards is asked of the table
            write(waiting)
            waiting.clear()
        try:
            refuse_if_changed(row, stored=row.version, seen=edit.version)
            terms = _as_they_are_by_now(edit.edits, stored)
            columns = planning.edited(row, terms, under=edit.objective or row.objective)
        except CannotPlan as refusal:
            raise Refused(refusal, place=place) from refusal
        if changes := changed(row, columns):
            entries.append(audit.Entry(verb="changed", about=row, changes=changes))
            waiting.append(entries[-1])
    write(waiting)
    audit.append(by=by, at=at, entries=entries)
    return [stored[edit.pk] for edit in edits]


def _is_kept_no_more(row: KeyResult, edit: Edit) -> bool:
    return bool(row.kind == Kind.keep_at.value != edit.edits.get("kind", row.kind))


def _as_they_are_by_now(edits: Edits, stored: Mapping[int, KeyResult]) -> Edits:
    """A guardrail that is changed beside it counts as it will be, not as somebody read it."""
    keep = edits.get("guardrail")
    if keep is None or keep.pk not in stored:
        return edits
    return {**edits, "guardrail": stored[keep.pk]}


@transaction.atomic
def retire_key_results(
    *, pks: Sequence[int], retired_as: str, why: str, by: User, at: datetime
) -> None:
    """Each as planning.retire_key_result would; what is out of the plan already stays as it is.
    Raises CannotPlan."""
    stored = locked(pks)
    released = _release_steps(stored)
    entries = []
    for pk in pks:
        if columns := planning.retirement(stored[pk], retired_as=retired_as, why=why, at=at):
            changes = changed(stored[pk], columns)
            changes |= {"milestones": [released[pk], []]} if pk in released else {}
            said: Any = {"changes": changes, "note": why.strip()}
            entries.append(audit.Entry(verb="retired", about=stored[pk], **said))
    write(entries)
    audit.append(by=by, at=at, entries=entries)


def _release_steps(stored: Mapping[int, KeyResult]) -> dict[int, list[int]]:
    """Milestones that were made key results count in their own again: which, by key result."""
    leaving = [pk for pk, row in stored.items() if not row.retired_as]
    released: dict[int, list[int]] = {}
    for start in range(0, len(leaving), audit.BATCH):
        steps = planning.steps_made_into(leaving[start : start + audit.BATCH])
        for pk, of in steps.order_by("pk").values_list("pk", "promoted_to_id"):
            released.setdefault(of, []).append(pk)
    free = [pk for pks in released.values() for pk in pks]
    for start in range(0, len(free), audit.BATCH):
        steps = Milestone.objects.filter(pk__in=free[start : start + audit.BATCH])
        steps.update(promoted_to=None)
    return released


def locked(pks: Iterable[int]) -> Mapping[int, KeyResult]:
    """Key results as they are stored, held until the transaction ends; always in one order, so that
    two who hold many never wait for each other."""
    found: dict[int, KeyResult] = {}
    every = sorted(set(pks))
    for start in range(0, len(every), audit.BATCH):
        rows = KeyResult.objects.filter(pk__in=every[start : start + audit.BATCH])
        held = instances.whole(rows.select_for_update().order_by("pk"))
        found |= {row.pk: row for row in held}
    kin.lay_by(found.values())
    return found


def write(entries: Sequence[audit.Entry]) -> None:
    """What changed in each; rows in which the same became the same go in one statement."""
    rows = {}
    for entry in entries:
        columns = {name: pair[1] for name, pair in sorted(entry.changes.items()) if name in COLUMNS}
        rows[entry.about.pk] = {
            COLUMNS[name]: getattr(it, "pk", it) for name, it in columns.items()
        }
    write_columns(rows)


def write_columns(rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Other values for these rows, by their keys: each is then one version further."""
    alike: dict[str, tuple[Mapping[str, Any], list[int]]] = {}
    for pk, after in rows.items():
        alike.setdefault(repr(after), (after, []))[1].append(pk)
    single = {pks[0]: after for after, pks in alike.values() if len(pks) == 1}
    many_rows.update(KeyResult, single)
    for after, pks in alike.values():
        if len(pks) > 1:
            for start in range(0, len(pks), audit.BATCH):
                found = KeyResult.objects.filter(pk__in=pks[start : start + audit.BATCH])
                found.update(**after, version=F("version") + 1)


def _next_orders(objectives: Iterable[Objective]) -> dict[int, int]:
    """The place after the last of each objective: one query."""
    pks = {objective.pk for objective in objectives}
    orders = dict.fromkeys(pks, 0)
    found = KeyResult.objects.filter(objective__in=pks).order_by()
    for pk, last in found.values_list("objective_id").annotate(last=Max("order")):
        orders[pk] = last + 1
    return orders
