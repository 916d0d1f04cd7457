"""The form that issues a pack: one press from the list, looked at first, sent once or twice, by two
people at once, refused with what was typed.
"""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from packs.contents import LEADERS, OPEN
from packs.models import Pack
from strategy.models import Organisation
from tests.disclosure.test_reading import alter
from tests.factories import UserFactory
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


def offered(client) -> dict[str, str]:
    """What the form on the list sends when nobody touches it but for its button."""
    text = client.get("/board-pack/").content.decode()
    form = re.search(r'<form class="card-m pack-offer".*?</form>', text, re.S)
    assert form
    assert 'action="/board-pack/issue/"' in form[0]
    told = {}
    for tag in re.findall(r"<(?:input|button)[^>]*>", form[0]):
        shown = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if shown["name"] != "look" and (shown.get("type") != "radio" or " checked" in tag):
            told[shown["name"]] = shown["value"].replace("&amp;", "&")
    return told


def test_the_button_on_the_list_makes_a_pack_of_today_for_the_board(asking):
    told = offered(asking)

    answer = asking.post("/board-pack/issue/", told, follow=True)

    assert answer.request["PATH_INFO"] == "/board-pack/1/"
    assert "stays as it is from now on" in answer.content.decode()
    pack = Pack.objects.get()
    assert (pack.audience, pack.kind) == ("Board of Calder & Moor", LEADERS)
    assert pack.as_of == NOW.date()
    assert asking.post("/board-pack/issue/", told).url == "/board-pack/1/"
    assert Pack.objects.count() == 1


def test_one_press_makes_a_pack_whatever_the_length_of_the_organisations_name(asking):
    Organisation.objects.update(name="C" * Organisation._meta.get_field("name").max_length)
    Organisation.forget()

    asking.post("/board-pack/issue/", offered(asking))

    assert Pack.objects.get().audience == "The board"


def test_the_next_pack_is_offered_for_whom_the_last_one_was(asking):
    asking.post("/board-pack/issue/", sent(issue="1", audience="All staff", kind=OPEN))

    told = offered(asking)
    words = asking.get("/board-pack/").content.decode()

    assert (told["audience"], told["kind"], told["newest"]) == ("All staff", OPEN, "1")
    assert "As at 15 July 2027, for All staff. No owner is named." in words


def test_an_organisation_without_a_name_has_a_board_all_the_same(asking):
    organisation = Organisation.objects.get()
    organisation.name = ""
    organisation.save()

    assert offered(asking)["audience"] == "The board"


def test_who_only_reads_finds_no_button(asking):
    asking.post("/board-pack/issue/", sent(issue="1"))
    asking.force_login(UserFactory.create(viewer=True))

    text = asking.get("/board-pack/").content.decode()

    assert "Pack 1" in text
    assert "<form" not in text.split("<main")[1]
    assert "Issue" not in text.split("<main")[1].replace("Issued", "")


def test_a_lead_who_comes_second_is_told_and_may_still_issue_another(asking):
    mine = offered(asking)
    asking.force_login(UserFactory.create(name="Sam Quill"))
    asking.post("/board-pack/issue/", offered(asking) | {"audience": "All staff"})

    answer = asking.post("/board-pack/issue/", mine | {"audience": "The directors"})
    text = answer.content.decode()

    assert "Sam Quill issued pack 1 at 10:00 on 15 July 2027, after you opened this page" in text
    assert "for All staff, as at 15 July 2027" in text
    assert 'href="/board-pack/1/"' in text
    assert 'value="The directors"' in text
    assert Pack.objects.count() == 1
    again = {**mine, "audience": "The directors", **hidden(text)}
    assert asking.post("/board-pack/issue/", again).url == "/board-pack/2/"


def test_a_form_changed_and_sent_again_says_which_pack_it_made_already(asking):
    told = offered(asking)
    asking.post("/board-pack/issue/", told)

    text = asking.post("/board-pack/issue/", told | {"audience": "All staff"}).content.decode()

    assert "This form has already made pack 1, for Board of Calder &amp; Moor" in text
    assert Pack.objects.count() == 1
    again = {**told, "audience": "All staff", **hidden(text)}
    assert asking.post("/board-pack/issue/", again).url == "/board-pack/2/"


def hidden(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(key|newest)" value="([^"]+)"', text))


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
