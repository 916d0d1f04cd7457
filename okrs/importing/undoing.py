"""An import taken back, within 30 days: what it made is archived, what it changed is put back.

What people have worked on since stays, and is named: nobody's check-in is taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit
from accounts.models import AuditEvent, User
from okrs import many, planning, undoing
from okrs.importing.drafts import CannotImport
from okrs.models import CheckIn, KeyResult, Milestone, Objective, SheetImport
from okrs.refusals import CannotPlan
from okrs.undoing import at_once
from okrs.undoing.since import is_undone

UNDO_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Reach:
    """What an undo would take back, and what it would leave because work was done on it since."""

    goes: tuple[KeyResult, ...]
    stays: tuple[KeyResult, ...]
    put_back: tuple[tuple[KeyResult, dict[str, Any]], ...]
    kept_changes: tuple[KeyResult, ...]
    undone: int = 0  # entries of an offline edition's import that are, or would be, taken back
    kept: tuple[str, ...] = ()  # what was changed again since, by name

    def __str__(self) -> str:
        """What happened, and what stays, by name."""
        said = ngettext(
            "The import is undone: %(n)s key result archived.",
            "The import is undone: %(n)s key results archived.",
            len(self.goes),
        ) % {"n": len(self.goes)}
        if self.undone:
            taken_back = ngettext(
                "%(n)s change taken back.", "%(n)s changes taken back.", self.undone
            )
            said = f"{said} {taken_back % {'n': self.undone}}"
        kept = [*(one.title for one in (*self.stays, *self.kept_changes)), *self.kept]
        if not kept:
            return said
        names = "; ".join(f"“{title}”" for title in dict.fromkeys(kept))
        return f"{said} " + _("Worked on since, so they stay: %(names)s.") % {"names": names}


def can_undo(draft: SheetImport, *, at: datetime) -> bool:
    return (
        draft.confirmed_at is not None
        and draft.undone_at is None
        and at - draft.confirmed_at <= UNDO_WITHIN
    )


def reach(draft: SheetImport) -> Reach:
    """What an undo would do now: two queries."""
    made = list(
        KeyResult.objects.active()
        .filter(pk__in=draft.made.get("key_results", []))
        .annotate(
            is_worked_on=Exists(
                CheckIn.objects.filter(key_result=OuterRef("pk")).exclude(
                    pk__in=draft.made.get("readings", [])
                )
            )
            | Exists(
                Milestone.objects.filter(key_result=OuterRef("pk"), done_on__isnull=False).exclude(
                    pk__in=draft.made.get("ticked", [])
                )
            )
        )
        .in_page_order()
    )
    worked_on = [kr for kr in made if getattr(kr, "is_worked_on", False)]
    changed = {told["pk"]: told for told in draft.made.get("updated", [])}
    found = KeyResult.objects.active().filter(pk__in=changed).in_page_order()
    untouched = [kr for kr in found if kr.version == changed[kr.pk]["version"]]
    leave, still = {kr.pk for kr in worked_on}, {kr.pk for kr in untouched}
    return Reach(
        goes=tuple(kr for kr in made if kr.pk not in leave),
        stays=tuple(worked_on),
        put_back=tuple((kr, changed[kr.pk].get("before", {})) for kr in untouched),
        kept_changes=tuple(kr for kr in found if kr.pk not in still),
    )


@transaction.atomic
def undo(*, draft: SheetImport, by: User, at: datetime) -> Reach:
    """Take an import back as one event; refuses after 30 days, and a second time."""
    stored = SheetImport.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if stored.undone_at:
        raise CannotImport(_("This import has already been undone."))
    if not stored.confirmed_at:
        raise CannotImport(_("Nothing of this sheet is in the plan yet: there is nothing to undo."))
    if not can_undo(stored, at=at):
        raise CannotImport(
            _("This was imported more than 30 days ago. Retire its key results one by one.")
        )
    found = reach(stored)
    why = _("The import of “%(name)s” was undone.") % {"name": stored.name}
    with audit.by_way_of(audit.Way.IMPORT):
        many.retire_key_results(
            pks=[one.pk for one in found.goes],
            retired_as=KeyResult.ARCHIVED,
            why=why[:300],
            by=by,
            at=at,
        )
        if stored.made.get("entries"):
            found = _take_back_entries(stored, found, by=by, at=at)
        for key_result, before in found.put_back:
            planning.edit_key_result(key_result=key_result, by=by, at=at, **_edits(before))
        _retire_empty_objectives(stored, by=by, at=at)
    stored.undone_at = at
    stored.version += 1
    stored.save(update_fields=["undone_at", "version"])
    audit.record(
        by=by,
        verb="undid the import of",
        about=stored,
        at=at,
        changes={
            "archived": [0, len(found.goes)],
            "put back": [0, len(found.put_back) + found.undone],
        },
    )
    return found


def entries_of(draft: SheetImport) -> "QuerySet[AuditEvent]":
    """What an offline edition's import changed, newest first; what it added goes another way.

    What others wrote at the same time may stand between its entries, and is none of them.
    """
    first, last = draft.made["entries"]
    assert draft.confirmed_at
    written = AuditEvent.objects.filter(pk__range=(first, last), at=draft.confirmed_at)
    found = written.filter(via=audit.Way.IMPORT).exclude(verb="imported")
    opened = [f"okrs.objective:{pk}" for pk in draft.made.get("objectives", [])]
    return found.exclude(subject__in=opened, verb="added").order_by("-pk")


def _take_back_entries(draft: SheetImport, found: Reach, *, by: User, at: datetime) -> Reach:
    """Each change through the verb that undoes it; one that was changed again since stays."""
    entries = _without_what_goes(entries_of(draft), found.goes)
    together = at_once.can_go_together(entries)
    taken = at_once.undo_changes(events=together, by=by, at=at)
    undone, kept = len(taken.undone), [event.title for event in taken.kept]
    alone = {event.pk for event in entries} - {event.pk for event in together}
    for event in entries:
        if event.pk not in alone or is_undone(event):  # by hand: nothing is left to take back
            continue
        try:
            undoing.undo(event=event, by=by, at=at)
            undone += 1
        except CannotPlan:
            kept.append(event.title)
    return replace(found, put_back=(), kept_changes=(), undone=undone, kept=tuple(kept))


def _without_what_goes(
    entries: "QuerySet[AuditEvent]", goes: Sequence[KeyResult]
) -> list[AuditEvent]:
    """Milestones of a key result that is archived stay with it: nothing of them is taken back."""
    steps = Milestone.objects.filter(key_result__in=[one.pk for one in goes]).order_by("pk")
    subjects = {f"okrs.milestone:{pk}" for pk in steps.values_list("pk", flat=True)}
    return [event for event in entries if event.subject not in subjects]


def _edits(before: dict[str, Any]) -> Any:
    edits = dict(before)
    if "due_on" in edits:
        edits["due_on"] = date.fromisoformat(edits["due_on"])
    if "owner_id" in edits:
        edits["owner"] = User.objects.filter(pk=edits.pop("owner_id")).first()
    return edits


def _retire_empty_objectives(draft: SheetImport, *, by: User, at: datetime) -> None:
    """An objective that the import opened, and that holds nothing any more, is put aside."""
    holding = KeyResult.objects.active().filter(objective=OuterRef("pk"))
    empty = (
        Objective.objects.active()
        .filter(pk__in=draft.made.get("objectives", []))
        .exclude(Exists(holding))
        .in_page_order()
    )
    for objective in empty:
        planning.retire_objective(objective=objective, by=by, at=at)
