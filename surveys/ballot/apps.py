from django.apps import AppConfig


class BallotConfig(AppConfig):
    """The sealed box. Its one public file is surveys/ballot/door.py."""

    name = "surveys.ballot"
    label = "ballot"
    verbose_name = "Ballot"

    def ready(self) -> None:
        from surveys.ballot import checks, logs  # noqa: F401 (registers them)

        logs.quieten_web_servers()
