"""The letter of the week, switched off and on by each lead for themselves.

What waits for a person still reaches them: reminders are not switched off (docs/progress.md,
section 9).
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.models import WeekNotWanted


def wanted_by(people: Iterable[User]) -> list[User]:
    """Those who did not switch it off: one query."""
    found = list(people)
    rows = WeekNotWanted.objects.filter(person__in=found)
    without = set(rows.values_list("person_id", flat=True))
    return [one for one in found if one.pk not in without]


@transaction.atomic
def switch(*, person: User, on: bool, at: datetime) -> None:
    """As they say. What is so already stays so, and is recorded once."""
    if on:
        changed, _by_table = WeekNotWanted.objects.filter(person=person).delete()
    else:
        _row, changed = WeekNotWanted.objects.get_or_create(person=person, defaults={"since": at})
    if changed and on:
        audit.record(by=person, verb="switched on the weekly letter of", about=person, at=at)
    elif changed:
        audit.record(by=person, verb="switched off the weekly letter of", about=person, at=at)


def how_to_switch_off() -> str:
    """What stands under it."""
    return _("To stop getting this letter of the week: %(link)s") % {
        "link": f"{settings.SITE_URL}{reverse('okrs:week_letter')}"
    }
