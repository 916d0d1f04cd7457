"""C5. However much or little is answered, whatever is sent and whatever comes back is as long."""

import itertools

import pytest

from surveys.ballot import sealing
from surveys.wave_questions import question_set
from tests.surveys import making
from tests.surveys.attacks import dumping, speaking, staging

pytestmark = pytest.mark.django_db
A_LONG_LIST = [f"Unit of a long name, number {n}" for n in range(19)]


def every_kind_of_answer(wave):
    """Nothing at all, first options, last options, half of them, and each one alone."""
    sizes = [len(question.options) for question in question_set(wave).questions]
    yield [None] * len(sizes)
    yield [0] * len(sizes)
    yield [size - 1 for size in sizes]
    yield [None if place % 2 else 0 for place in range(len(sizes))]
    for place, size in enumerate(sizes):
        for chosen in {0, size // 2, size - 1}:
            yield [chosen if place == own else None for own in range(len(sizes))]


def test_every_box_has_one_length_whatever_was_answered():
    wave = making.open_wave(
        3, choices={"attributes": ["UNIT", "GRADE"], "lists": {"UNIT": A_LONG_LIST, "GRADE": ["A"]}}
    )
    plain = {
        len(question_set(wave).ballot(answers, language="en-gb"))
        for answers in every_kind_of_answer(wave)
    }

    boxes = {len(making.sealed(wave, answers)) for answers in every_kind_of_answer(wave)}

    assert len(plain) > 3, "unpadded, the answers would differ in length"
    assert boxes == {sealing.BOX_BYTES} == {1105}


def test_what_is_posted_and_what_comes_back_have_one_length_each():
    held = staging.hold(invited=4, answering=0)
    answers = itertools.islice(every_kind_of_answer(held.wave), 4)
    sent, papers, replies = set(), set(), set()

    for (email, token), given in zip(held.tokens.items(), answers, strict=True):
        del email
        box = making.sealed(held.wave, given)
        paper, cast = speaking.whole_way(held.wave, token, box, by=speaking.browser())
        sent.add(cast.wsgi_request.META["CONTENT_LENGTH"])
        papers.add((paper.status_code, len(paper.content), str(sorted(paper.headers.items()))))
        replies.add((cast.status_code, cast.content, str(sorted(cast.headers.items()))))

    assert len(sent) == 1
    assert {(status, length) for status, length, _headers in papers} == {(200, 2048)}
    assert len(papers) == len(replies) == 1


def test_a_paper_for_somebody_the_list_knows_all_of_is_as_long_as_for_a_stranger():
    held = staging.hold(invited=2, answering=0)
    known, unknown = held.wave.invitations.order_by("pk")
    unknown.unit = unknown.grade = ""
    unknown.save()
    replies = []
    for one in (known, unknown):
        _message, hidden, _inverse = speaking.blinded(held.wave)
        content = {"token": held.tokens[one.email], "blinded": hidden.hex()}
        replies.append(speaking.collect(held.wave, content))

    assert replies[0].json()["about"] != replies[1].json()["about"]
    assert len(replies[0].content) == len(replies[1].content) == 2048


def test_a_changed_answer_gets_the_same_reply_as_a_first_one():
    held = staging.hold(invited=2, answering=1)
    ballot = next(iter(held.cast.values()))
    first = speaking.cast(held.wave, speaking.said(ballot))
    again = speaking.cast(held.wave, speaking.said(ballot))

    assert (first.status_code, first.content) == (again.status_code, again.content)


@pytest.mark.parametrize("size", [0, 1, 1104, 1106, 2210])
def test_a_box_of_any_other_length_is_turned_away(size):
    held = staging.hold(invited=2, answering=1)
    ballot = next(iter(held.cast.values()))

    reply = speaking.cast(held.wave, speaking.said(ballot, box=(b"\x04" * size).hex()))

    assert (reply.status_code, reply.json()) == (400, {"refused": "bad-ballot"})
    assert dumping.column(dumping.BALLOTS, "length(sealed)") == [1105]
