from django.apps import AppConfig


class OkrsConfig(AppConfig):
    name = "okrs"
    verbose_name = "Key results"

    def ready(self) -> None:
        from okrs import recorded

        recorded.tell_the_record()
