"""Print the link with which the first administrator sets this installation up."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import gettext as _

from strategy import setting_up


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help=_("of this machine; without it, SITE_URL"))

    def handle(self, *args: Any, port: int | None = None, **options: Any) -> None:
        if not setting_up.needed():
            self.stdout.write(_("This installation is set up already: sign in."))
            return
        site = f"http://127.0.0.1:{port}" if port else settings.SITE_URL
        self.stdout.write(f"{site}{reverse('setup')}?code={setting_up.code()}")
