"""Viva Goals, retired by Microsoft on 31 December 2025: the CSV of an explorer view.

Columns from a report of a real export's 23 headings ("Viva Goals Header Delta Report", in a public
repository; its dates cannot be right, so none is repeated), whose words and formats we follow: an
objective is named as "Title(weight: 50%, Id: 2295706)", owners by their full names with commas
between them. That such a file is what an explorer view gives is said by Microsoft Learn,
"goalsExportJob resource type" (Microsoft Graph beta), which lists no columns. Its page on the
import template, "Import OKRs and Initiatives/Projects into Viva Goals with Excel", names OKR
Reference, Parent OKR, Title, Owner and Time period. The other names are those that older exports
and imports are said to have; we saw none of them ourselves. Looked for again on 22 November 2026.
"""

from django.utils.translation import gettext_lazy as _

from okrs.sheets.shapes.shape import Field, RowKind, Shape

VIVA_GOALS = Shape(
    key="viva_goals",
    name="Viva Goals",
    columns={
        Field.TITLE: ("title", "objective title", "okr title"),
        Field.KIND: ("object type", "type", "okr type"),
        Field.OBJECTIVE: ("aligned to weight objective id", "aligned to", "parent", "parent title"),
        Field.ID: ("id", "objective id", "okr id", "okr reference"),
        Field.PARENT_ID: ("parent id", "parent objective id", "parent okr"),
        Field.OWNER: ("owner email", "owner"),
        Field.DUE: ("end date", "due date"),
        Field.UNIT: ("unit", "metric unit"),
        Field.FROM: ("start", "start value", "initial value"),
        Field.TO: ("target", "target value"),
        Field.NOW: ("current value", "current"),
        Field.PROGRESS: ("progress %", "actual progress", "progress"),
        Field.READ_ON: ("last check in", "last check in date", "last updated"),
        Field.STATE: ("status",),
        Field.DEFINITION: ("description",),
    },
    marks=frozenset({
        "aligned to weight objective id", "aligned to", "object type", "goal type", "period",
        "actual progress", "last check in note", "checkins", "metric name", "parent id",
        "initial value", "teams", "okr reference", "parent okr", "time period",
    }),
    enough=3,
    kinds={
        "objective": RowKind.OBJECTIVE, "big rock": RowKind.OBJECTIVE,
        "key result": RowKind.KEY_RESULT, "kpi": RowKind.KEY_RESULT,
        "deliverable": RowKind.STEP, "initiative": RowKind.STEP, "project": RowKind.STEP,
    },
    closed=frozenset({"closed", "postponed", "cancelled", "canceled", "archived"}),
    done=frozenset({"completed", "complete", "done"}),
    sources=(
        "Microsoft Learn: goalsExportJob resource type (Microsoft Graph beta)",
        "Microsoft Learn: Import OKRs and Initiatives/Projects into Viva Goals with Excel",
        "Viva Goals Header Delta Report: the headings of a real export",
    ),
    unsure=_("Microsoft lists no columns; they are those of one real export and of its importers."),
)  # fmt: skip
