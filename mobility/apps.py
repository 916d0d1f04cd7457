from django.apps import AppConfig


class MobilityConfig(AppConfig):
    name = "mobility"
    verbose_name = "Mobility"

    def ready(self) -> None:
        from mobility import checks  # noqa: F401 (registers them)
