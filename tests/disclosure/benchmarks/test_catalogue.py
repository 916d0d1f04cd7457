"""The benchmarks that come with the product: whole, traceable, and written with their unit."""

import re
from decimal import Decimal

import pytest

from disclosure.benchmarks import catalogue, written
from disclosure.benchmarks.definitions import DEFINITIONS
from surveys.questions import catalogue as questions

EVERY = catalogue.every()


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.key)
def test_each_says_whose_it_is_of_when_and_from_where(one):
    assert one.label
    assert one.population
    assert one.source
    assert re.search(r"\d{4}", one.year)
    assert one.address.startswith("https://") or one.status == "unsourced"
    assert one.definition in DEFINITIONS
    assert written.figure(one)


def test_keys_and_names_are_said_once():
    assert len(EVERY) == 95
    assert len({one.key for one in EVERY}) == len(EVERY)
    assert len({one.label for one in EVERY}) == len(EVERY)


def test_the_uk_workforce_sums_to_everybody_who_could_be_placed():
    values = [catalogue.by_key(key) for key in catalogue.UK_WORKFORCE]

    assert [one.value for one in values] == [37, 24, 39]
    assert {one.year for one in values} == {"2021"}
    assert {one.definition for one in values} == {"background-2021"}


def test_what_a_share_is_set_beside_reads_in_a_sentence():
    for one in EVERY:
        assert bool(one.whose) == (not one.terms.refusal), one.key


def test_definitions_speak_of_questions_and_groups_that_the_survey_has():
    mappings = {q.code: q.mapping for q in questions.backgrounds()}
    groups = {q.code: {o.group for o in q.options if o.counts} for q in questions.backgrounds()}

    for definition in DEFINITIONS.values():
        for (code, mapping), of in definition.compares.items():
            assert mappings[code] == mapping
            for together in of.values():
                assert set(together) <= groups[code]


def test_a_definition_compares_or_says_why_not():
    for key, definition in DEFINITIONS.items():
        assert bool(definition.refusal) != bool(definition.compares), key


def test_every_group_that_a_benchmark_compares_by_is_one_that_its_definition_knows():
    for one in EVERY:
        for groups in one.terms.compares.values():
            assert one.group in groups, one.key


@pytest.mark.parametrize(
    ("key", "figure"),
    [
        ("uk_workforce_lower", "39%"),
        ("indep_school_smc", "7.5%"),
        ("kpmg_gap_mean_prof_wc", "−1.1%"),
        ("pt_progression_2025", "16% longer"),
        ("uk_class_gap_gbp_2022", "£6,718 a year"),
        ("index_2024_entrants", "150 organisations"),
    ],
)
def test_a_value_is_written_with_its_unit(key, figure):
    assert written.figure(catalogue.by_key(key)) == figure


def test_a_round_hundred_keeps_its_noughts():
    assert written.percent(Decimal("100.00")) == "100%"
