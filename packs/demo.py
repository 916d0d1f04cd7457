"""The demo's board packs: one of three months ago, and one of today with what changed."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from accounts.models import User
from dashboards.demo import people
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import NOW
from dashboards.demo.telling import NAMESPACE
from packs import gathering, issuing
from packs.contents import LEADERS
from packs.gathering import Order
from packs.models import Pack

MONTHS_AGO = 3
AFTERWARDS = timedelta(days=8)  # a pack is issued some days after the one it is of


def issue(*, by: User, days: Calendar) -> list[Pack]:
    """Both, each from what was known on its day; the same day gives the same packs."""
    then = days.as_of(NOW - MONTHS_AGO)
    return [_issued(day, by, days) for day in (then, days.today)]


def _issued(day: date, by: User, days: Calendar) -> Pack:
    order = Order(day=day, audience=f"Board of {people.ORGANISATION}", kind=LEADERS)
    gathered = gathering.gather(order=order, today=days.today)
    return issuing.freeze(gathered, by=by, at=days.moment(day + AFTERWARDS), key=_key(day))


def _key(day: date) -> UUID:
    return uuid5(NAMESPACE, f"board pack of {day}")
