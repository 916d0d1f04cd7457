"""An installation with nothing in it: no page is blank, and each names a step its reader may take.

Walks every address that needs no object, as each role, the day after set-up.
"""

import re
from html import unescape

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.roles import CAN, Role
from dashboards.subjects.listing import SUBJECTS
from strategy.pillars import Pillar
from tests.doors import NEEDS, every_route
from tests.factories import OrganisationFactory, StrategyFactory, UserFactory
from tests.test_doors import lets_in

pytestmark = pytest.mark.django_db

# What holds something from the first day on, and why.
NEVER_EMPTY = {
    "how_we_count": "explains, whatever there is",
    "dashboards:definitions": "explains, whatever there is",
    "okrs:add": "asks how it is measured, by a form that only reads",
    "okrs:playbook": "is the first step itself: 37 rows to choose from",
    "okrs:playbook_pillar": "as above",
    "surveys:benchmarks": "comes with the benchmarks of the field",
    "record": "set-up is in it",
    "people": "the reader is in it",
    "strategy_page": "five pillars, each with its own first step: see below",
    "dashboards:present": "one slide, that says what nobody can say yet",
}
ASKS = re.compile(r"<form[^>]*method=\"post\"", re.I)  # a page that asks is not empty
EMPTY = re.compile(r"class=\"empty\b.*?</div>", re.S)
SAYS_WHO = re.compile(r"(?:D&I lead|administrator)\b")
BLANK_TABLE = re.compile(r"<tbody>\s*</tbody>")


def addresses():
    """Every page that names no object, and those that name a pillar or a subject."""
    for name in sorted({*NEEDS} & {*every_route()}):
        if name == "dashboards:subject":
            yield from ((name, reverse(name, args=[one.slug])) for one in SUBJECTS)
        elif name in ("pillar_page", "okrs:playbook_pillar"):
            yield from ((name, reverse(name, args=[pillar.value])) for pillar in Pillar)
        else:
            try:
                yield name, reverse(name)
            except NoReverseMatch:
                continue  # it names a thing, and there is none


PAGES = [
    pytest.param(role, name, address, id=f"{role}-{address}")
    for role in Role.values
    for name, address in addresses()
]


@pytest.mark.parametrize(("role", "name", "address"), PAGES)
def test_a_page_of_an_empty_installation_says_what_comes_and_what_to_do(
    role, name, address, client
):
    OrganisationFactory.create()
    StrategyFactory.create()
    reader = UserFactory.create(role=role)
    client.force_login(reader)

    answer = client.get(address)

    assert (answer.status_code == 403) != lets_in(role, name)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    assert not BLANK_TABLE.search(main)
    if name in NEVER_EMPTY or ASKS.search(main):
        return
    empty = EMPTY.search(main)
    assert empty, "it shows nothing and does not say what will be here"
    says = unescape(empty[0])
    assert "<p>" in says
    assert "href=" in says or SAYS_WHO.search(says), "it names no first step"
    for link in re.findall(r'href="([^"#?]+)', says):
        assert client.get(link).status_code in (200, 302), f"{role} may not go to {link}"


def test_the_map_counts_no_key_results_where_there_are_none(client):
    StrategyFactory.create()
    client.force_login(UserFactory.create(role=Role.LEAD))

    text = client.get("/strategy/map/").content.decode()

    assert "0 key results" not in text
    assert "What leads to what: pillars, their objectives and key results." in text


@pytest.mark.parametrize("role", Role.values)
def test_each_empty_pillar_of_the_strategy_names_the_step_of_who_may_take_it(role, client):
    StrategyFactory.create()
    client.force_login(UserFactory.create(role=role))

    text = client.get("/strategy/").content.decode()

    may_edit = NEEDS["okrs:take_up"] in CAN[Role(role)]
    assert text.count("No objective yet.") == len(Pillar)
    assert ("/okrs/playbook/data/" in text) == may_edit
