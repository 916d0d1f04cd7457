"""Set-up: the first administrator, the organisation and an empty strategy, in one go and only once.

Whoever sets up proves that they started the installation: the link holds a code made from its
secret key, which only somebody on that machine can print (`manage.py setup_link`).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import User
from accounts.roles import Role
from strategy.models import Organisation, Strategy

SALT = "strategy.setting_up"
LENGTH = 24
YEARS = 3
SET_UP_ALREADY = gettext_lazy("This installation is set up already. Sign in instead.")


class CannotSetUp(Exception):
    """Set-up was refused; the message is fit to show."""


@dataclass(frozen=True, kw_only=True)
class FirstWords:
    """What the first administrator tells us."""

    organisation: str
    headcount: int | None
    vision: str
    starts_on: date
    ends_on: date
    name: str
    email: str
    password: str


def needed() -> bool:
    """Whether nobody has set this installation up yet. One query."""
    return not User.objects.exists()


def code() -> str:
    """The code that the printed link holds: the same for as long as the secret key is."""
    return salted_hmac(SALT, "first administrator", algorithm="sha256").hexdigest()[:LENGTH]


def is_right(given: str) -> bool:
    return constant_time_compare(given, code())


def usual_dates(today: date) -> tuple[date, date]:
    """What set-up offers: from the first of this month to the end of the third year after it."""
    return today.replace(day=1), date(today.year + YEARS, 12, 31)


def set_up(*, words: FirstWords, at: datetime) -> User:
    """Make the administrator, the organisation and the strategy; gives the administrator.

    Refuses (`CannotSetUp`) where somebody was first, also by a moment: there is one organisation.
    """
    try:
        return _make(words, at)
    except IntegrityError:
        raise CannotSetUp(SET_UP_ALREADY) from None


@transaction.atomic
def _make(words: FirstWords, at: datetime) -> User:
    if not needed():
        raise CannotSetUp(SET_UP_ALREADY)
    admin = User.objects.create_user(
        email=words.email, name=words.name, role=Role.ADMIN.value, password=words.password
    )
    organisation = Organisation.objects.create(name=words.organisation, headcount=words.headcount)
    strategy = Strategy.objects.create(
        name=_("Social mobility strategy"),
        vision=words.vision,
        starts_on=words.starts_on,
        ends_on=words.ends_on,
    )
    for made in (admin, organisation, strategy):
        audit.record(by=admin, verb="added", about=made, at=at)
    return admin
