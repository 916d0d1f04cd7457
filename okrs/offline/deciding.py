"""What somebody decided about the differences: which go in, and whose word stands in a conflict.

Without a word of theirs an addition and a change go in, a row that is missing stays in the plan,
and in a conflict the plan's word stands. Only what is otherwise is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from okrs.importing.drafts import CannotImport
from okrs.models import SheetImport
from okrs.offline.differences import Changed, Comparison, Difference, State

GOES_IN = (State.ADDED, State.CHANGED, State.CONFLICT)
KEPT = ("left", "archive", "sheet")


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """Keys of rows left out, of rows to archive, and "KR-12:due_on" where the sheet's stands."""

    left: frozenset[str] = frozenset()
    archive: frozenset[str] = frozenset()
    sheet: frozenset[str] = frozenset()

    def takes(self, one: Difference) -> bool:
        if one.state is State.REMOVED:
            return one.key in self.archive
        return one.state in GOES_IN and one.key not in self.left

    def sheet_stands(self, one: Difference, changed: Changed) -> bool:
        return not changed.is_conflict or f"{one.key}:{changed.field.name}" in self.sheet


def decisions_of(draft: SheetImport) -> Decisions:
    return Decisions(**{name: frozenset(draft.columns.get(name, ())) for name in KEPT})


def read(shown: Iterable[Difference], posted: QueryDict, before: Decisions) -> Decisions:
    """What the page of these rows says about them; the rest stays as it was decided before."""
    taken = set(posted.getlist("take"))
    left, archive, sheet = set(before.left), set(before.archive), set(before.sheet)
    for one in shown:
        if one.state is State.REMOVED:
            (archive.add if one.key in taken else archive.discard)(one.key)
        elif one.state in GOES_IN:
            (left.discard if one.key in taken else left.add)(one.key)
        for changed in one.conflicts:
            place = f"{one.key}:{changed.field.name}"
            chosen = posted.get(f"stands:{place}") == "sheet"
            (sheet.add if chosen else sheet.discard)(place)
    return Decisions(left=frozenset(left), archive=frozenset(archive), sheet=frozenset(sheet))


@transaction.atomic
def keep(*, draft: SheetImport, decisions: Decisions) -> SheetImport:
    """Keep what was decided, for later or for the next page. Raises CannotImport."""
    stored = held(draft)
    if stored.confirmed_at:
        raise CannotImport(_("This sheet is in the plan already. Undo the import to change it."))
    said = {name: sorted(getattr(decisions, name)) for name in KEPT}
    if said != {name: sorted(stored.columns.get(name, ())) for name in KEPT}:
        stored.columns = stored.columns | said
        stored.version += 1
        stored.save(update_fields=["columns", "version"])
    return stored


def held(draft: SheetImport) -> SheetImport:
    """The draft as it is stored, held until the transaction ends. Raises CannotImport."""
    found = SheetImport.objects.select_for_update(of=("self",)).select_related("strategy")
    stored = found.defer("cells").filter(pk=draft.pk).first()  # the sheet never changes
    if stored is None:
        raise CannotImport(_("This import was thrown away. Start again with the sheet."))
    return stored


def chosen(found: Comparison, decisions: Decisions) -> list[Difference]:
    """What goes in: rows with the fields that stand. A row of which nothing stands is none."""
    out = []
    for one in found.differences:
        if not decisions.takes(one):
            continue
        stands = tuple(x for x in one.fields if decisions.sheet_stands(one, x))
        if stands or one.state in (State.ADDED, State.REMOVED):
            out.append(one if len(stands) == len(one.fields) else replace(one, fields=stands))
    return out
