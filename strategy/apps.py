from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "strategy"
    verbose_name = "Strategy"

    def ready(self) -> None:
        from accounts.record_things import Thing, always, by_number, register
        from accounts.roles import Capability

        people = Capability.MANAGE_PEOPLE
        register(
            "strategy.strategy", Thing(called=_("Strategy"), addresses=always("strategy_page"))
        )
        register(
            "strategy.organisation",
            Thing(called=_("Organisation"), addresses=always("organisation"), opened_by=people),
        )
        register(
            "strategy.unit",
            Thing(called=_("Unit"), addresses=by_number("unit_edit"), opened_by=people),
        )
