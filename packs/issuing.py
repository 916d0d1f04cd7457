"""Issuing a board pack: what it holds is gathered, numbered and frozen, in one transaction.

There is no way to change one that was issued: another pack is issued instead, with the next number.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from accounts.models import User
from packs import gathering, keeping
from packs.contents import Contents
from packs.gathering import Order
from packs.meanwhile import issued_already
from packs.models import Pack
from packs.reading import seal_of
from strategy.models import Strategy


@transaction.atomic
def issue(*, order: Order, by: User, at: datetime, key: UUID, newest: int | None = None) -> Pack:
    """Freeze a pack as the next number. `key` is the form's own: the same one again gives the same
    pack. `newest` is the last number that whoever asks knew of. Raises gathering.CannotGather,
    meanwhile.IssuedMeanwhile and sealing.Altered; nothing is kept then.
    """
    _one_at_a_time()
    again = issued_already(order=order, key=key, newest=newest)
    if again:
        return again
    gathered = gathering.gather(order=order, today=timezone.localdate(at))
    return freeze(gathered, by=by, at=at, key=key)


def freeze(gathered: Contents, *, by: User, at: datetime, key: UUID) -> Pack:
    """Keep what was gathered under the next number, and record it. Call it in a transaction, while
    nobody else can issue.
    """
    last: int | None = Pack.objects.aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    contents = replace(gathered, number=number, issued_on=timezone.localdate(at), issued_by=by.name)
    pack = Pack(
        number=number,
        as_of=contents.as_of,
        audience=contents.audience,
        kind=contents.kind,
        contents=keeping.text_of(contents),
        previous=gathering.before(contents.as_of),
        by=by,
        at=at,
        key=key,
    )
    pack.digest = seal_of(pack)
    pack.save()
    audit.record(by=by, verb="issued", about=pack, at=at, changes={"as_of": [None, pack.as_of]})
    return pack


def _one_at_a_time() -> None:
    """Two packs must not take the same number: whoever comes second waits for the first."""
    list(Strategy.objects.select_for_update().order_by("pk"))
