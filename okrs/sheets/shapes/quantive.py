"""Quantive Results, formerly Gtmhub: the workbook or CSV of its import and export tool.

That the tool gives objectives and key results as a sheet is said by Quantive's help centre,
"Importing, Exporting, and Bulk Changing data in Quantive Results"; what each of them has, by its
"Reference: Quantive Results data source" (sessions with start, end, title and status among them).
Neither page, as far as we could read it, lists the headings of the sheet: a key result's initial,
target and actual value, owner and session are the product's own words for them. Names in one word
(initialValue, goalId, dueDate) are those of its REST interface, for a sheet that was made through
it: the developer reference ("Objectives endpoints"), and a public script that fills Gtmhub from a
workbook (Excel-To-Account-Using-API-Gtmhub). Unverified against a real file; looked for again on 22
November 2026.
"""

from django.utils.translation import gettext_lazy as _

from okrs.sheets.shapes.shape import Field, RowKind, Shape

QUANTIVE = Shape(
    key="quantive",
    name="Quantive",
    columns={
        Field.TITLE: ("key result name", "key result", "metric", "kr name", "keyresultname", "name",
                      "title"),
        Field.KIND: ("type", "item type"),
        Field.OBJECTIVE: ("objective name", "objective", "goal name", "goal", "goalname", "parent"),
        Field.ID: ("id", "objective id", "goal id", "goalid"),
        Field.PARENT_ID: ("parent id",),
        Field.OWNER: ("owner email", "owner emails", "owner", "owners", "owneremail"),
        Field.DUE: ("due date", "end date", "session end", "duedate"),
        Field.UNIT: ("format", "unit"),
        Field.FROM: ("initial value", "initial", "start value", "initialvalue"),
        Field.TO: ("target value", "target", "targetvalue"),
        Field.NOW: ("actual value", "actual", "current value"),
        Field.PROGRESS: ("attainment", "progress"),
        Field.READ_ON: ("last updated", "last check in", "actual date", "updated"),
        Field.STATE: ("session status", "status"),
        Field.DEFINITION: ("key result description", "description"),
    },
    marks=frozenset({
        "session", "session name", "session status", "initial value", "actual value", "attainment",
        "goal name", "goal id", "key result name", "owner email", "confidence level", "assignees",
        "goalid", "initialvalue", "keyresultname",
    }),
    enough=3,
    kinds={
        "objective": RowKind.OBJECTIVE, "goal": RowKind.OBJECTIVE,
        "key result": RowKind.KEY_RESULT, "metric": RowKind.KEY_RESULT, "kpi": RowKind.KEY_RESULT,
        "task": RowKind.STEP, "initiative": RowKind.STEP,
    },
    closed=frozenset({"closed", "archived", "cancelled", "canceled"}),
    done=frozenset({"completed", "done"}),
    sources=(
        "Quantive help centre: Importing, Exporting, and Bulk Changing data in Quantive Results",
        "Quantive help centre: Reference: Quantive Results data source",
        "Quantive developer reference: Objectives endpoints; Excel-To-Account-Using-API-Gtmhub",
    ),
    unsure=_("Quantive’s pages name the fields; we found no list of the file’s own headings."),
)  # fmt: skip
