from collections.abc import Collection, Mapping

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = "Surveys"

    def ready(self) -> None:
        from accounts.record_things import Thing, always, register

        register("surveys.wave", Thing(called=_("Survey"), addresses=_waves))
        register(
            "disclosure.ownbenchmark",
            Thing(called=_("Benchmark"), addresses=always("surveys:benchmarks")),
        )


def _waves(numbers: Collection[str]) -> Mapping[str, str]:
    """A survey stands under its label, not its number."""
    from django.urls import reverse

    from surveys.models import Wave

    found = Wave.objects.filter(pk__in=numbers).values_list("pk", "label")
    return {str(pk): reverse("surveys:wave", args=[label]) for pk, label in found}
