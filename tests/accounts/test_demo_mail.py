"""The demo's mail, which shows what would have been sent: with its links, for the demo only."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_page_says_that_links_are_shown_for_the_demo_only(
    client: Client, lead: User, settings
) -> None:
    settings.DEMO = True
    client.force_login(lead)

    page = client.get(reverse("mail")).content.decode()

    assert "shown here for the demo only" in page
