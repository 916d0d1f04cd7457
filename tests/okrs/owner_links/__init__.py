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

CODE = re.compile(r"^\d{6}$", re.M)
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
    """Have the code sent and type it; gives where the browser was sent on to."""
    if browser.post(f"{path}code/", asked).status_code == 302 and (code := newest_code()):
        asked["code"] = code
        mail.outbox.pop()
    answer = browser.post(f"{path}open/", asked)
    assert answer.status_code == 302
    return str(answer["Location"])


def newest_code() -> str:
    """The code in the newest message, "" where that has none."""
    found = CODE.search(str(mail.outbox[-1].body)) if mail.outbox else None
    return found[0] if found else ""


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
