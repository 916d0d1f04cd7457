"""How far a count has come, and what a certificate says, in words."""

from dataclasses import replace

import pytest

from disclosure import pay_gate
from disclosure.control.certificate import Certificate, Check
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.gate import ATTACKS
from surveys import certificate_words, counting_words
from surveys.models import Wave
from tests.disclosure.publications import protected_tables, publication

PLAIN = Certificate(
    checks=(Check("bounds", 1_234, 0),), repairs=0, total_only=False, shown=30, hidden=12,
    safe_hidden=5, smallest_crowd=10, error={"10-19": 5.6, "200+": 0.4}, minimum=10, noise=3,
    variance=2, digest="0" * 64,
)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "done", "total", "said"),
    [
        ("", 0, 0, ""),
        ("open", 1_500, 12_000, "Opening the ballots: 1,500 of 12,000."),
        ("hide", 3, 40, "Working out which groups must be hidden to protect people: 3 of 40."),
        ("bounds", 4, 6, "Attacking the tables before anybody sees them: 4 of 6 attacks done."),
    ],
)
def test_a_count_says_what_it_is_doing(what, done, total, said):
    wave = Wave(counting_what=what, counting_done=done, counting_total=total)

    assert counting_words.how_far(wave) == said


def test_every_attack_of_the_gate_is_named():
    tried = {check.name for check in protected_tables().certificate.checks}

    assert set(certificate_words.ATTACKS) == {*ATTACKS, *tried}


@pytest.mark.django_db
def test_what_was_tried_on_pay_stands_beside_what_was_tried_on_the_tables():
    pay = PayGaps({}, (0, 20_000), 20, tuple(Check(name, 9, 0) for name in pay_gate.TRIED))
    told = certificate_words.in_words(publication(pay=pay.to_data())).tried

    assert set(pay_gate.TRIED) == set(certificate_words.ON_PAY)
    assert [one.name for one in told[-3:]] == list(map(str, certificate_words.ON_PAY.values()))


def test_an_attack_of_later_days_is_shown_as_it_is_called():
    assert certificate_words.attack("telepathy") == "telepathy"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "12 of 42 groups are hidden to protect people."),
        ({"hidden": 1, "shown": 9}, "1 of 10 groups is hidden to protect people."),
        ({"hidden": 0}, "No group had to be hidden."),
        ({"total_only": True, "shown": 1}, "Hiding groups did not protect everybody, so only"),
        ({"total_only": True, "shown": 0}, "Nothing is shown: even the figures of everybody"),
    ],
    ids=str,
)
def test_how_it_went_is_one_sentence(change, said):
    assert certificate_words.how_it_went(replace(PLAIN, **change)).startswith(said)


@pytest.mark.django_db
def test_what_it_cost_is_told_in_sentences():
    stored = publication()
    stored.certificate = PLAIN.to_data()

    told = certificate_words.in_words(stored)

    assert told.cost == (
        "12 of 42 groups are hidden to protect people.",
        "About 5 of them would be large enough, and are hidden for the sake of others.",
        "In groups of 10 to 19 people a share is off by 5.6 points on average.",
        "In groups of 200 people and more a share is off by 0.4 points on average.",
    )
    assert [(one.tried, one.found) for one in told.tried] == [("every count", "0")]
    assert len(told.digits.replace(" ", "")) == 64


@pytest.mark.django_db
@pytest.mark.parametrize(("repairs", "said"), [(1, "An attack succeeded"), (3, "3 times")])
def test_an_attack_that_succeeded_at_first_is_told_too(repairs, said):
    stored = publication()
    stored.certificate = {**PLAIN.to_data(), "repairs": repairs}

    assert any(said in line for line in certificate_words.in_words(stored).cost)


@pytest.mark.django_db
def test_the_words_know_every_size_that_a_gate_tells_of():
    told = certificate_words.in_words(publication())

    errors = protected_tables().certificate.error
    assert errors
    assert sum("points on average" in line for line in told.cost) == len(errors)
