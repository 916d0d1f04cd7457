"""The pages of benchmarks: everybody reads them, leads add their own, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from disclosure.benchmarks import adding, catalogue
from disclosure.models import OwnBenchmark
from tests.factories import NOON, BenchmarkFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST = "/surveys/benchmarks/"
TYPED = {
    "label": "Logistics employers: lower background",
    "group": "lower",
    "value": "44.5",
    "year": "2025",
    "population": "UK logistics employers",
    "source": "Logistics Council, Who works here",
    "address": "https://example.org/who",
    "counted_alike": "alike",
    "counted": "",
}


@pytest.fixture
def page(lead: User, signed_in: SignIn) -> Client:
    OrganisationFactory.create()
    return signed_in(lead)


def read(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def sent(client: Client, at: str, **changes: Any) -> str:
    answer = client.post(at, TYPED | changes, follow=True)
    return " ".join(answer.content.decode().split())


def compared(shown: str) -> tuple[str, str]:
    """What stands above and below the line between what compares and what does not."""
    above, below = shown.split("Not compared, and why")
    return above, below


def test_every_benchmark_is_there_with_value_year_population_and_source(page):
    shown = read(page).replace("&amp;", "&")

    for one in catalogue.every():
        for said in (one.label, one.year, one.population, one.source, one.address):
            assert said in shown, one.key
    assert "£6,718 a year" in shown


def test_what_compares_stands_apart_from_what_does_not_and_says_why(page):
    above, below = compared(read(page))

    assert "UK workforce: lower background" in above
    assert "Doctors: lower background" in below
    assert "The study it comes from counts 29%" in below
    assert "The study it comes from counts 29%" not in above


def test_what_is_used_by_default_says_so(page):
    above, below = compared(read(page))

    assert above.count("Used where no other is chosen") == len(catalogue.DEFAULTS)
    assert "Used where no other is chosen" not in below


def test_a_viewer_reads_and_is_not_offered_what_they_may_not_do(signed_in):
    own = BenchmarkFactory.create(added_by=UserFactory.create(name="Priya Nair"))
    viewer = signed_in(UserFactory.create(viewer=True))

    shown = read(viewer)

    assert own.label in shown
    assert "Added by Priya Nair, 1 January 2027" in shown
    assert f"{LIST}add/" not in shown
    assert f"{LIST}{own.pk}/" not in shown
    assert viewer.get(f"{LIST}add/").status_code == 403
    assert viewer.post(f"{LIST}{own.pk}/", {"retire": "yes"}).status_code == 403
    assert OwnBenchmark.objects.current().exists()


def test_an_outsider_sees_none_of_it(client, signed_in):
    assert "/sign-in/" in client.get(LIST)["Location"]
    assert signed_in(UserFactory.create(outsider=True)).get(LIST).status_code == 403


def test_a_lead_adds_one_that_compares(page):
    shown = sent(page, f"{LIST}add/")

    above, _below = compared(shown)
    assert "Logistics employers: lower background" in above
    assert "44.5%" in above
    assert "Added by Priya Nair" in above


def test_one_that_is_counted_otherwise_is_listed_and_not_compared(page):
    shown = sent(page, f"{LIST}add/", counted_alike="otherwise", counted="Of all answers")

    above, below = compared(shown)
    assert "Logistics employers" not in above
    assert "Logistics employers" in below
    assert "Of all answers" in below


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"label": ""}, "Give the benchmark a name."),
        ({"group": ""}, "Choose what it is a share of."),
        ({"value": ""}, "Write the share in percent"),
        ({"value": "many"}, "Write the share in percent"),
        ({"value": "120"}, "A share is between 0 and 100 percent."),
        ({"year": "soon"}, "Write a year, such as 2024"),
        ({"population": ""}, "Say whose figure it is."),
        ({"source": ""}, "Without a source it cannot be kept."),
        ({"address": "example.org"}, "Write a whole address"),
        ({"counted_alike": ""}, "Say whether it is counted as your survey counts."),
        ({"counted_alike": "otherwise"}, "Say how it is counted"),
    ],
)
def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(page, changes, sentence):
    shown = sent(page, f"{LIST}add/", **changes)

    assert sentence in shown
    for name in ("label", "population", "source"):
        assert changes.get(name, TYPED[name]) in shown
    assert not OwnBenchmark.objects.exists()


def test_a_lead_puts_one_right(page):
    own = BenchmarkFactory.create(value="29.50")

    assert 'value="29.5"' in read(page, f"{LIST}{own.pk}/")
    sent(page, f"{LIST}{own.pk}/", version=1, label="Put right")

    own.refresh_from_db()
    assert (own.label, own.version) == ("Put right", 2)


def test_the_form_of_one_counted_otherwise_says_so(page):
    own = BenchmarkFactory.create(definition=adding.OTHER, counted="Of all answers")

    shown = read(page, f"{LIST}{own.pk}/")

    assert 'value="otherwise" class' in shown or 'value="otherwise" id' in shown
    assert "Of all answers" in shown


def test_the_second_of_two_is_shown_what_the_first_saved(page, lead):
    own = BenchmarkFactory.create(label="Theirs", version=2, value="31")

    shown = sent(page, f"{LIST}{own.pk}/", version=1, label="Mine")
    assert "changed this benchmark while you were writing" in shown
    assert "Theirs. 31%, 2024, UK logistics employers." in shown
    assert 'value="Mine"' in shown

    sent(page, f"{LIST}{own.pk}/", version=2, label="Mine")
    own.refresh_from_db()
    assert own.label == "Mine"


def test_retired_it_leaves_the_list_and_its_page(page):
    own = BenchmarkFactory.create(label="Passing")

    shown = sent(page, f"{LIST}{own.pk}/", retire="yes")

    assert "Retired. Nothing is compared with it any more." in shown
    assert "Passing" not in shown
    assert page.get(f"{LIST}{own.pk}/").status_code == 404
    assert OwnBenchmark.objects.get().retired_at


def test_what_is_typed_is_never_markup(page):
    BenchmarkFactory.create(label="<b>bold</b>", source="<script>x</script>", added_at=NOON)

    shown = read(page)

    assert "<b>bold</b>" not in shown
    assert "<script>x</script>" not in shown


def test_more_benchmarks_cost_no_more_queries(page, same_queries):
    BenchmarkFactory.create_batch(2, added_by=UserFactory.create())

    def more() -> None:
        BenchmarkFactory.create_batch(10, added_by=UserFactory.create())

    same_queries(lambda: page.get(LIST), add_rows=more)


def test_the_list_of_surveys_leads_here(page, signed_in):
    assert f'href="{LIST}"' in read(page, "/surveys/")
    assert f'href="{LIST}"' in read(signed_in(UserFactory.create(viewer=True)), "/surveys/")
