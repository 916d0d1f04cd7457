from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import sign_ins  # noqa: F401 (listens)
        from accounts.read_links import logs

        logs.quieten_web_servers()
        _tell_the_record()


def _tell_the_record() -> None:
    """What the record calls our own things; rooms above tell it of theirs."""
    from accounts.record_things import Thing, by_number, register
    from accounts.roles import Capability

    people = Capability.MANAGE_PEOPLE
    register(
        "accounts.user",
        Thing(
            called=_("Person"),
            addresses=by_number("people_edit"),
            opened_by=people,
            say=_role,
        ),
    )


def _role(name: str, kept: object) -> str | None:
    from accounts.roles import Role

    return str(Role(kept).label) if name == "role" and kept in Role.values else None
