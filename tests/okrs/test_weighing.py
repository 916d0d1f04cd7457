"""Weights in percent: on the pillar's page, and in the form as it is filled in."""

from datetime import date
from decimal import Decimal

import pytest

from okrs import weighing
from tests.factories import KeyResultFactory, ObjectiveFactory

pytestmark = pytest.mark.django_db
READ = {"from_as_of": date(2027, 1, 1)}


@pytest.fixture
def objective():
    made = ObjectiveFactory.create(title="Know", weight=Decimal(3))
    for weight in (2, 2, 1):
        KeyResultFactory.create(objective=made, weight=Decimal(weight), **READ)
    KeyResultFactory.create(objective=made, title="Unread")
    return made


@pytest.fixture
def page(lead, signed_in):
    return signed_in(lead)


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_of_a_pillar_says_shares_of_what_is_measured(objective, page):
    other = ObjectiveFactory.create(strategy=objective.strategy)
    KeyResultFactory.create(objective=other, **READ)

    shown = words(page.get("/strategy/pillars/data/"))

    assert shown.count("40% of the objective") == 2
    assert shown.count("20% of the objective") == 1
    assert "75% of the pillar" in shown
    assert "25% of the pillar" in shown


def test_what_is_alone_has_no_share_to_say(page):
    KeyResultFactory.create(**READ)

    assert "% of the objective" not in words(page.get("/strategy/pillars/data/"))


def test_the_form_says_what_a_weight_comes_to(objective, page):
    first = objective.key_results.order_by("pk").first()

    shown = words(page.get(f"/okrs/key-results/{first.pk}/edit/"))
    adding = words(page.get(f"/okrs/key-results/add/?kind=number&objective={objective.pk}"))

    said = "Weight 2 comes to 40% of its objective, beside 2 others that can be measured."
    assert said in shown
    assert "Weight 1 comes to 17% of its objective, beside 3 others" in adding


def test_the_form_of_an_objective_says_what_its_weight_comes_to(objective, page):
    other = ObjectiveFactory.create(strategy=objective.strategy)
    KeyResultFactory.create(objective=other, **READ)
    empty = ObjectiveFactory.create(strategy=objective.strategy, weight=Decimal(9))

    known = words(page.get(f"/okrs/objectives/{objective.pk}/"))
    would = words(page.get(f"/okrs/objectives/{empty.pk}/"))
    alone = words(page.get("/okrs/objectives/add/?pillar=hiring"))

    assert "Weight 3 comes to 75% of its pillar, beside 1 other objective that can be" in known
    assert "Weight 9 comes to 69% of its pillar, beside 2 other objectives that can be" in would
    assert "No other objective of its pillar can be measured yet, so it is all of it." in alone
    assert "of its pillar, beside" not in words(page.get("/okrs/objectives/add/"))


@pytest.mark.parametrize("weight", ["", "x", "-1", "0", "NaN"])
def test_nonsense_in_the_box_is_refused_without_a_share(objective, page, weight):
    first = objective.key_results.order_by("pk").first()
    sent = {"objective": objective.pk, "weight": weight}

    shown = words(page.post(f"/okrs/key-results/{first.pk}/edit/", sent))

    assert "comes to" not in shown


def test_a_share_is_said_for_one_and_for_many():
    one = Decimal(1)

    assert weighing.would_be(one, []).endswith("so it is all of it.")
    assert "50% of its objective, beside 1 other that" in weighing.would_be(one, [one])
