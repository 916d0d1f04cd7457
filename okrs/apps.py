from django.apps import AppConfig


class OkrsConfig(AppConfig):
    name = "okrs"
    verbose_name = "Key results"

    def ready(self) -> None:
        from accounts import leaving
        from okrs import holding, recorded

        recorded.tell_the_record()
        leaving.register(holding.held)
