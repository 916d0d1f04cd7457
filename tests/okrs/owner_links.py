"""What tests of owner links share: a link of somebody's, and browsers that come with it."""

import re
from html import unescape
from uuid import uuid4

from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from okrs.models import KeyResult, OwnerLink
from okrs.owner_links import making, sending

ADDRESS = re.compile(r"https?://[^/\s]+(/my-check-ins/\S+)")


def link_of(owner: User) -> str:
    """A new link of theirs; gives the path that it leads to."""
    _link, token = making.make(owner=owner, by=None, at=timezone.now())
    return sending.path(token)


def newest_mailed() -> str:
    """The path that the newest message leads to."""
    found = ADDRESS.search(str(mail.outbox[-1].body))
    assert found
    return found[1]


def open_in(browser: Client, path: str, **asked: object) -> str:
    """Press the one button of the first page; gives where it sent the browser on to."""
    answer = browser.post(f"{path}open/", asked)
    assert answer.status_code == 302
    return str(answer["Location"])


def bound(owner: User) -> tuple[Client, str]:
    """A browser in which a link of theirs was opened, and the link's path."""
    browser, path = Client(), link_of(owner)
    open_in(browser, path)
    return browser, path


def filled(key_result: KeyResult, **more: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "key": str(uuid4()),
        "version": KeyResult.objects.get(pk=key_result.pk).version,
        "as_of_day": today.day,
        "as_of_month": today.month,
        "as_of_year": today.year,
        **more,
    }


def words(answer: object) -> str:
    """A page as words, one space between any two."""
    return " ".join(unescape(answer.content.decode()).split())  # type: ignore[attr-defined]


def newest() -> OwnerLink:
    return OwnerLink.objects.latest("pk")
