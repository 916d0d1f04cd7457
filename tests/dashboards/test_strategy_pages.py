"""The strategy on a page, and each pillar on its own."""

from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
import time_machine

from strategy.pillars import Pillar
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGES = ["/strategy/", *(f"/strategy/pillars/{pillar.value}/" for pillar in Pillar)]


@pytest.fixture(autouse=True)
def fifth_of_july():
    with time_machine.travel(datetime(2027, 7, 5, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def strategy():
    OrganisationFactory.create()
    return StrategyFactory.create(vision="Talent from everywhere.", sponsor="Ada Bello")


@pytest.fixture
def objective(strategy):
    return ObjectiveFactory.create(strategy=strategy, title="Know who we are")


@pytest.fixture
def words(client, lead):
    def open_page(address, person=lead):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == 200
        return " ".join(unescape(answer.content.decode()).split())

    return open_page


def read(value, **more):
    key_result = KeyResultFactory.create(**more)
    key_result.latest = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=date(2027, 6, 30)
    )
    key_result.confirmed_on = date(2027, 6, 30)
    key_result.save()
    return key_result


def test_the_vision_is_the_title_with_dates_sponsor_and_counts(words, objective):
    read(33, objective=objective)
    page = words("/strategy/")

    assert ">Talent from everywhere.</h1>" in page
    assert "Five pillars and 1 key result, from January 2027 to December 2029." in page
    assert "Sponsor: Ada Bello." in page
    assert "How to read a path" in page


def test_every_pillar_has_a_band_and_an_empty_one_says_what_to_do(words, objective):
    page = words("/strategy/")

    for pillar in Pillar:
        assert f'id="{pillar.value}"' in page
    assert page.count("No objective yet.") == 4
    assert "No key result yet." in page


def test_a_viewer_is_not_told_to_do_it(words, objective):
    page = words("/strategy/", UserFactory.create(viewer=True))

    assert page.count("No objective yet.") == 4
    assert "/okrs/playbook/" not in page


def test_an_objective_stands_with_its_mean_and_each_of_its_key_results(words, objective):
    read(33, objective=objective, title="Survey everybody")
    KeyResultFactory.create(objective=objective, unset=True, title="Allies")
    page = words("/strategy/")

    assert "50% · 1 of 2 key results measurable" in page
    assert "Survey everybody" in page
    assert "Baseline overdue" in page


def test_fewer_than_half_measurable_is_partial_and_has_no_colour(words, objective):
    read(33, objective=objective)
    KeyResultFactory.create_batch(2, objective=objective, unset=True)
    page = words("/strategy/")
    line = page[page.index("1 of 3 key results measurable") :]

    assert '<span class="meta">partial</span>' in line[:120]


def test_a_retired_key_result_is_not_on_the_page(words, objective):
    KeyResultFactory.create(objective=objective, archived=True, title="Long gone")

    for page in ("/strategy/", "/strategy/pillars/data/"):
        assert "Long gone" not in words(page)


def test_a_pillar_has_its_line_its_guidance_and_where_it_comes_from(words, objective):
    for pillar in Pillar:
        page = words(f"/strategy/pillars/{pillar.value}/")
        assert str(pillar.page.line) in page
        assert all(str(line) in page for line in pillar.page.guidance)
        assert f"After: {pillar.page.source}." in page


def test_what_helps_from_another_pillar_is_shown_and_not_counted(words, strategy, objective):
    elsewhere = ObjectiveFactory.create(strategy=strategy, pillar="culture")
    read(66, objective=elsewhere, title="Belonging", also_supports=["data"])
    read(33, objective=objective)
    page = words("/strategy/pillars/data/")

    assert "Also helps from other pillars" in page
    assert "Belonging" in page
    assert "These count in their own pillar, and only there." in page
    assert "1 of 1 key result measurable" in page
    assert "Also helps" not in words("/strategy/pillars/culture/")


def test_a_pillar_that_is_none_is_not_found(client, lead):
    client.force_login(lead)

    assert client.get("/strategy/pillars/no-such/").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_before_there_is_a_strategy(words, address):
    page = words(address)

    assert "There is no strategy yet" in page or "Nothing promised here yet" in page


CHANGES = ("/strategy/edit/", "/okrs/objectives/", "/okrs/playbook/", "/check-in/")


@pytest.mark.parametrize("address", ["/strategy/", "/strategy/pillars/data/"])
@pytest.mark.parametrize("trait", ["viewer", "contributor"])
def test_who_cannot_change_the_plan_sees_no_button_that_does(words, objective, address, trait):
    read(33, objective=objective)
    page = words(address, UserFactory.create(**{trait: True}))

    assert [change for change in CHANGES if change in page] == []


@pytest.mark.parametrize("address", PAGES)
def test_an_outsider_and_a_stranger_see_nothing(client, address, objective):
    assert client.get(address).status_code == 302
    client.force_login(UserFactory.create(outsider=True))
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", ["/strategy/", "/strategy/pillars/data/"])
def test_its_queries_do_not_grow_with_the_plan(client, lead, strategy, same_queries, address):
    client.force_login(lead)

    def more():
        for objective in ObjectiveFactory.create_batch(2, strategy=strategy):
            one = read(33, objective=objective, owner=UserFactory.create())
            MilestoneFactory.create(key_result=one)

    more()
    same_queries(lambda: client.get(address), add_rows=more)
