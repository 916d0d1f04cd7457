"""The rows that are ready go into the plan: all of them, in one transaction, once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit
from accounts.models import User
from okrs import checkins, many, milestones, planning
from okrs.importing.checking import Check, check, setting_of
from okrs.importing.drafts import CannotImport
from okrs.importing.places import Checked, State
from okrs.models import CheckIn, KeyResult, Milestone, Objective, SheetImport
from okrs.sheets import cells
from okrs.sheets.columns import normal
from okrs.sheets.wording import shortened
from okrs.terms import Edits, Terms
from okrs.told import Reading, Story


@dataclass(frozen=True)
class Outcome:
    """What an import did, to be said in a sentence."""

    made: int
    updated: int

    def __str__(self) -> str:
        parts = []
        if self.made or not self.updated:
            parts.append(
                ngettext("%(n)s key result added", "%(n)s key results added", self.made)
                % {"n": self.made}
            )
        if self.updated:
            parts.append(
                ngettext("%(n)s updated", "%(n)s updated", self.updated) % {"n": self.updated}
            )
        return _("%(what)s. You can undo this for 30 days.") % {"what": ", ".join(parts)}


@transaction.atomic
def confirm(
    *, draft: SheetImport, by: User, at: datetime, today: date, version: int | None = None
) -> Outcome:
    """Write every ready row. Sent twice, it says again what it did the first time.

    Refuses when the draft changed since the page was opened, and when no row is ready.
    """
    stored = (
        SheetImport.objects.select_for_update(of=("self",))
        .select_related("strategy")
        .filter(pk=draft.pk)
        .first()
    )
    if stored is None:
        raise CannotImport(_("This import was thrown away. Start again with the sheet."))
    if stored.confirmed_at:
        return outcome_of(stored)
    if version is not None and version != stored.version:
        raise CannotImport(_("The rows changed since you opened this page. Check them once more."))
    found = check(stored, setting_of(stored, today=today))
    if not found.ready:
        raise CannotImport(_("No row is ready to go in. Mend one, or start with another sheet."))
    with audit.by_way_of(audit.Way.IMPORT):
        stored.made = _write(found, stored, by=by, at=at)
    stored.confirmed_at = at
    stored.version += 1
    stored.save(update_fields=["made", "confirmed_at", "version"])
    outcome = outcome_of(stored)
    audit.record(
        by=by,
        verb="imported",
        about=stored,
        at=at,
        changes={"added": [0, outcome.made], "updated": [0, outcome.updated]},
    )
    return outcome


def outcome_of(draft: SheetImport) -> Outcome:
    return Outcome(len(draft.made.get("key_results", [])), len(draft.made.get("updated", [])))


def _write(found: Check, draft: SheetImport, *, by: User, at: datetime) -> dict[str, Any]:
    """Everything that was made or changed, by number, so that it can be undone."""
    clerk = _Clerk(draft, by=by, at=at)
    added = clerk.add([row for row in found.ready if row.state is not State.UPDATES])
    updated = clerk.update([row for row in found.ready if row.state is State.UPDATES])
    return {
        "objectives": [objective.pk for objective in clerk.opened.values()],
        "key_results": added,
        "updated": updated,
        "readings": clerk.readings,
        "ticked": clerk.ticked,
        "left": [
            {"row": row.judged.row.where, "title": row.judged.row.title}
            for row in found.rows
            if row.state in (State.NEEDS, State.LEFT_OUT)
        ],
    }


class _Clerk:
    """Writes all rows of a kind at once, opening each objective once."""

    def __init__(self, draft: SheetImport, *, by: User, at: datetime) -> None:
        self.draft, self.by, self.at = draft, by, at
        self.opened: dict[tuple[str, str], Objective] = {}
        self.people = {person.pk: person for person in User.objects.owners()}
        self.readings: list[int] = []
        self.ticked: list[int] = []

    def add(self, rows: Sequence[Checked]) -> list[int]:
        news = [self._new(row) for row in rows]
        with _naming(rows):
            made = many.add_key_results(news=news, by=self.by, at=self.at, verb="imported")
        bring = [pk for row, pk in zip(rows, made, strict=True) if _brings(row)]
        stored = KeyResult.objects.in_bulk(bring)
        for row, pk in zip(rows, made, strict=True):
            if pk in stored:
                self._read(row, stored[pk])
                self._tick(row, stored[pk])
        return made

    def _read(self, row: Checked, key_result: KeyResult) -> None:
        """The readings a row brought, each of its own day: once, however often this is sent."""
        for reading in row.judged.readings:
            word = reading.word.value if reading.word else ""
            made = checkins.record_checkin(
                key_result=key_result,
                reading=Reading(value=reading.value, word=word),
                story=Story(changed=self._origin(row)),
                as_of=reading.day,
                by=self.by,
                at=self.at,
                key=uuid5(self.draft.key, f"{row.number} {reading.day}"),
                source=CheckIn.IMPORT,
            )
            self.readings.append(made.pk)

    def _tick(self, row: Checked, key_result: KeyResult) -> None:
        """What an export says is done, on its day; one whose figure nobody has set stays open."""
        told = row.judged.row
        days = dict(zip(told.done, told.done_on, strict=True))
        today = timezone.localdate(self.at)
        steps = key_result.milestones.filter(text__in=days) if days else ()
        for step in steps:
            said = days[step.text]
            if not milestones.has_open_figure(step):
                on = min(today, date.fromisoformat(said)) if said else today
                milestones.tick(milestone=step, by=self.by, at=self.at, today=on)
                self.ticked.append(step.pk)

    def _new(self, row: Checked) -> many.New:
        judged, measure = row.judged, row.judged.measure
        assert measure is not None
        assert judged.due_on is not None
        assert judged.starts_on is not None
        terms: Terms = {
            "title": judged.row.title,
            "kind": measure.kind.value,
            "unit": shortened(measure.unit, 120),
            "definition": judged.row.definition,
            "from_value": measure.start,
            "to_value": measure.end,
            "base_count": measure.base_count,
            "low": measure.low,
            "high": measure.high,
            "from_label": shortened(measure.start_label, 60),
            "to_label": shortened(measure.end_label, 60),
            "starts_on": judged.starts_on,
            "due_on": judged.due_on,
            "cadence": judged.cadence.value,
            "weight": judged.weight,
            "owner": self._owner(row),
            "origin": self._origin(row),
            "playbook_id": row.offered.id if row.offered else "",
            "also_supports": [p.value for p in row.offered.also_supports] if row.offered else [],
        }
        steps = [(text, kind_of_step(text)) for text in judged.row.milestones]
        return many.New(objective=self._objective(row), terms=terms, milestones=steps)

    def update(self, rows: Sequence[Checked]) -> list[dict[str, Any]]:
        before = [_before(row) for row in rows]
        with _naming(rows):
            after = many.edit_key_results(
                edits=[self._edit(row) for row in rows], by=self.by, at=self.at
            )
        return [
            {"pk": one.pk, "version": one.version, "before": was}
            for one, was in zip(after, before, strict=True)
        ]

    def _edit(self, row: Checked) -> many.Edit:
        assert row.existing
        edits = dict(row.edits)
        if "owner_id" in edits:
            edits["owner"] = self.people[edits.pop("owner_id")]
        return many.Edit(pk=row.existing.pk, edits=cast(Edits, edits))

    def _objective(self, row: Checked) -> Objective:
        assert row.pillar
        if row.objective:
            return row.objective
        place = (row.pillar.value, normal(row.objective_title))
        if place not in self.opened:
            self.opened[place] = planning.add_objective(
                strategy=self.draft.strategy,
                pillar=row.pillar.value,
                title=row.objective_title,
                by=self.by,
                at=self.at,
                playbook_id=row.offered_objective.id if row.offered_objective else "",
            )
        return self.opened[place]

    def _owner(self, row: Checked) -> User | None:
        person = row.judged.owner
        return self.people[person.pk] if person else None

    def _origin(self, row: Checked) -> str:
        return shortened(
            _("Imported from “%(name)s”, row %(row)s")
            % {"name": shortened(self.draft.name, 150), "row": row.judged.row.where},
            200,
        )


@contextmanager
def _naming(rows: Sequence[Checked]) -> Iterator[None]:
    """A refusal says which row of the sheet it is about."""
    try:
        yield
    except many.Refused as refusal:
        words = {"row": rows[refusal.place].judged.row.where, "why": refusal}
        raise CannotImport(_("Row %(row)s: %(why)s") % words) from refusal


def _brings(row: Checked) -> bool:
    """Whether it says more than a key result: readings, or milestones that are done."""
    return bool(row.judged.readings or row.judged.row.done)


def _before(row: Checked) -> dict[str, Any]:
    assert row.existing
    return {name: _plain(getattr(row.existing, name)) for name in row.edits}


def kind_of_step(text: str) -> str:
    """A milestone that opens with a share to reach is an outcome; the rest are things to do."""
    head = text.split("%")[0]
    opens_with_share = "%" in text and (cells.X_PERCENT.match(text) or head.strip().isdigit())
    return Milestone.OUTCOME if opens_with_share else Milestone.ACTION


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def key_results_made(draft: SheetImport) -> list[KeyResult]:
    """What an import added, in the order of its sheet: one query."""
    made = KeyResult.objects.select_related("objective").in_bulk(draft.made.get("key_results", []))
    return list(made.values())
