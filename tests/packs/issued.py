"""Packs as they are issued, of contents made by hand."""

from datetime import UTC, datetime
from uuid import uuid4

from accounts.models import User
from packs import issuing
from packs.contents import Contents
from packs.models import Pack
from tests.packs import examples

AT = datetime(2027, 4, 2, 9, tzinfo=UTC)


def pack_of(contents: Contents, *, by: User, at: datetime = AT) -> Pack:
    """The next pack, of whatever contents."""
    return issuing.freeze(contents, by=by, at=at, key=uuid4())


def two_packs(*, by: User) -> tuple[Pack, Pack]:
    """One for everybody, and three months later one for leaders."""
    then = pack_of(examples.first(), by=by, at=datetime(2027, 1, 4, 9, tzinfo=UTC))
    return then, pack_of(examples.contents(), by=by)
