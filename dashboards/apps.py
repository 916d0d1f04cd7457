from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = "Dashboards"

    def ready(self) -> None:
        from accounts.record_things import Thing, always, register
        from accounts.roles import Capability

        register(
            "accounts.readlink",  # a thing of the ground floor whose page is here
            Thing(
                called=_("Read-only link"),
                addresses=always("dashboards:links"),
                opened_by=Capability.EDIT_PLAN,
            ),
        )
