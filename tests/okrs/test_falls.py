"""A fall of confidence by three or more is flagged: in the list, and on home for its owner."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from dashboards.todo import things_to_do
from okrs.falls import falls
from okrs.standings import current_plan
from tests.factories import CheckInFactory, KeyResultFactory, ObjectiveFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 15)


def told(key_result, *scores, last=datetime(2027, 7, 14, 9, tzinfo=UTC)):
    for back, score in enumerate(reversed(scores)):
        at = last - timedelta(days=30 * back)
        CheckInFactory.create(
            key_result=key_result, confidence=score, as_of=at.date(), recorded_at=at
        )


@pytest.mark.parametrize(
    ("scores", "flagged"),
    [
        ((8, 5), True),
        ((8, 6), False),
        ((8, None, 4), True),
        ((8, 4, 5), False),
        ((8, 4, None), True),
        ((4,), False),
        ((2, 8), False),
    ],
)
def test_only_the_score_told_last_against_the_one_before_it(scores, flagged):
    key_result = KeyResultFactory.create()
    told(key_result, *scores)

    assert bool(falls([key_result.pk], today=TODAY)) is flagged


def test_after_sixty_days_it_is_no_news():
    key_result = KeyResultFactory.create()
    told(key_result, 8, 4, last=datetime(2027, 5, 15, 9, tzinfo=UTC))

    assert not falls([key_result.pk], today=TODAY)
    assert falls([key_result.pk], today=TODAY - timedelta(days=1))


@pytest.fixture
def shaken():
    owner = UserFactory.create(contributor=True)
    made = KeyResultFactory.create(owner=owner, title="Listen")
    told(made, 8, 4)
    return made


@time_machine.travel("2027-07-15 12:00", tick=False)
def test_the_list_flags_it_and_costs_no_more_for_many(shaken, lead, signed_in, same_queries):
    page = signed_in(lead)

    def add_rows():
        for one in KeyResultFactory.create_batch(3, objective=shaken.objective):
            told(one, 9, 2)

    by_need = "/okrs/?sort=attention"
    assert "Confidence fell from 8 to 4: why?" in page.get(by_need).content.decode()
    same_queries(lambda: page.get(by_need), add_rows=add_rows)


@time_machine.travel("2027-07-15 12:00", tick=False)
def test_its_owner_finds_it_on_home(shaken):
    plan = current_plan(shaken.objective.strategy_id, today=TODAY)
    found = things_to_do(
        plan, reader=shaken.owner, strategy_id=shaken.objective.strategy_id, today=TODAY
    )

    mine = [todo for todo in found if todo.title == "Say what would help: Listen"]
    assert [todo.why for todo in mine] == ["Confidence fell from 8 to 4: why?"]


def test_the_list_shows_a_pillar_with_what_supports_it(lead, signed_in):
    objective = ObjectiveFactory.create(pillar="data")
    for title, supports in (("Both", ["hiring"]), ("Alone", [])):
        KeyResultFactory.create(objective=objective, title=title, also_supports=supports)
    hiring = ObjectiveFactory.create(strategy=objective.strategy, pillar="hiring")
    KeyResultFactory.create(objective=hiring, title="Its own")

    def shown(asked):
        page = signed_in(lead).get("/okrs/", {"pillar": asked}).content.decode()
        return [title for title in ("Both", "Alone", "Its own") if f">{title}</a>" in page]

    assert shown("hiring") == ["Its own"]
    assert shown("supports-hiring") == ["Both", "Its own"]
    assert shown("supports-nothing") == ["Both", "Alone", "Its own"]
