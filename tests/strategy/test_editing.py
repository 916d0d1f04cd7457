"""The strategy's own words, changed by one person at a time."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import AuditEvent
from strategy.models import Strategy
from tests.factories import StrategyFactory, UserFactory

ADDRESS = "/strategy/edit/"
GIVEN = {
    "name": "Social mobility strategy",
    "vision": "Where you start should not decide how far you go.",
    "starts_on": "1 January 2027",
    "ends_on": "31/12/2029",
    "sponsor": "",
    "version": "1",
}


@pytest.fixture
def strategy(db):
    return StrategyFactory.create()


@pytest.fixture
def page(client, lead, strategy):
    client.force_login(lead)
    return client


def test_it_opens_with_what_is_stored(page):
    text = page.get(ADDRESS).content.decode()

    assert 'value="1 January 2027"' in text
    assert 'value="31 December 2029"' in text


def test_a_change_is_kept_and_recorded(page):
    answer = page.post(ADDRESS, GIVEN | {"ends_on": "2030-06-30", "sponsor": "M. Hale"})

    assert answer["Location"] == "/strategy/"
    stored = Strategy.objects.get()
    assert (stored.ends_on, stored.sponsor, stored.version) == (date(2030, 6, 30), "M. Hale", 2)
    assert AuditEvent.objects.get().changes == {
        "ends_on": ["2029-12-31", "2030-06-30"],
        "sponsor": ["", "M. Hale"],
    }


def test_sent_unchanged_it_records_nothing(page):
    page.post(ADDRESS, GIVEN)

    assert not AuditEvent.objects.exists()
    assert Strategy.objects.get().version == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ends_on": "1 January 2027"}, "A strategy ends after it starts."),
        ({"ends_on": "31 June 2029"}, "June has 30 days"),
        ({"vision": ""}, "Say in one sentence what should be true."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(given, sentence, page):
    text = page.post(ADDRESS, GIVEN | {"sponsor": "M. Hale"} | given).content.decode()

    assert sentence in text
    assert 'value="M. Hale"' in text
    assert not AuditEvent.objects.exists()


def test_the_second_of_two_is_shown_the_firsts_words_keeps_their_own_and_may_save(page, strategy):
    other = Client()
    other.force_login(UserFactory.create(name="Tom Reed"))
    other.post(ADDRESS, GIVEN | {"sponsor": "T. Reed, Director"})

    answer = page.post(ADDRESS, GIVEN | {"vision": "Talent first."})

    text = answer.content.decode()
    assert "Tom Reed changed the strategy while you were writing." in text
    assert "T. Reed, Director" in text
    assert "Talent first.</textarea>" in text
    assert '<input type="hidden" name="version" value="2"' in text
    assert Strategy.objects.get().vision == strategy.vision

    page.post(ADDRESS, GIVEN | {"vision": "Talent first.", "version": "2"})
    assert Strategy.objects.get().vision == "Talent first."
