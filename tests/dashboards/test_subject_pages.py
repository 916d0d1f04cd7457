"""The pages of subjects: what they show, what can be chosen, and what is not there."""

import re
from html import unescape

import pytest
from django.test import Client

from dashboards.subjects.listing import SUBJECTS
from tests.dashboards.two_waves import one_wave, two_waves
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SLUGS = [subject.slug for subject in SUBJECTS]
COMPARING = [subject.slug for subject in SUBJECTS if "against" in subject.filters]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create(role="viewer"))
    return client


def main(client: Client, path: str) -> str:
    """The words of a page that was found."""
    answer = client.get(f"/dashboards/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    html = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def status(client: Client, path: str) -> int:
    return client.get(f"/dashboards/{path}").status_code


@pytest.mark.parametrize("slug", SLUGS)
def test_before_any_wave_a_page_says_what_it_waits_for(slug, reader):
    shown = words(main(reader, f"{slug}/"))

    assert "Nothing to show yet" in shown
    assert "See the surveys" in shown


@pytest.mark.parametrize("slug", SLUGS)
def test_with_one_wave_there_is_nothing_to_compare_and_no_comparison_to_choose(slug, reader):
    one_wave("w2")

    html = main(reader, f"{slug}/")

    assert 'id="view" role="status">October 2026</p>' in html
    assert 'name="wave"' not in html
    assert 'name="against"' not in html


@pytest.mark.parametrize("slug", COMPARING)
def test_with_two_waves_it_says_which_it_shows_and_beside_which(slug, reader):
    two_waves()

    html = main(reader, f"{slug}/")

    assert "October 2026, beside October 2025</p>" in html
    assert len(re.findall("<h1", html)) == 1
    assert 'aria-current="page"' in html
    assert 'name="wave"' in html


@pytest.mark.parametrize("slug", SLUGS)
def test_nobody_sees_a_page_without_signing_in(slug, client):
    two_waves()

    assert client.get(f"/dashboards/{slug}/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "grades/?wave=w9",
        "grades/?against=w9",
        "grades/?question=seb9",
        "units/?group=nowhere",
        "intersections/?groups=unit-gender",
        "intersections/?groups=grade",
        "intersections/?category=nobody",
        "representation/?benchmark=own-999",
        "representation/?benchmark=nothing",
        "grades/?version=2",
        "grades/?version=0",
        "grades/?version=x",
        "grades/grades.pdf",
        "grades/units.csv",
    ],
)
def test_what_is_not_there_is_not_found(path, reader):
    two_waves()

    assert status(reader, path) == 404


def test_before_any_wave_a_wave_that_is_named_is_not_found(reader):
    assert status(reader, "grades/?wave=w1") == 404
    assert status(reader, "grades/grades.csv") == 404
