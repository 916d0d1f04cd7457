"""A question set goes through JSON unchanged, and its digest names every word of it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questions.choosing import chosen
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.sets import QuestionSet
from tests.surveys.questions.examples import choices, everything, question, question_set

PADDED = 1024
LENGTH = 2  # bytes in front that say how long the text is


@settings(deadline=None, max_examples=50)
@given(choices())
def test_any_set_comes_back_from_its_json(picked):
    asked = chosen(picked)

    assert QuestionSet.from_json(asked.to_json()) == asked
    assert QuestionSet.from_data(json.loads(json.dumps(asked.to_data()))) == asked


def test_the_canonical_form_does_not_depend_on_how_the_json_was_written():
    asked = question_set()
    loosely = json.dumps(json.loads(asked.to_json()), indent=3)

    assert QuestionSet.from_json(loosely).to_json() == asked.to_json()


def test_the_canonical_form_is_sorted_and_has_neither_spaces_nor_escapes():
    written = question_set(question("A", "Ysgol", "Tŷ")).to_json()

    assert '"Tŷ"' in written
    assert '": ' not in written
    assert written == json.dumps(
        json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", "1", '"x"', "[" * 100_000, '{"name": "x"}', "\x00"]
)
def test_what_is_not_in_our_form_is_refused(text):
    with pytest.raises(NotAQuestionSet):
        QuestionSet.from_json(text)


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in the data that is not itself a list or an object."""
    if isinstance(data, dict | list):
        steps = data.items() if isinstance(data, dict) else enumerate(data)
        for step, below in steps:
            yield from leaves(below, (*path, step))
    else:
        yield path


SMALL = question_set(
    question(
        "A",
        kind="background",
        help={"en-gb": "Help"},
        mapping="one",
        denominator={"en-gb": "All"},
        evidence={"wording": "ours"},
        source="Us",
        year="2026",
    )
)
LEAVES = list(leaves(json.loads(SMALL.to_json())))


def changed(value: Any, by: Any) -> Any:
    return (not value) if isinstance(value, bool) else value + by


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_whatever_is_changed_changes_the_digest_or_is_refused(path):
    data = json.loads(SMALL.to_json())
    *way, last = path
    holder = data
    for step in way:
        holder = holder[step]
    holder[last] = changed(holder[last], "X")

    try:
        other = QuestionSet.from_data(data)
    except NotAQuestionSet:
        return
    assert other.digest() != SMALL.digest()


def test_the_digest_is_the_sha_256_of_the_canonical_bytes_and_a_ballot_names_its_beginning():
    digest = hashlib.sha256(SMALL.to_json().encode("utf-8")).hexdigest()

    assert SMALL.digest() == digest
    assert SMALL.version16 == digest[:16]


def test_nothing_in_a_set_can_be_changed_after_it_is_checked():
    asked = SMALL.questions[0]

    with pytest.raises(FrozenInstanceError):
        asked.special = True  # type: ignore[misc]
    for words in (asked.wording, asked.evidence, asked.options[0].label):
        with pytest.raises(TypeError):
            words["en-gb"] = "Other words"  # type: ignore[index]


def test_a_set_made_from_another_has_a_digest_of_its_own():
    before = SMALL.digest()

    assert replace(SMALL, version="2").digest() != before == SMALL.digest()


def test_the_order_of_questions_and_options_is_part_of_the_set():
    first, second = question("A"), question("B")

    assert question_set(first, second).digest() != question_set(second, first).digest()
    assert (
        question_set(question("A", "Red", "Blue")).digest()
        != question_set(question("A", "Blue", "Red")).digest()
    )


@pytest.mark.parametrize("missing", ["name", "version", "questions"])
def test_a_set_that_lacks_something_is_refused(missing):
    data = {k: v for k, v in SMALL.to_data().items() if k != missing}

    with pytest.raises(NotAQuestionSet, match=missing):
        QuestionSet.from_data(data)


def test_what_our_form_does_not_know_is_refused():
    data = json.loads(SMALL.to_json())
    data["questions"][0]["options"][0]["preselected"] = True

    with pytest.raises(NotAQuestionSet, match="preselected"):
        QuestionSet.from_data(data)


@pytest.mark.parametrize(
    "questions",
    [
        (),
        tuple(question(f"Q{n}") for n in range(21)),
        (question("A"), question("A")),
        tuple(question(code, kind="attribute", prefill="unit") for code in "AB"),
    ],
)
def test_a_survey_of_no_questions_too_many_or_the_same_twice_is_refused(questions):
    with pytest.raises(NotAQuestionSet):
        QuestionSet(name="Try-out", version="1", questions=questions)


def test_a_question_is_found_by_its_code_and_by_what_fills_it_in():
    asked = everything()

    assert asked.questions[asked.index_of("SEB3")] is asked.question("SEB3")
    assert asked.prefilled("unit") is asked.question("UNIT")
    assert question_set().prefilled("unit") is None
    with pytest.raises(NotAQuestionSet):
        asked.index_of("PAY")


def test_the_longest_ballot_fits_into_its_envelope():
    many = tuple(f"Answer {n}" for n in range(19))
    longest = question_set(*(question(f"Q{n}", *many) for n in range(20)))

    ballot = longest.ballot([19] * 20, language="cy-x12345678-x12345678")

    assert len(ballot) < PADDED - LENGTH


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_a_ballot_says_which_set_it_answers_and_which_option_of_each_question(data):
    asked = everything()
    answers = [data.draw(st.none() | st.integers(0, len(q.options) - 1)) for q in asked.questions]

    told = json.loads(asked.ballot(answers, language="en-gb"))

    assert told == {"v": asked.version16, "l": "en-gb", "a": answers}


@pytest.mark.parametrize("answers", [[], [0, 0], [3], [-1]])
def test_answers_of_another_survey_make_no_ballot(answers):
    with pytest.raises(NotAQuestionSet):
        question_set().ballot(answers, language="en-gb")
