"""The page on which the lead puts right what was published."""

import pytest
from django.test import Client

from accounts.models import User
from disclosure import reading
from surveys.models import Wave
from tests.disclosure.publications import publication
from tests.surveys.importing.examples import brought_in
from tests.surveys.test_publishing import client_of, counted, shown

pytestmark = pytest.mark.django_db
ADDRESS = "/surveys/w1/correct/"
SENT = {
    "title": "Survey, autumn",
    "population": "All staff but agency workers",
    "reason": "Agency workers were not asked.",
    "version": "1",
}


@pytest.fixture
def page(lead: User) -> Client:
    counted()
    client = Client()
    client.force_login(lead)
    return client


def sent(page: Client, **more: object) -> str:
    return page.post(ADDRESS, SENT | more, follow=True).content.decode()


def test_a_correction_is_a_new_version_that_says_why_and_the_old_one_is_listed(page):
    sent(page)

    latest = reading.latest("w1")
    assert (latest.version, latest.population) == (2, "All staff but agency workers")
    assert latest.by.name == "Priya Nair"
    seen = shown(page, "/surveys/w1/")
    assert 'href="/surveys/w1/results/v1/"' in seen
    assert "Agency workers were not asked. (Priya Nair)" in seen


def test_a_table_is_taken_back(page):
    sent(page, taken_back=["UNIT*GRADE"])

    assert ("UNIT", "GRADE") not in reading.whole("w1", 2).cells
    assert page.get("/surveys/w1/results/unit-grade/seb1/").status_code == 404
    assert page.get("/surveys/w1/results/v1/unit-grade/seb1/").status_code == 200


def test_that_of_everybody_is_not_offered(page):
    form = shown(page, ADDRESS)

    assert 'value="UNIT*GRADE"' in form
    assert "Unit × Level" in form
    assert 'name="taken_back" value=""' not in form


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reason": ""}, "Answer “Why?”"),
        ({"population": "Everybody invited to “Survey, autumn”"}, "Nothing is different"),
        ({"version": "7"}, "Somebody has corrected this in the meantime"),
        ({"taken_back": ["SHOE_SIZE"]}, "not one of the available choices"),
    ],
)
def test_what_is_refused_stands_on_the_page_and_nothing_is_lost(page, more, said):
    answer = sent(page, **more)

    assert said in answer
    assert "There is a problem" in answer
    assert (SENT | more)["population"] in answer.replace("&#x27;", "'")
    assert len(reading.versions("w1")) == 1


def test_how_many_were_invited_is_not_corrected_of_a_wave_that_was_asked_here(page):
    sent(page, invited="5000")
    assert reading.latest("w1").invited == 1_000


def test_of_an_earlier_survey_it_is(page, lead):
    wave = brought_in(by=lead)
    told = {
        "title": wave.title,
        "population": "All staff",
        "reason": "Found the list.",
        "version": 1,
    }

    page.post(f"/surveys/{wave.label}/correct/", {**told, "invited": "20"})
    assert len(reading.versions(wave.label)) == 1, "more answered than that"
    page.post(f"/surveys/{wave.label}/correct/", {**told, "invited": "5000"})

    assert reading.latest(wave.label).invited == 5_000
    seen = shown(page, f"/surveys/imported/{wave.label}/")
    assert "Found the list." in seen


def test_where_nothing_was_published_there_is_nothing_to_correct(page):
    Wave.objects.update(label="w2")
    publication("w3")

    assert page.get("/surveys/w2/correct/").status_code == 404


def test_nobody_else_may_correct(page):
    for role in ({"viewer": True}, {"contributor": True}, {"outsider": True}):
        assert client_of(**role).get(ADDRESS).status_code == 403
