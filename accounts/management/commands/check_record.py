"""Say whether every entry of the record follows from the one before it; fail where one does not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from accounts.models import AuditEvent


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if broken := audit.first_broken():
            raise CommandError(
                f"Entry {broken.pk} does not follow from the one before it: the record was altered "
                "there, outside this program."
            )
        count = AuditEvent.objects.count()
        self.stdout.write(f"The record is whole: {count} entries, each following the last.")
