"""Evidence and resources: a title, and an address where there is one. Linked, or unlinked."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from okrs.closed_periods import refuse_closed
from okrs.models import KeyResult, Link


@transaction.atomic
def add_link(
    *,
    key_result: KeyResult,
    title: str,
    by: User | None,
    at: datetime,
    kind: str = Link.EVIDENCE,
    url: str = "",
    note: str = "",
) -> Link:
    """A new link. The same title and address again is the one that is there already."""
    refuse_closed(key_result)
    same = key_result.links.filter(kind=kind, title=title, url=url).first()
    if same:
        return same
    link = key_result.links.create(
        kind=kind, title=title, url=url, note=note, added_by=by, added_at=at
    )
    changes = {name: [None, value] for name, value in _all_of(link).items()}
    audit.record(by=by, verb="linked", about=key_result, at=at, changes=changes, note=title)
    return link


@transaction.atomic
def remove_link(*, link: Link, by: User, at: datetime) -> None:
    """Take a link away. The record keeps where it led, so that it can be put back."""
    key_result, title = link.key_result, link.title
    refuse_closed(key_result)
    changes = {name: [value, None] for name, value in _all_of(link).items()}
    link.delete()
    audit.record(by=by, verb="unlinked", about=key_result, at=at, changes=changes, note=title)


def _all_of(link: Link) -> dict[str, Any]:
    """What makes it this link. The title is the note already."""
    told = {name: getattr(link, name) for name in ("kind", "url", "note")}
    return {f"link_{name}": value for name, value in told.items() if value}
