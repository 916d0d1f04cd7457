"""The form that issues a pack: looked at first, sent once or twice, refused with what was typed."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from packs.contents import LEADERS
from packs.models import Pack
from tests.disclosure.test_reading import alter
from tests.surveys.results.publishing import published

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 7, 15, 9, tzinfo=UTC)


@pytest.fixture
def asking(plan, client, by):
    with time_machine.travel(NOW, tick=False):
        client.force_login(by)
        yield client


def sent(**over):
    told = {
        "audience": "The board",
        "as_of_day": "1",
        "as_of_month": "7",
        "as_of_year": "2027",
        "kind": LEADERS,
        "key": str(uuid4()),
    }
    return {**told, **over}


def test_the_form_offers_the_board_and_today(asking):
    text = asking.get("/board-pack/issue/").content.decode()

    assert 'value="Board of Calder &amp; Moor"' in text
    assert 'value="15"' in text


def test_one_can_look_at_what_will_be_in_it_before_it_is_issued(asking):
    text = asking.post("/board-pack/issue/", sent(look="1")).content.decode()

    assert "What will be in it" in text
    assert "There is no pack of an earlier day to compare with." in text
    assert 'value="The board"' in text
    assert not Pack.objects.exists()


def test_issuing_leads_to_the_pack(asking):
    told = sent(issue="1")

    for _twice in range(2):
        answer = asking.post("/board-pack/issue/", told)
        assert answer.url == "/board-pack/1/"
    assert "stays as it is from now on" in asking.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"as_of_day": "31", "as_of_month": "6"}, "June has 30 days"),
        ({"as_of_year": "2028"}, "is still to come"),
        ({"audience": ""}, "Say who it is for."),
        ({"kind": "spies"}, "Select a valid choice"),
    ],
)
def test_a_refusal_keeps_what_was_typed(asking, over, said):
    text = asking.post("/board-pack/issue/", sent(issue="1", **over)).content.decode()

    assert said in text
    assert f'value="{over.get("as_of_year", "2027")}"' in text
    assert "audience" in over or 'value="The board"' in text
    assert not Pack.objects.exists()


def test_altered_tables_are_refused_in_a_sentence(asking):
    published()
    alter("disclosure_publication", "title", "Another")

    answer = asking.post("/board-pack/issue/", sent(issue="1", as_of_day="15"))

    assert "These figures are not those that were published" in answer.content.decode()
    assert not Pack.objects.exists()
