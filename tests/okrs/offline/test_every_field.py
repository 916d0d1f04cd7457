"""Every field of the plan is in the workbook, only to be read in it, or said to stay, with why."""

from pathlib import Path

import pytest

from okrs.models import KeyResult, Milestone, Objective
from okrs.offline.fields import KEY_RESULTS, MILESTONES, OBJECTIVES

HOW_TO = Path(__file__).parents[3] / "docs/how-to/offline.md"
OF_THE_ROW = {"id": "Id", "version": "Version", "order": "Order"}
STAYS = {
    KeyResult: OF_THE_ROW | {
        "source": "What decides progress", "from_label": "Words of the sheet it came from",
        "to_label": "Words of the sheet it came from", "followed": "What it follows",
        "predecessor": "Carried over", "playbook_id": "Row of the playbook", "origin": "Origin",
        "retired_as": "Archived", "retired_at": "Archived", "retired_why": "Archived",
        "added_at": "History", "latest": "Readings", "confirmed_on": "Readings",
        "blocked": "Readings", "ever_achieved": "Status", "fell_from": "Readings",
        "fell_to": "Readings", "fell_on": "Readings",
    },
    Objective: OF_THE_ROW | {
        "strategy": "Strategy", "playbook_id": "Row of the playbook", "retired_at": "Archived",
    },
    Milestone: OF_THE_ROW | {
        "promoted_to": "Made a key result", "playbook_id": "Row of the playbook",
    },
}  # fmt: skip
BESIDE = ("Readings", "Status", "Evidence and resources", "History", "The owner’s own word")


@pytest.mark.parametrize(
    ("model", "table"),
    [(KeyResult, KEY_RESULTS), (Objective, OBJECTIVES), (Milestone, MILESTONES)],
)
def test_each_field_of_a_row_is_in_its_table_or_said_to_stay(model, table):
    stored = {field.name for field in model._meta.concrete_fields}
    taken = {field.name for field in table.fields}

    assert stored - taken - set(STAYS[model]) == set()
    assert not taken & (set(STAYS[model]) - {"followed"})


def test_what_stays_stands_in_the_how_to_with_its_reason():
    text = HOW_TO.read_text(encoding="utf-8")
    _before, _heading, below = text.partition("## What stays in the product")
    said = {
        line.split("|")[1].strip(): line.split("|")[2].strip()
        for line in below.splitlines()
        if line.startswith("|")
    }

    names = {name for stays in STAYS.values() for name in stays.values()} | set(BESIDE)
    assert names <= set(said)
    assert all(len(said[name]) > 15 for name in names)


def test_each_column_of_the_workbook_is_explained_in_the_how_to():
    text = HOW_TO.read_text(encoding="utf-8")

    labels = {str(f.label) for t in (KEY_RESULTS, OBJECTIVES, MILESTONES) for f in t.fields}
    assert {label for label in labels if label.split(" (only")[0] not in text} == set()
