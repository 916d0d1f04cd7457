from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import sign_ins  # noqa: F401 (listens)
        from accounts.read_links import logs

        logs.quieten_web_servers()
