"""Evidence and resources: linked once, only to the web, and only by who may."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from okrs import links
from okrs.models import Link
from tests.factories import KeyResultFactory, LinkFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_the_same_link_twice_is_one(lead):
    key_result = KeyResultFactory.create()
    for _twice in range(2):
        links.add_link(key_result=key_result, title="Minutes", by=lead, at=AT)

    assert key_result.links.count() == 1
    assert AuditEvent.objects.get().verb == "linked"


def test_a_removed_link_stays_in_the_record(lead):
    links.remove_link(link=LinkFactory.create(title="Minutes"), by=lead, at=AT)

    assert not Link.objects.exists()
    event = AuditEvent.objects.get()
    assert (event.verb, event.note) == ("unlinked", "Minutes")


def test_an_owner_links_evidence_on_the_page(signed_in):
    owner = UserFactory.create(contributor=True)
    key_result = KeyResultFactory.create(owner=owner)
    signed_in(owner).post(
        reverse("okrs:link_add", args=[key_result.pk]),
        {"kind": "evidence", "title": "Minutes", "url": "https://example.org/minutes"},
    )

    assert key_result.links.get().added_by == owner


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/a", "minutes"]
)
def test_only_addresses_of_the_web_are_taken(signed_in, lead, address):
    key_result = KeyResultFactory.create()
    page = signed_in(lead).post(
        reverse("okrs:link_add", args=[key_result.pk]),
        {"kind": "evidence", "title": "Minutes", "url": address},
    )

    assert "Write the whole address" in page.content.decode()
    assert not key_result.links.exists()


@pytest.mark.parametrize("trait", ["contributor", "viewer", "outsider"])
def test_others_neither_link_nor_unlink(signed_in, trait):
    link = LinkFactory.create()
    client = signed_in(UserFactory.create(**{trait: True}))

    assert client.post(reverse("okrs:link_remove", args=[link.pk])).status_code == 403
    add = reverse("okrs:link_add", args=[link.key_result_id])
    assert client.post(add, {"kind": "evidence", "title": "x"}).status_code == 403
    assert Link.objects.count() == 1


def test_a_lead_unlinks(signed_in, lead):
    link = LinkFactory.create()
    signed_in(lead).post(reverse("okrs:link_remove", args=[link.pk]))

    assert not Link.objects.exists()
