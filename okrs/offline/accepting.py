"""What somebody took over goes into the plan: through the verbs, in one transaction, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit, collecting
from accounts.models import AuditEvent, User
from okrs import many, milestones, objectives, planning
from okrs.baselines_at_once import Setting, Why, set_baselines
from okrs.importing.drafts import CannotImport
from okrs.models import KeyResult, Milestone, Objective, SheetImport
from okrs.offline import deciding
from okrs.offline.differences import Comparison, Difference, State
from okrs.offline.fields import KEY_RESULTS, MILESTONES, OBJECTIVES
from okrs.offline.naming import NewRow
from okrs.offline.reaching import Plan, Reached, needs_a_reason, reached
from okrs.offline.tables import Table
from okrs.refusals import CannotPlan
from okrs.sheets.columns import normal
from okrs.sheets.wording import shortened


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What went in, by what was done, to be said in a sentence."""

    added: int
    changed: int
    archived: int

    def __str__(self) -> str:
        parts = [
            ngettext("%(n)s row added", "%(n)s rows added", self.added) % {"n": self.added},
            ngettext("%(n)s row changed", "%(n)s rows changed", self.changed) % {"n": self.changed},
            ngettext("%(n)s row archived", "%(n)s rows archived", self.archived)
            % {"n": self.archived},
        ]
        counted = (self.added, self.changed, self.archived)
        said = [part for part, n in zip(parts, counted, strict=True) if n]
        return _("%(what)s. You can undo this for 30 days.") % {"what": ", ".join(said)}


def outcome_of(draft: SheetImport) -> Outcome:
    counted = draft.made.get("counted", {})
    return Outcome(**{name: counted.get(name, 0) for name in ("added", "changed", "archived")})


@collecting.later()
@transaction.atomic
def accept(
    *,
    draft: SheetImport,
    found: Comparison,
    by: User,
    at: datetime,
    version: int | None,
    reason: str = "",
    approved_by: str = "",
) -> Outcome:
    """Write what was chosen of what was found. Sent twice, it says again what it did the first
    time. Every verb is told the version that was compared, so what moved meanwhile is refused.

    Raises CannotImport, and nothing is written: when the choices changed since the page was opened,
    when nothing is chosen, when a re-baseline has no reason, and when the plan refuses a row.
    """
    stored = deciding.held(draft)
    if stored.confirmed_at:
        return outcome_of(stored)
    if version != stored.version:
        raise CannotImport(_("What is chosen changed since you opened this page. Look once more."))
    rows = deciding.chosen(found, deciding.decisions_of(stored))
    if not rows:
        raise CannotImport(_("Nothing is chosen to go in. Tick at least one row."))
    refuse_without_reason(rows, reason, approved_by)
    before = AuditEvent.objects.last_written()
    with audit.by_way_of(audit.Way.IMPORT):
        clerk = _Clerk(stored, by=by, at=at, reason=reason, approved_by=approved_by)
        stored.made = clerk.write(rows)
        last = _settle(stored, rows, by=by, at=at)
    stored.made["entries"] = [before.pk + 1 if before else 0, last.pk]
    stored.save(update_fields=["made", "confirmed_at", "version"])
    return outcome_of(stored)


def refuse_without_reason(rows: Iterable[Difference], reason: str, approved_by: str) -> None:
    """A From or To that was known moves only with a reason and somebody who approved it."""
    if (reason.strip() and approved_by.strip()) or not any(map(needs_a_reason, rows)):
        return
    raise CannotImport(
        _("A From or To that was set moves. Say why, and who approved it, beside the button below.")
    )


def _settle(
    stored: SheetImport, rows: Sequence[Difference], *, by: User, at: datetime
) -> AuditEvent:
    counted = {
        "added": sum(one.state is State.ADDED for one in rows),
        "changed": sum(one.state in (State.CHANGED, State.CONFLICT) for one in rows),
        "archived": sum(one.state is State.REMOVED for one in rows),
    }
    stored.made |= {"counted": counted}
    stored.confirmed_at = at
    stored.version += 1
    changes = {name: [0, number] for name, number in counted.items()}
    return audit.record(by=by, verb="imported", about=stored, at=at, changes=changes)


class _Clerk:
    """Writes one table after the other: what others stand on first, what goes away last."""

    def __init__(
        self, draft: SheetImport, *, by: User, at: datetime, reason: str, approved_by: str
    ) -> None:
        self.draft, self.by, self.at = draft, by, at
        self.why = Why(reason=reason, approved_by=approved_by)
        self.opened: list[int] = []
        self.ticked: list[int] = []

    def write(self, rows: Sequence[Difference]) -> dict[str, Any]:
        """Everything that was made or changed, by number, so that it can be undone."""
        for one in _of(rows, OBJECTIVES, State.ADDED, State.CHANGED, State.CONFLICT):
            self._refusing(one, self._objective)
        self.plan = Plan(self.draft.strategy, today=timezone.localdate(self.at))
        news = _of(rows, KEY_RESULTS, State.ADDED)
        added = self._add(news)
        self.new = {normal(one.title): pk for one, pk in zip(news, added, strict=True)}
        changed = self._change(_of(rows, KEY_RESULTS, State.CHANGED, State.CONFLICT))
        for one in _of(rows, MILESTONES, *State):
            self._refusing(one, self._milestone)
        for one in _of(rows, KEY_RESULTS, State.REMOVED):
            self._refusing(one, self._archive)
        for one in _of(rows, OBJECTIVES, State.REMOVED):
            self._refusing(one, self._put_aside)
        return {
            "objectives": self.opened,
            "key_results": added,
            "updated": changed,
            "ticked": self.ticked,
        }

    def _refusing(self, one: Difference, act: Any) -> None:
        """A refusal says which row it is about."""
        try:
            act(one)
        except CannotPlan as refusal:
            raise _refused(one, refusal) from refusal

    # --- objectives ------------------------------------------------------------------------------

    def _objective(self, one: Difference) -> None:
        if one.state is State.ADDED:
            made = objectives.add_objective(
                strategy=self.draft.strategy, by=self.by, at=self.at, **one.values
            )
            self.opened.append(made.pk)
            return
        said = {x.field.name: x.value for x in one.fields}
        columns = {name: getattr(one.row, name) for name in ("pillar", "title", "weight")} | said
        objectives.edit_objective(
            objective=one.row, by=self.by, at=self.at, version=one.row.version, **columns
        )

    def _put_aside(self, one: Difference) -> None:
        objectives.retire_objective(objective=one.row, by=self.by, at=self.at)

    def _under(self, pillar: str, title: str) -> Objective:
        under = self.plan.place(pillar, title)
        if under._state.adding:
            under = objectives.add_objective(
                strategy=self.draft.strategy, pillar=pillar, title=title, by=self.by, at=self.at
            )
            self.opened.append(under.pk)
            self.plan.keep(under)
        return under

    # --- key results -----------------------------------------------------------------------------

    def _add(self, rows: Sequence[Difference]) -> list[int]:
        news = []
        origin = _("Imported from “%(name)s”, row %(row)s")
        name = shortened(self.draft.name, 150)
        for one in rows:
            values = dict(one.values)
            under = self._under(values.pop("pillar"), values.pop("objective"))
            came_from = shortened(origin % {"name": name, "row": one.number}, 200)
            terms = self.plan.terms(values) | {"origin": came_from}
            news.append(many.New(objective=under, terms=terms))
        try:
            made = many.add_key_results(news=news, by=self.by, at=self.at, verb="imported")
        except many.Refused as refusal:
            raise _refused(rows[refusal.place], refusal) from refusal
        return made

    def _change(self, rows: Sequence[Difference]) -> list[dict[str, Any]]:
        """Terms of all of them at once; then the ends, each with its own baseline."""
        parts = [reached(one.row, one.fields) for one in rows]
        edited = [place for place, part in enumerate(parts) if part.edits or part.place]
        versions = {one.row.pk: one.row.version for one in rows}
        try:
            written = many.edit_key_results(
                edits=[self._edit(rows[place], parts[place]) for place in edited],
                by=self.by,
                at=self.at,
            )
        except many.Refused as refusal:
            raise _refused(rows[edited[refusal.place]], refusal) from refusal
        versions |= {row.pk: row.version for row in written}
        self._set_ends(
            [(one, part.ends) for one, part in zip(rows, parts, strict=True) if part.ends], versions
        )
        return [{"pk": pk, "version": version} for pk, version in versions.items()]

    def _edit(self, one: Difference, part: Reached) -> many.Edit:
        under = self._under(*part.place) if part.place else None
        edits = self.plan.terms(part.edits)
        return many.Edit(pk=one.row.pk, edits=edits, objective=under, version=one.row.version)

    def _set_ends(
        self, rows: Sequence[tuple[Difference, dict[str, Any]]], versions: dict[int, int]
    ) -> None:
        settings = [
            Setting(pk=one.row.pk, ends=ends, version=versions[one.row.pk]) for one, ends in rows
        ]
        try:
            set_baselines(settings=settings, by=self.by, at=self.at, why=self.why)
        except many.Refused as refusal:
            raise _refused(rows[refusal.place][0], refusal) from refusal
        for one in settings:
            versions[one.pk] += 1

    def _archive(self, one: Difference) -> None:
        why = _("It was not in “%(name)s”.") % {"name": self.draft.name}
        planning.retire_key_result(
            key_result=one.row, retired_as=KeyResult.ARCHIVED, why=why[:300], by=self.by, at=self.at
        )

    # --- milestones ------------------------------------------------------------------------------

    def _milestone(self, one: Difference) -> None:
        when: Any = {"by": self.by, "at": self.at}
        if one.state is State.REMOVED:
            milestones.remove_milestone(milestone=one.row, version=one.row.version, **when)
        elif one.state is State.ADDED:
            values = self.plan.terms(dict(one.values))
            of = KeyResult.objects.get(pk=self._number_of(values.pop("key_result")))
            done_on = values.pop("done_on", None)
            self._done(milestones.add_milestone(key_result=of, **values, **when), done_on)
        else:
            said = self.plan.terms({x.field.name: x.value for x in one.fields})
            step: Milestone = one.row
            done_on = said.pop("done_on", step.done_on)
            given: Any = {"text": step.text, "kind": step.kind}
            given |= {"target_value": step.target_value, "target_unit": step.target_unit}
            edited = milestones.edit_milestone(
                milestone=step, version=step.version, **(given | said), **when
            )
            self._done(edited, done_on)

    def _number_of(self, of: int | NewRow) -> int:
        """Of the key result that a new milestone names; it may be one that was added just now."""
        if not isinstance(of, NewRow):
            return of
        if of.name not in self.new:
            raise CannotPlan(
                _("Its key result “%(title)s” is not ticked. Tick both, or neither.")
                % {"title": shortened(of.title, 80)}
            )
        return self.new[of.name]

    def _done(self, step: Milestone, done_on: date | None) -> None:
        """Ticked on the day that the sheet says, or not done after all."""
        if step.done_on and step.done_on != done_on:
            milestones.untick(milestone=step, by=self.by, at=self.at)
        if done_on:
            milestones.tick(milestone=step, by=self.by, at=self.at, today=done_on)
            self.ticked.append(step.pk)


def _of(rows: Iterable[Difference], table: Table, *states: State) -> list[Difference]:
    return [one for one in rows if one.table is table and one.state in states]


def _refused(one: Difference, refusal: CannotPlan) -> CannotImport:
    words = {"row": one.number or one.key, "why": refusal}
    return CannotImport(_("Row %(row)s: %(why)s Nothing went in.") % words)
