"""Whether another pack was issued since a form was shown: who sends it is told, before it issues.

Two leads may press at the same time; one may go back, change the form and send it again.
"""

from uuid import UUID

from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from packs import offering
from packs.gathering import Order
from packs.models import Pack
from packs.wording import day_of


class IssuedMeanwhile(Exception):
    """There is a `pack` that whoever asks may not know of; the message is fit to show."""

    def __init__(self, pack: Pack, message: str) -> None:
        super().__init__(message)
        self.pack = pack


def issued_already(*, order: Order, key: UUID, newest: int | None) -> Pack | None:
    """The pack that the form with this key issued for the same order, if it was sent before.

    `newest` is the number of the newest pack when the form was shown; None for who holds no form.
    Raises IssuedMeanwhile. Call it while nobody else can issue.
    """
    again: Pack | None = Pack.objects.filter(key=key).select_related("by").first()
    if again is not None:
        if (again.as_of, again.audience, again.kind) == (order.day, order.audience, order.kind):
            return again
        raise IssuedMeanwhile(again, _another_was_made(again))
    last = offering.newest()
    if last is not None and newest is not None and last.number > newest:
        raise IssuedMeanwhile(last, _somebody_issued(last))
    return None


def _another_was_made(pack: Pack) -> str:
    return _(
        "This form has already made pack %(number)s, for %(audience)s, as at %(day)s. It stays as "
        "it is. What you have chosen since is kept below: issue it to make another pack."
    ) % {"number": pack.number, "audience": pack.audience, "day": day_of(pack.as_of)}


def _somebody_issued(pack: Pack) -> str:
    at = localtime(pack.at)
    return _(
        "%(name)s issued pack %(number)s at %(time)s on %(issued)s, after you opened this page: "
        "for %(audience)s, as at %(day)s. Open it below. If you need another one, issue yours too."
    ) % {
        "name": pack.by.name,
        "number": pack.number,
        "time": date_format(at, "H:i"),
        "issued": day_of(at.date()),
        "audience": pack.audience,
        "day": day_of(pack.as_of),
    }
