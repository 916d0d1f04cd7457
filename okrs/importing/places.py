"""Each row's place in the plan as it is now: under what, and whether it is there already."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from okrs.importing import origins
from okrs.models import KeyResult, Objective, SheetImport
from okrs.playbook.shapes import PlaybookObjective, PlaybookRow
from okrs.sheets import guessing
from okrs.sheets.columns import Part, normal
from okrs.sheets.guessing import Guess
from okrs.sheets.judging import Judged
from strategy.pillars import Pillar


class State(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UNSET = "unset"
    UPDATES = "updates"
    SAME = "same"
    NEEDS = "needs"
    LEFT_OUT = "left_out"


GOES_IN = frozenset({State.NEW, State.UNSET, State.UPDATES})


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A judged row with its place in the plan: under what, and whether it is there already."""

    judged: Judged
    state: State
    pillar: Pillar | None
    objective_title: str
    objective: Objective | None = None
    existing: KeyResult | None = None
    offered: PlaybookRow | None = None  # the playbook's row that this one is
    offered_objective: PlaybookObjective | None = None
    guesses: tuple[Guess, ...] = ()  # what is shown as guessed until somebody confirms it
    edits: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.judged.row.number


class Plan:
    """The plan's objectives and key results, by name."""

    def __init__(self, draft: SheetImport) -> None:
        self.fallback = draft.name.rsplit(".", 1)[0][:200]
        objectives = list(Objective.objects.active().filter(strategy=draft.strategy))
        self.objectives = {(o.pillar, normal(o.title)): o for o in objectives}
        self.of_playbook = {o.playbook_id: o for o in objectives if o.playbook_id}
        self.by_title: dict[str, list[Objective]] = {}
        for objective in objectives:
            self.by_title.setdefault(normal(objective.title), []).append(objective)
        self.key_results = {
            (found.objective_id, normal(found.title)): found
            for found in KeyResult.objects.active()
            .filter(objective__strategy=draft.strategy)
            .select_related("owner")
        }
        self.taken_up = {
            (kr.objective_id, kr.playbook_id): kr
            for kr in self.key_results.values()
            if kr.playbook_id
        }

    def place(self, judged: Judged, offered: PlaybookRow | None) -> Checked:
        """A row under its objective; with the playbook's own where the playbook knows the row."""
        judged, pillar, guesses = self._pillar(judged, offered)
        by_section = pillar if not judged.row.objective else None
        playbook = origins.objective(judged.row, by_section) if by_section else None
        title = str(playbook.title) if playbook else judged.objective or self.fallback
        objective = self.of_playbook.get(playbook.id) if playbook else None
        if objective is None and pillar:
            objective = self.objectives.get((pillar.value, normal(title)))
        existing = self._existing(judged, objective, offered)
        edits = _edits(judged, existing) if existing else {}
        return Checked(
            judged=judged,
            state=_state(judged, existing, edits),
            pillar=pillar,
            guesses=tuple(g for g in guesses if existing is None or g.part is not Part.PILLAR),
            objective_title=objective.title if objective else title,
            objective=objective,
            existing=existing,
            offered=offered,
            offered_objective=playbook,
            edits=edits,
            notes=(*judged.notes, *(_kept_ends(judged, existing) if existing else ())),
        )

    def _existing(
        self, judged: Judged, objective: Objective | None, offered: PlaybookRow | None
    ) -> KeyResult | None:
        """By its title; or, whatever it is called by now, as the same row of the playbook."""
        if objective is None:
            return None
        found = self.key_results.get((objective.pk, normal(judged.row.title)))
        return found or (self.taken_up.get((objective.pk, offered.id)) if offered else None)

    def _pillar(
        self, judged: Judged, offered: PlaybookRow | None
    ) -> tuple[Judged, Pillar | None, tuple[Guess, ...]]:
        """The row's own word first; then the playbook's, or that of an objective there already."""
        if judged.row.pillar:
            return judged, judged.pillar, judged.guesses
        known = self.by_title.get(normal(judged.objective), []) if judged.objective else []
        others = tuple(one for one in judged.guesses if one.part is not Part.PILLAR)
        if offered:
            pillar = offered.pillar
            others = (guessing.of_playbook(pillar), *others)
        elif len(known) == 1:
            pillar = Pillar(known[0].pillar)
        else:
            return judged, judged.pillar, judged.guesses
        problems = tuple(p for p in judged.problems if p.part is not Part.PILLAR)
        return replace(judged, problems=problems), pillar, others


def _state(judged: Judged, existing: KeyResult | None, edits: dict[str, Any]) -> State:
    if judged.row.left_out:
        return State.LEFT_OUT
    if judged.problems:
        return State.NEEDS
    if existing:
        return State.UPDATES if edits else State.SAME
    assert judged.measure
    return State.UNSET if judged.measure.is_to_set else State.NEW


def _edits(judged: Judged, existing: KeyResult) -> dict[str, Any]:
    """What the sheet says otherwise. From and To are never among it: they move by a re-baseline."""
    row = judged.row
    said: dict[str, Any] = {}
    if judged.owner:
        said["owner_id"] = judged.owner.pk
    if row.due and judged.due_on:
        said["due_on"] = judged.due_on
    if row.cadence:
        said["cadence"] = judged.cadence.value
    if row.unit:
        said["unit"] = row.unit[:120]
    if row.definition:
        said["definition"] = row.definition
    return {name: value for name, value in said.items() if getattr(existing, name) != value}


def _kept_ends(judged: Judged, existing: KeyResult) -> tuple[str, ...]:
    measure = judged.measure
    if measure is None:
        return ()
    ends = ((measure.start, existing.from_value), (measure.end, existing.to_value))
    if all(said is None or said == stored for said, stored in ends):
        return ()
    return (_("From and To stay as they are in the plan: re-baseline it to change them."),)
