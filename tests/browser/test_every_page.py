"""Every page, for every role that may open it: what `access` asks of it, light and dark, wide and
on a phone.

The pages are those of the URLconf itself: a new page is visited without being listed here, and one
that cannot be visited needs its reason in `NOT_PAGES`. What is seen is the demo's plan.

The administrator sees all that a lead sees, and more: of each kind of page one has Tab pressed all
the way through. Every page is looked at light and wide, and dark and on a phone; those that people
are on most in all four looks.
"""

import re

import pytest
from django.urls import resolve

from accounts.models import User
from tests.browser import access
from tests.browser.addresses import addresses_of_every_page
from tests.browser.conftest import Visit
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What differs by who reads it. The rest looks to others as it does to the administrator.
OWN = re.compile(
    r"/$|/account/$|/strategy/|/okrs/$|/okrs/key-results/\d+/(check-in/)?$|/dashboards/$"
    r"|/surveys/(w\d+/(results/.*)?)?$|/surveys/imported/"
)

NOBODY = "nobody"  # not signed in
OUTSIDER = "outsider"  # signed in, and no role yet
OTHERS = ("owner", "leader", OUTSIDER)
BUSY = {"home", "strategy_page", "okrs:list", "okrs:key_result", "dashboards:plan"}
# Who sees every page, and which share of them: what takes minutes is shared by those side by side.
SHARES = (("admin", 0, 3), ("admin", 1, 3), ("admin", 2, 3), (NOBODY, 0, 1))
REFUSED = 403


@pytest.mark.parametrize(("who", "part", "parts"), SHARES)
def test_nothing_stands_in_the_way_on_any_page(
    visit: Visit, demo: None, who: str, part: int, parts: int
) -> None:
    somebody = visit(account_of(who))
    complaints = {}
    for kind, addresses in list(of_each_kind().items())[part::parts]:
        known = False
        for address in addresses:
            if gets_in(somebody, address):
                look = complaints_about if known else everything_about
                complaints[address] = look(somebody, kind)
                known = True
    assert complaints
    assert {address: found for address, found in complaints.items() if found} == {}


def of_each_kind() -> dict[str, list[str]]:
    """The addresses of every page, by the name of their kind."""
    kinds: dict[str, list[str]] = {}
    for address in addresses_of_every_page():
        kinds.setdefault(kind_of(address), []).append(address)
    return kinds


@pytest.mark.parametrize("who", OTHERS)
def test_nothing_stands_in_anybodys_way(visit: Visit, demo: None, who: str) -> None:
    somebody = visit(account_of(who))
    complaints = {
        address: complaints_about(somebody)
        for address in addresses_for(who)
        if gets_in(somebody, address)
    }
    assert len(complaints) >= 2
    assert {address: found for address, found in complaints.items() if found} == {}


def addresses_for(who: str) -> list[str]:
    """What is theirs, one of each page.

    An owner meets every kind of key result: some are theirs, and the page differs then.
    """
    own = [address for address in addresses_of_every_page() if OWN.match(address)]
    if who == "owner":
        return own
    return list({kind_of(address): address for address in reversed(own)}.values())


def kind_of(address: str) -> str:
    """The name of its view, whatever is asked of it after a "?"."""
    return resolve(address.partition("?")[0]).view_name


def account_of(who: str) -> User | None:
    if who == OUTSIDER:
        return User.objects.create_user(email="new@demo.example", name="Robin Lane")
    return None if who == NOBODY else User.objects.get(email=f"{who}@demo.example")


def gets_in(somebody: Person, address: str) -> bool:
    """Whether the page opens; the first refusal is looked at as well, for it is a page too."""
    with somebody.faults.allowing(REFUSED):
        response = somebody.page.goto(somebody.faults.home + address)
    assert response
    refusals = somebody.faults.refusals
    if response.status == REFUSED:
        return refusals == 1
    is_shown_the_door = "/sign-in/" in response.url and not address.startswith("/sign-in/")
    return not is_shown_the_door


def everything_about(somebody: Person, kind: str) -> list[str]:
    """The looks, and whether Tab reaches all that a mouse can press."""
    looks = access.LOOKS if kind in BUSY else access.OPPOSITE_LOOKS
    found = access.complaints(somebody.page, looks)
    return found + [f"Tab does not reach {it}" for it in access.unreached(somebody.page)]


def complaints_about(somebody: Person, kind: str = "") -> list[str]:
    """Two looks, whatever the kind: light and wide, dark and on a phone."""
    return access.complaints(somebody.page)
