"""The pages of subjects: what they show, what can be chosen, and what is not there."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client

from dashboards.subjects.listing import SUBJECTS
from tests.dashboards.outlets import main, words
from tests.dashboards.two_waves import one_wave, two_waves
from tests.disclosure import publications
from tests.factories import BenchmarkFactory, UserFactory

pytestmark = pytest.mark.django_db
SLUGS = [subject.slug for subject in SUBJECTS]
COMPARING = [subject.slug for subject in SUBJECTS if "against" in subject.filters]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create(role="viewer"))
    return client


def status(client: Client, path: str) -> int:
    return client.get(f"/dashboards/{path}").status_code


@pytest.mark.parametrize("slug", SLUGS)
def test_before_any_wave_a_page_says_what_it_waits_for(slug, reader):
    shown = words(main(reader, f"{slug}/"))

    assert "Nothing to show yet" in shown
    assert "none has what it needs yet" in shown


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


def test_a_finding_is_a_sentence_then_its_number_then_its_chart_then_its_table(reader):
    two_waves()
    html = main(reader, "representation/")

    order = ("finding-title", "finding-num", "finding-sub", "chart chart-wide", "data-details")
    places = [html.index(f'class="{name}"') for name in order]
    assert places == sorted(places)


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


def test_what_was_chosen_is_selected_and_every_choice_leads_to_a_page(reader):
    two_waves()
    html = main(reader, "intersections/?question=seb2&category=independent&against=none")

    for value in ("seb2", "independent", "none", "w2"):
        assert f'<option value="{value}" selected>' in html
    for name in re.findall(r'<select class="input" id="choose-(\w+)"', html):
        for value in options(html, name):
            assert status(reader, f"intersections/?{name}={value}") == 200


def options(html: str, name: str) -> list[str]:
    found = re.search(rf'id="choose-{name}".*?</select>', html, re.S)
    assert found
    return re.findall(r'<option value="([^"]*)"', found[0])


@pytest.mark.parametrize("slug", SLUGS)
def test_every_subject_leads_to_every_other_with_the_wave_that_was_chosen(slug, reader):
    two_waves()

    html = main(reader, f"{slug}/?wave=w1")
    others = html[html.index('<nav class="subjects"') : html.index("</nav>")]
    links = re.findall(r'<a href="(/dashboards/[^"]*)"( aria-current="page")?>', others)

    subjects = [f"/dashboards/{one}/?wave=w1" for one in SLUGS]
    plan = ["/dashboards/pillars/", "/dashboards/changed/"]
    assert [link for link, _here in links] == [*subjects, *plan]
    assert [here for _link, here in links if here] == [' aria-current="page"']
    assert f'href="/dashboards/{slug}/?wave=w1" aria-current="page"' in html


def test_a_link_opens_the_same_view_after_the_next_wave(reader):
    two_waves()
    path = "units/?question=seb3&group=north"
    (link,) = set(re.findall(r'href="(/dashboards/units/\?[^"]+#units)"', main(reader, path)))
    before = main(reader, path)

    one_wave("w3", seed=1, ends_on=date(2027, 10, 30), title="October 2027")
    after = main(reader, unescape(link).removeprefix("/dashboards/").partition("#")[0])

    assert words(after) == words(before)
    assert "October 2027, beside" in words(main(reader, "units/"))


def test_a_link_made_before_a_correction_says_so(reader):
    two_waves()
    link = unescape(
        re.findall(r'href="(/dashboards/grades/\?[^"]+)#grades"', main(reader, "grades/"))[0]
    )
    assert "version=1" in link

    publications.publication(
        "w2", reason="A level had another name", at=datetime(2026, 11, 20, 12, tzinfo=UTC)
    )

    said = "2, as at 20 November 2026. Corrected: A level had another name"
    shown = words(reader.get(link).content.decode())
    assert f"Corrected since this link was made: this is version {said}" in shown
    assert f"This is version {said}" in words(main(reader, "grades/"))
    assert (
        "v2-grades.csv"
        in reader.get("/dashboards/grades/grades.csv").headers["Content-Disposition"]
    )


def test_a_refused_comparison_leaves_the_rest_of_the_page_whole(reader):
    two_waves()

    shown = words(main(reader, "grades/?wave=w1&against=w2"))

    assert "October 2026 is later than October 2025, so no change is counted from it." in shown
    assert "The figures, as a table" in shown


def test_a_benchmark_that_is_refused_gives_way_to_the_usual_one(reader):
    two_waves()

    html = main(reader, "representation/?benchmark=uk_2020_professional")

    assert "is not shown. It was replaced in 2021" in words(html)
    assert "UK 39%" in html
    assert '<option value="" selected>' in html


def test_a_choice_that_means_nothing_on_a_page_is_let_go(reader):
    two_waves()

    html = main(reader, "grades/?group=north&category=lower")

    assert "group=north" not in html


def test_the_organisations_own_benchmark_can_be_chosen(reader):
    two_waves()
    own = BenchmarkFactory.create(label="Transport employers")

    html = main(reader, f"representation/?benchmark=own-{own.pk}")

    assert f'<option value="own-{own.pk}" selected>Transport employers (29%, 2024)' in html
    assert "own-" not in main(reader, "grades/")


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_asks_more_of_the_database_for_more_waves_or_benchmarks(slug, reader, same_queries):
    two_waves()
    BenchmarkFactory.create()

    def more() -> None:
        one_wave("w3", seed=2, ends_on=date(2024, 10, 30))
        one_wave("w4", seed=1, ends_on=date(2023, 10, 30))
        BenchmarkFactory.create()

    same_queries(lambda: main(reader, f"{slug}/"), add_rows=more)


def test_everything_submits_without_a_script(reader):
    two_waves()

    html = main(reader, "grades/")

    form = html[html.index('<form class="choose"') : html.index("</form>")]
    assert 'method="get" action="/dashboards/grades/"' in form
    assert '<button type="submit"' in form
    assert re.findall(r"<button[^>]*data-copy=[^>]* hidden>", html)  # shown by the script alone
