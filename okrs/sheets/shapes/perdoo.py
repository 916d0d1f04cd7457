"""Perdoo: the CSV of its goals.

Perdoo's help centre says what a goal has ("How do I add objectives?", "Add Company OKRs", and the
question "How do I export my OKR and KPI data?" in its "Frequently asked questions"): name, owner (a
team), lead, timeframe, description, contributors, tags, and of a result its start, current and
target value with a metric unit. Words of states and target types are those collected in "Perdoo
GraphQL API Feature Research" (a public repository, 23 January 2026) from the columns of Perdoo's
"All goals". A KPI has besides a target that it "should" stay above or below ("Add KPIs for your
team"). The headings of the file itself we could not verify: nobody publishes one, nor did when we
looked again on 22 November 2026.
"""

from django.utils.translation import gettext_lazy as _

from okrs.sheets.shapes.shape import Field, RowKind, Shape

PERDOO = Shape(
    key="perdoo",
    name="Perdoo",
    columns={
        Field.TITLE: ("name", "goal", "title"),
        Field.KIND: ("type", "goal type"),
        Field.OBJECTIVE: ("objective", "parent", "parent objective", "aligned to"),
        Field.ID: ("id", "goal id"),
        Field.PARENT_ID: ("objective id", "parent id"),
        Field.OWNER: ("lead email", "lead"),
        Field.DUE: ("due date", "end date", "timeframe end", "timeframe"),
        Field.UNIT: ("metric unit", "unit"),
        Field.FROM: ("start value", "start"),
        Field.TO: ("target value", "target", "threshold"),
        Field.NOW: ("current value", "current"),
        Field.PROGRESS: ("progress", "progress %"),
        Field.READ_ON: ("last updated", "last update", "last progress update"),
        Field.STATE: ("status", "stage"),
        Field.TARGET_TYPE: ("target type",),
        Field.DEFINITION: ("description",),
    },
    marks=frozenset({
        "lead", "lead email", "timeframe", "metric unit", "target type", "update frequency",
        "progress driver", "contributors", "aligned to", "stage",
    }),
    enough=3,
    kinds={
        "objective": RowKind.OBJECTIVE, "company objective": RowKind.OBJECTIVE,
        "team objective": RowKind.OBJECTIVE, "key result": RowKind.KEY_RESULT,
        "keyresult": RowKind.KEY_RESULT, "key_result": RowKind.KEY_RESULT,
        "kpi": RowKind.KEY_RESULT, "initiative": RowKind.STEP,
    },
    closed=frozenset({
        "canceled", "cancelled", "postponed", "missed", "partially achieved", "archived", "closed",
    }),
    done=frozenset({"accomplished", "achieved"}),
    keeps=frozenset({
        "stay at or above", "stay at or below", "stay_at_or_above", "stay_at_or_below",
    }),
    yes_or_no=frozenset({"binary", "yes no", "done not done"}),
    sources=(
        "Perdoo help centre: How do I add objectives?; Add KPIs for your team; Frequently asked"
        " questions",
        "Perdoo GraphQL API Feature Research, 23 January 2026: states and target types",
    ),
    unsure=_("Perdoo publishes no list of its columns; they are the fields that its help names."),
)  # fmt: skip
