"""The list of benchmarks: by definition, comparable ones first, each refusal said once."""

import pytest

from disclosure.benchmarks import adding, listing
from disclosure.benchmarks.catalogue import by_key, every
from tests.factories import NOON, BenchmarkFactory

pytestmark = pytest.mark.django_db
ASKED = [("SEB1", "SMC-2020-11"), ("SEB2", "SMC-2020-11, five answers"), ("SEB3", "SMC-2020-02")]


def labels(sections, *, compared):
    return {
        row.benchmark.label for one in sections if bool(one.refusal) != compared for row in one.rows
    }


def test_every_benchmark_stands_once():
    listed = [row.benchmark for section in listing.sections(ASKED) for row in section.rows]

    assert sorted(one.key for one in listed) == sorted(one.key for one in every())


def test_what_compares_stands_first():
    refused = [bool(section.refusal) for section in listing.sections(ASKED)]

    assert refused == sorted(refused)
    assert 0 < refused.count(False) < len(refused)


def test_what_the_survey_asks_decides_what_compares():
    all_asked = labels(listing.sections(ASKED), compared=True)
    only_meals = labels(listing.sections(ASKED[2:]), compared=True)

    assert by_key("uk_workforce_lower").label in all_asked
    assert only_meals == {by_key("fsm_adult").label}


def test_a_question_that_is_not_asked_is_the_reason():
    refusal = listing.refusal_of(by_key("uk_workforce_lower"), ASKED[2:])

    assert refusal == "Your survey does not ask the question it answers."


def test_a_definition_that_never_compares_says_why():
    assert "29%" in listing.refusal_of(by_key("doctors_lower"), ASKED)


def test_ones_own_stand_before_the_others_of_their_definition():
    own = BenchmarkFactory.create()
    BenchmarkFactory.create(label="Gone", retired_at=NOON)
    other = BenchmarkFactory.create(definition=adding.OTHER, counted="Not known")

    sections = listing.sections(ASKED)

    background = next(s for s in sections if s.rows[0].benchmark.definition == "background-2021")
    assert background.rows[0].own == own
    assert other.label in labels(sections, compared=False)
    assert "Gone" not in labels(sections, compared=True) | labels(sections, compared=False)
