"""Who may open which page: every pair of a role and an address, by reading and by sending."""

from collections import Counter

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.doors import OPEN_BY_NAME, SIGNED_IN_BY_NAME
from accounts.models import User
from accounts.roles import CAN, Capability, Role
from tests.doors import ARGUMENTS, NEEDS, OPEN, SIGNED_IN, Things, every_route
from tests.factories import UserFactory

ANYONE, OUTSIDER = "anonymous", ""
ROLES = [*Role.values, OUTSIDER]
PAIRS = [(role, name) for role in (*ROLES, ANYONE) for name in (*OPEN, *SIGNED_IN, *NEEDS)]
SIGN_IN = "/sign-in/?next="

# Home takes nothing from anyone, and says so before it looks who is there.
READ_ONLY = {"home"}


def lets_in(role: str, name: str) -> bool:
    """What the table says of this role at this address."""
    if name in OPEN:
        return not (name == "home" and role == OUTSIDER)  # told to ask the administrator
    if name in SIGNED_IN:
        return role != ANYONE
    return role in Role.values and NEEDS[name] in CAN[Role(role)]


def visitor(role: str, client: Client) -> User:
    """Somebody of that role, at the door; an anonymous one leaves their things to somebody else."""
    if role == ANYONE:
        return UserFactory.create()
    user = UserFactory.create(role=role)
    client.force_login(user)
    return user


def was_let_in(answer: HttpResponse) -> bool:
    """Served, sent on inside, or told that one cannot be read (405): anything but turned away."""
    assert answer.status_code < 500
    sent_to_sign_in = answer.status_code == 302 and answer["Location"].startswith(SIGN_IN)
    return answer.status_code != 403 and not sent_to_sign_in


def test_every_address_is_in_the_table_once():
    assert Counter(every_route()) == Counter([*OPEN, *SIGNED_IN, *NEEDS])


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "name"), PAIRS)
def test_a_door(role, name, client):
    things = Things.of(visitor(role, client))
    address = reverse(name, args=ARGUMENTS[name](things) if name in ARGUMENTS else [])

    read = client.get(address)
    sent = client.post(address)

    if name == "setup":  # somebody is here already: it sends to the home page and asks for nothing
        assert (read.status_code, read["Location"]) == (302, "/")
        return
    assert was_let_in(read) == lets_in(role, name)
    if name not in READ_ONLY:
        assert was_let_in(sent) == lets_in(role, name)
    if lets_in(role, name):
        assert read.status_code != 404, "there is no such thing: nothing was tested"


@pytest.mark.django_db
def test_a_visitor_without_a_role_is_told_what_to_do(client):
    visitor(OUTSIDER, client)

    answer = client.get(reverse("okrs:list"))

    assert answer.status_code == 403
    assert "You have no role here yet" in answer.content.decode()


@pytest.mark.django_db
def test_somebody_signed_out_comes_back_to_the_page_they_wanted(client):
    answer = client.get(reverse("okrs:list") + "?pillar=data")

    assert answer["Location"] == "/sign-in/?next=/okrs/%3Fpillar%3Ddata"


OWN_ONLY = [  # each names one thing; the list of one's own links names none
    name
    for name, needs in NEEDS.items()
    if needs is Capability.CHECK_IN and name != "okrs:owner_links"
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", OWN_ONLY)
@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.LEAD])
def test_an_owner_does_nothing_to_the_key_results_of_others_and_a_lead_may(role, name, client):
    visitor(role, client)
    things = Things.of(UserFactory.create())
    address = reverse(name, args=ARGUMENTS[name](things))

    answers = [client.get(address), client.post(address)]

    turned_away = [answer.status_code for answer in answers if answer.status_code != 405]
    assert all((code == 403) == (role == Role.CONTRIBUTOR) for code in turned_away)


def test_only_the_sign_in_librarys_pages_are_opened_by_name():
    """Ours wear their mark on the view; these views are not ours to mark."""
    assert {name for name in (*OPEN, *SIGNED_IN) if name.startswith("account_")} == (
        OPEN_BY_NAME | SIGNED_IN_BY_NAME
    )


@pytest.mark.parametrize("capability", Capability)
def test_an_administrator_may_do_everything_and_a_lead_everything_but_people(capability):
    assert capability in CAN[Role.ADMIN]
    assert (capability in CAN[Role.LEAD]) == (capability != Capability.MANAGE_PEOPLE)
