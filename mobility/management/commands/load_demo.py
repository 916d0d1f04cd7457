"""Load the demo: an invented employer of 1,200 people with two years of history."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from dashboards.demo import loading, people
from dashboards.demo.calendar import Calendar
from packs import demo as packs


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("The demo is loaded in demo mode only: set MOBILITY_DEMO=1."))
        if User.objects.filter(is_demo=True).exists():
            self.stdout.write(_("The demo is there already."))
            return
        try:
            self._load()
        except loading.CannotLoad as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("The demo is loaded."))

    @transaction.atomic
    def _load(self) -> None:
        """What every room has, from the ground up: the packs are made of all the others."""
        now = timezone.now()
        loading.load(at=now)
        lead = next(person.email for person in people.PEOPLE if person.key == "lead")
        packs.issue(by=User.objects.get(email=lead), days=Calendar(now))
