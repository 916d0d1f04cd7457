"""On every page of the demo it is said that nothing here is real; and nowhere else.

The page for a fault (500) is apart: it is drawn without the database, and so knows of no demo.
"""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from strategy.models import Organisation
from tests.doors import ARGUMENTS, NEEDS, OPEN, SIGNED_IN, Things
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
REGION = 'role="region" aria-label="Demonstration"'
SAID = "is an invented employer of 1,200 people"
# Parts of a page, put into it while it stands.
PARTS = {"okrs:chart", "okrs:check_in_preview", "surveys:send_progress"}


def pages(client: Client, things: Things) -> dict[str, str]:
    """Every page that answers by reading, with what it shows; also those that turn one away."""
    shown = {}
    for name in (*OPEN, *SIGNED_IN, *NEEDS):
        address = reverse(name, args=ARGUMENTS[name](things) if name in ARGUMENTS else [])
        answer = client.get(address, follow=True)
        if answer.status_code == 405:
            continue  # it is only sent to
        if name not in PARTS and answer["Content-Type"].startswith("text/html"):
            shown[name] = b"".join(answer).decode()
    return shown


def demo(*, is_demo: bool) -> None:
    Organisation.objects.update(name="Calder & Moor", headcount=1200, is_demo=is_demo)
    cache.clear()


@pytest.mark.parametrize("visitor", ["anonymous", "lead"])
def test_every_page_of_the_demo_says_so_and_none_of_a_real_organisation(visitor, client):
    lead = UserFactory.create()
    things = Things.of(lead)
    if visitor == "lead":
        client.force_login(lead)

    demo(is_demo=True)
    in_demo = pages(client, things)
    demo(is_demo=False)
    in_earnest = pages(client, things)

    assert len(in_demo) > 40
    assert [name for name, page in in_demo.items() if REGION not in page or SAID not in page] == []
    assert [name for name, page in in_earnest.items() if "Demonstration" in page] == []
