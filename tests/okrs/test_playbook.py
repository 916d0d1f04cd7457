"""The playbook: nothing of the two documents is missing, and everything refers to what is there."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.functional import Promise

from okrs.playbook import catalogue
from okrs.playbook.catalogue import NotInThePlaybook
from okrs.playbook.sources import DOCUMENTS
from okrs.rules.words import Cadence, Kind
from strategy.pillars import PAGES, Pillar

# Names of bodies, pages and people, and what a source's own cell says: the same in any language.
KEPT_AS_THEY_ARE = {
    "id",
    "row",
    "objective",
    "target",
    "target_unit",
    "promoted_to",
    "twice_with",
    "kind",
    "year",
    "resources",
}
QUOTED = {"x", "0%", "100%", "66%*", "X%"} | {
    "Current %",
    "Target %",
    "Target #",
    "Current # of cold spots",
    "Current # followed",
    "Start # of non-grad roles",
}
NAMES = {
    "techUK",
    "Inclusive Boards",
    "Social Mobility Index",
    "Gatsby Benchmarks",
    "Code Club",
    "Good Things Foundation",
    "Manchester Codes",
    "Multiverse",
    "Generation",
    "Paul Downer",
    "Data",
    "Progress",
    "Culture & Leadership",
    "Collaboration",
}


def test_every_row_of_both_documents_is_there() -> None:
    assert len(Pillar) == 5
    assert all(PAGES[pillar].guidance for pillar in Pillar)
    assert len(catalogue.OBJECTIVES) == 9
    assert len(catalogue.ROWS) == 37
    assert len(catalogue.steps()) == 25
    assert len(catalogue.RESOURCES) == 18


def test_no_id_is_given_twice() -> None:
    for things in (
        catalogue.OBJECTIVES,
        catalogue.ROWS,
        catalogue.steps(),
        catalogue.RESOURCES,
        DOCUMENTS,
    ):
        ids = [thing.id for thing in things]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("pillar", "rows"),
    [("data", 10), ("progression", 5), ("hiring", 12), ("culture", 6), ("collaboration", 4)],
)
def test_how_many_rows_each_pillar_has(pillar: str, rows: int) -> None:
    assert sum(row.pillar == pillar for row in catalogue.ROWS) == rows


def test_every_row_stands_under_an_objective_of_its_own_pillar() -> None:
    for row in catalogue.ROWS:
        assert catalogue.objective(row.objective).pillar == row.pillar, row.id


def test_every_resource_is_named_somewhere_or_stands_for_a_source() -> None:
    named = {resource for row in catalogue.ROWS for resource in row.resources}

    assert all(catalogue.resource(one) for one in named)
    assert {one.id for one in catalogue.RESOURCES} == named


def test_what_is_offered_twice_points_at_each_other() -> None:
    promoted = {step.promoted_to: step.id for step in catalogue.steps() if step.promoted_to}

    assert promoted == {row.id: row.twice_with for row in catalogue.ROWS if row.twice_with}
    assert promoted == {"B-X2": "O2-1.m4", "O2-1f": "O2-1.m1"}


def test_three_milestones_are_outcomes_whose_target_is_left_to_set() -> None:
    outcomes = [step for step in catalogue.steps() if step.kind == "outcome"]

    assert [step.id for step in outcomes] == ["O2-1.m2", "O2-1.m3", "O2-1.m1"]
    assert {step.target for step in outcomes} == {"X%"}


def test_no_end_that_a_document_leaves_open_was_given_a_number() -> None:
    known = {row.id for row in catalogue.ROWS if row.kind is not Kind.status and row.is_set}

    assert known == {"O1-4", "O1-5"}


def test_what_each_kind_has() -> None:
    tally = {kind: sum(row.kind is kind for row in catalogue.ROWS) for kind in Kind}

    assert tally == {
        Kind.number: 4,
        Kind.percent: 3,
        Kind.percent_change: 1,
        Kind.status: 20,
        Kind.milestones: 9,
        Kind.keep_at: 0,
    }
    assert sum(row.cadence is Cadence.on_survey for row in catalogue.ROWS) == 2


def test_every_row_says_which_document_and_place_it_comes_from() -> None:
    for row in catalogue.ROWS:
        assert row.place.document in DOCUMENTS
        assert row.place.section
        assert bool(row.place.row) == (row.place.document.id == "ttc")


def test_what_we_read_into_the_table_is_said() -> None:
    split = {row.id for row in catalogue.ROWS if row.place.note}

    assert split == {
        *("O2-1a", "O2-1b", "O2-1c", "O2-1d", "O2-1e", "O2-1f", "B-X2"),
        *("O3-1a", "O3-1b", "O3-2a", "O3-2b", "O4-6"),
    }


def texts(thing: Any) -> Iterator[Any]:
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if field.name in KEPT_AS_THEY_ARE:
            continue
        if dataclasses.is_dataclass(value):
            yield from texts(value)
        elif isinstance(value, tuple):
            for one in value:
                yield from texts(one) if dataclasses.is_dataclass(one) else [one]
        else:
            yield value


def test_every_sentence_can_be_translated() -> None:
    everything = (*catalogue.ROWS, *catalogue.OBJECTIVES, *catalogue.RESOURCES, *DOCUMENTS)
    plain = {
        text
        for thing in everything
        for text in texts(thing)
        if type(text) is str and text and not isinstance(text, Promise)
    }

    assert plain <= QUOTED | NAMES


def test_what_is_not_in_the_playbook_is_not_found() -> None:
    for look in (
        catalogue.row,
        catalogue.objective,
        catalogue.resource,
        catalogue.row_with_step,
    ):
        with pytest.raises(NotInThePlaybook):
            look("Z9")
