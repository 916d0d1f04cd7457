"""The columns of each table that is taken away: what they are called, and what a cell may hold.

What is not here stays in the product alone; docs/how-to/offline.md says of each why, and a test
holds that nothing is forgotten.
"""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okrs.models import Milestone
from okrs.offline import belonging, moving, numbers, values
from okrs.offline.tables import Field, Table
from okrs.offline.values import Words
from okrs.rules.words import Cadence, Intent, Kind, Pace
from strategy.pillars import Pillar

ID, VERSION = _("Id"), _("Version")
NUMBER, PERCENT, CHANGE = Kind.number.value, Kind.percent.value, Kind.percent_change.value
KEEP = Kind.keep_at.value
FIGURES = frozenset({NUMBER, PERCENT, CHANGE})
NO_KEEP = frozenset(kind.value for kind in Kind) - {KEEP}
OUTCOME = frozenset({Milestone.OUTCOME})


NO_TARGET = _("An action has no target. Empty the cell, or make it an outcome.")


def _figure(name: str, label: str | Promise, *kinds: str, is_share: bool = False) -> Field:
    return Field(
        name=name,
        label=label,
        value=numbers.Figure(is_end=is_share),
        kinds=frozenset(kinds),
        is_end=True,
    )


PILLAR = Field(name="pillar", label=_("Pillar"), value=values.Word(Pillar), width=22, needed=True)
OF_OBJECTIVE = replace(PILLAR, path="objective.pillar")
WEIGHT = Field(name="weight", label=_("Weight"), value=numbers.Weight(), width=8, needed=True)
OWNER = Field(name="owner", label=_("Owner"), value=values.Somebody(), width=28)

KEY_RESULTS = Table(
    letter="KR",
    slug="key-results",
    label=_("Key results"),
    model="okrs.keyresult",
    title="title",
    fields=(
        OF_OBJECTIVE,
        Field(
            name="objective", path="objective.title", label=_("Objective"), value=Words(),
            width=36, needed=True, longest=200,
        ),
        Field(
            name="title", label=_("Key result"), value=Words(), width=48, needed=True, longest=240
        ),
        Field(name="definition", label=_("Definition"), value=values.LongWords(), width=40),
        Field(
            name="kind", label=_("How it is measured"), value=values.Word(Kind), width=20,
            needed=True,
        ),
        Field(name="unit", label=_("Unit"), value=Words(), width=18, longest=120),
        _figure("from_value", _("From"), NUMBER, PERCENT, is_share=True),
        _figure("from_numerator", _("From: how many"), PERCENT),
        _figure("from_denominator", _("From: out of how many"), PERCENT),
        _figure("base_count", _("Count it changes from"), CHANGE),
        Field(
            name="from_as_of", label=_("Day that From describes"), value=values.Day(),
            kinds=FIGURES, is_end=True,
        ),
        _figure("to_value", _("To"), NUMBER, PERCENT, CHANGE, is_share=True),
        _figure("low", _("At least"), KEEP),
        _figure("high", _("At most"), KEEP),
        _figure("tolerance", _("Tolerance"), KEEP),
        Field(
            name="direction", label=_("Which way is better"), value=moving.Better(),
            kinds=FIGURES, reached=moving.direction_if_open,
        ),
        Field(name="set_by", label=_("Set what is missing by"), value=moving.SetBy()),
        OWNER,
        Field(name="reviewer", label=_("Reviewer"), value=values.Somebody(), width=28),
        Field(name="starts_on", label=_("Starts"), value=values.Day(), needed=True),
        Field(name="due_on", label=_("Due"), value=values.Day(), needed=True),
        Field(
            name="cadence", label=_("How often it is read"), value=values.Word(Cadence), width=18,
            needed=True,
        ),
        Field(
            name="pace", label=_("How we expect it to move"), value=values.Word(Pace), width=22,
            needed=True,
        ),
        Field(name="curve", label=_("Our own points"), value=moving.Points(), width=28),
        WEIGHT,
        Field(
            name="intent", label=_("Promised"), value=values.Word(Intent), width=14, needed=True
        ),
        Field(
            name="guardrail", label=_("Guardrail"), value=belonging.Guardrail(), width=28,
            kinds=NO_KEEP, none=_("A keep-at has no guardrail itself. Empty the cell."),
        ),
        Field(name="also_supports", label=_("Also supports"), value=values.Pillars(), width=28),
        Field(
            name="follows", label=_("Follows (only to read)"), value=Words(), width=28,
            path="followed_in_words", is_read_only=True,
        ),
    ),
)  # fmt: skip
OBJECTIVES = Table(
    letter="O",
    slug="objectives",
    label=_("Objectives"),
    model="okrs.objective",
    title="title",
    fields=(
        PILLAR,
        Field(
            name="title", label=_("Objective"), value=Words(), width=60, needed=True, longest=200
        ),
        WEIGHT,
    ),
)
MILESTONES = Table(
    letter="M",
    slug="milestones",
    label=_("Milestones"),
    model="okrs.milestone",
    title="text",
    fields=(
        Field(
            name="key_result", path="key_result_id", label=_("Key result’s id"),
            value=belonging.RowId(), width=16, needed=True,
        ),
        Field(
            name="key_result_title", path="key_result.title", value=Words(), width=36,
            label=_("Key result’s title (only to read)"), is_read_only=True,
        ),
        Field(
            name="text", label=pgettext_lazy("one", "Milestone"), value=Words(), width=60,
            needed=True, longest=400,
        ),
        Field(name="kind", label=_("What it is"), value=values.Codes(Milestone.KINDS), needed=True),
        Field(name="due_on", label=_("Due"), value=values.Day()),
        Field(name="done_on", label=_("Done on"), value=moving.DoneOn()),
        OWNER,
        Field(
            name="target_value", label=_("Target"), value=numbers.Target(), kinds=OUTCOME,
            none=NO_TARGET,
        ),
        Field(
            name="target_unit", label=_("Unit of the target"), value=Words(), width=14,
            longest=60, kinds=OUTCOME, none=NO_TARGET,
        ),
        WEIGHT,
    ),
)  # fmt: skip
TABLES = (KEY_RESULTS, OBJECTIVES, MILESTONES)
