"""Say whether every entry of the record follows from the one before it; fail where one does not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if broken := audit.first_broken():
            raise CommandError(
                _(
                    "Entry %(number)s does not follow from the one before it: the record was "
                    "altered there, outside this program."
                )
                % {"number": broken.pk}
            )
        count = AuditEvent.objects.count()
        whole = _("The record is whole: %(n)s entries, each following the last.") % {"n": count}
        self.stdout.write(whole)
