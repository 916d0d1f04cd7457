"""Who sees results: of a published wave everybody the same, of a counted one those who run surveys,
and nobody a table that was not planned. What is not there is not there in one way only."""

import pytest

from accounts.roles import Role
from surveys.states import State
from tests.disclosure import tables
from tests.factories import UserFactory
from tests.surveys.results.publishing import published, wave
from tests.surveys.results.reading import KINDS, body, main

pytestmark = pytest.mark.django_db

PLACES = (
    "",
    "everybody/seb1/",
    "unit/seb1/",
    "unit-grade/seb1/",
    *(f"unit/seb1.{k}" for k in KINDS),
)
RUNS_SURVEYS = (Role.LEAD, Role.ADMIN)
OTHERS = (Role.VIEWER, Role.CONTRIBUTOR)


@pytest.fixture
def sees(client):
    """Sign somebody of this role in; gives the status of an address of results."""

    def status(role: str, path: str) -> int:
        client.force_login(UserFactory.create(role=role))
        return client.get(f"/surveys/{path}").status_code

    return status


@pytest.mark.parametrize("role", [*RUNS_SURVEYS, *OTHERS])
def test_a_published_wave_is_there_for_everybody_who_signs_in(role, sees):
    published()

    assert {sees(role, f"w1/results/{place}") for place in PLACES} == {200}


@pytest.mark.parametrize("place", PLACES)
def test_nobody_else_sees_any_of_it(place, client, sees):
    published()

    answer = client.get(f"/surveys/w1/results/{place}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")
    assert sees("", f"w1/results/{place}") == 403


@pytest.mark.parametrize("role", [*RUNS_SURVEYS, *OTHERS])
def test_a_counted_wave_is_for_those_who_run_surveys_until_it_is_published(role, sees):
    published(state=State.CLOSED)

    wanted = {200} if role in RUNS_SURVEYS else {404}
    assert {sees(role, f"w1/results/{place}") for place in PLACES} == wanted


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSING, State.DRAFT, State.ABANDONED])
def test_before_the_count_there_is_nothing_for_anybody(state, sees):
    published(state=state)

    assert sees(Role.ADMIN, "w1/results/") == 404


def test_a_wave_whose_count_left_no_tables_has_no_results(sees):
    wave("w1", state=State.CLOSED)

    assert sees(Role.LEAD, "w1/results/") == 404


@pytest.mark.parametrize("role", [*RUNS_SURVEYS, *OTHERS])
def test_older_versions_are_for_those_who_run_surveys(role, sees):
    published()
    tables.publication("w1", reason="A unit was named twice")

    wanted = {200} if role in RUNS_SURVEYS else {403}
    places = ("v1/", "v1/unit/seb1/", "v1/unit/seb1.csv", "v2/")
    assert {sees(role, f"w1/results/{place}") for place in places} == wanted


def test_whether_a_version_exists_is_told_to_nobody_else(sees):
    published()

    assert sees(Role.VIEWER, "w1/results/v1/") == sees(Role.VIEWER, "w1/results/v9/") == 403
    assert sees(Role.LEAD, "w1/results/v9/") == 404


UNPLANNED = (
    "grade-unit/seb1/",  # planned the other way round: one table, one address
    "unit-unit/seb1/",
    "gender/seb1/",
    "everybody/seb2/",
    "unit/unit/",
    "UNIT/seb1/",
    "unit*grade/seb1/",
    "unit/seb1.exe",
    "unit/seb2.csv",
    "gender/seb1.json",
    "unit/seb1/north/",
)


@pytest.mark.parametrize("place", UNPLANNED)
def test_what_was_not_planned_is_not_there_for_anybody(place, sees):
    published()

    assert {sees(role, f"w1/results/{place}") for role in (*RUNS_SURVEYS, *OTHERS)} == {404}


def test_what_is_not_there_is_not_there_in_one_way_only(client):
    """Unplanned, unpublished, unheard of: the same bytes, so trying addresses tells nothing."""
    published()
    published("w2", state=State.CLOSED)
    client.force_login(UserFactory.create(role=Role.VIEWER))
    places = [f"w1/results/{place}" for place in UNPLANNED]
    places += ["w2/results/", "w2/results/unit/seb1/", "w3/results/", "w3/results/unit/seb1.csv"]

    answers = [client.get(f"/surveys/{place}") for place in places]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("place", PLACES)
def test_nothing_can_be_filtered_or_sorted(place, client):
    published()
    client.force_login(UserFactory.create(role=Role.LEAD))
    asked = ("?unit=NORTH", "?sort=share", "?minimum=1", "?version=1")

    answers = {body(client, f"w1/results/{place}{one}") for one in ("", *asked)}

    assert len(answers) == 1


@pytest.mark.parametrize("place", PLACES)
def test_nothing_can_be_sent(place, client):
    published()
    client.force_login(UserFactory.create(role=Role.LEAD))

    assert client.post(f"/surveys/w1/results/{place}").status_code == 405


def test_every_role_sees_the_same_page(client):
    """Readers who put together what each of them sees have what one of them sees."""
    published()
    seen = set()
    for role in (*RUNS_SURVEYS, *OTHERS):
        client.force_login(UserFactory.create(role=role))
        pages = [place for place in PLACES if place.endswith("/") or not place]
        files = [place for place in PLACES if place not in pages]
        told = (main(client, f"w1/results/{place}") for place in pages)
        seen.add((*told, *(body(client, f"w1/results/{place}") for place in files)))

    assert len(seen) == 1


def test_the_list_of_surveys_leads_to_published_results_only(client):
    published("w1")
    published("w2", state=State.CLOSED)
    client.force_login(UserFactory.create(role=Role.VIEWER))

    listed = main(client, "")

    assert "/surveys/w1/results/" in listed
    assert "/surveys/w2/results/" not in listed
