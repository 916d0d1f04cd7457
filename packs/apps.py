from collections.abc import Collection, Mapping

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PacksConfig(AppConfig):
    name = "packs"
    verbose_name = "Board packs"

    def ready(self) -> None:
        from accounts.record_things import Thing, register

        register("packs.pack", Thing(called=_("Board pack"), addresses=_packs))


def _packs(numbers: Collection[str]) -> Mapping[str, str]:
    """A pack stands under its number among packs, not under its row's."""
    from django.urls import reverse

    from packs.models import Pack

    found = Pack.objects.filter(pk__in=numbers).values_list("pk", "number")
    return {str(pk): reverse("packs:pack", args=[number]) for pk, number in found}
