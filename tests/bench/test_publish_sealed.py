"""The quick half of the bench from sealed boxes: it walks the product's own road, and tells it."""

import pytest

from bench import publish, publish_sealed
from bench.publish_sealed import PARTS
from bench.timing import clock
from disclosure import reading
from disclosure.control.people import People
from disclosure.control.plan import Plan
from surveys.ballot import door

pytestmark = pytest.mark.django_db
MANY = 240


@pytest.fixture
def answered() -> tuple[People, Plan]:
    people, plan = publish.answered(MANY, publish.ASKED)
    few = tuple(cut for cut in plan.cuts if set(cut) <= {"LEVEL", "PLACE"})
    return people, Plan(plan.attributes, plan.measures, few)


def test_every_ballot_is_opened_counted_stored_and_deleted(answered) -> None:
    people, plan = answered
    publish_sealed.fill(people, plan)
    assert door.ballots(publish_sealed.LABEL) == MANY

    spent, counted = publish_sealed.walked(publish_sealed.shape_of(plan), clock())

    assert counted == MANY
    assert set(spent) == set(PARTS)
    assert min(spent.values()) >= 0
    assert door.ballots(publish_sealed.LABEL) == 0
    stored = reading.whole(publish_sealed.LABEL, 1)
    assert stored.certificate.passed
    assert set(stored.cells) == set(plan.cuts)


def test_what_comes_out_of_the_boxes_is_what_was_sealed(answered, monkeypatch) -> None:
    """The same people, whatever their keys: each answer stands in the column of its question."""
    people, plan = answered
    seen: list[People] = []
    monkeypatch.setattr(publish_sealed, "in_two", lambda protect, spent, now: seeing(seen, protect))
    publish_sealed.fill(people, plan)
    publish_sealed.walked(publish_sealed.shape_of(plan), clock())

    (opened,) = seen
    assert sorted(publish_sealed.rows_of(opened, plan)) == sorted(
        publish_sealed.rows_of(people, plan)
    )


def seeing(seen: list[People], protect):
    def wrapped(people: People, plan: Plan, **more):
        seen.append(people)
        return protect(people, plan, **more)

    return wrapped


def test_it_says_the_whole_as_seconds_and_as_a_ratio(capsys) -> None:
    publish_sealed.say(100, dict.fromkeys(PARTS, 0.5), 0.25)

    said = capsys.readouterr().out
    assert "all of it                     4.000      16.0 x" in said
    assert "all but protecting            3.500      14.0 x" in said
