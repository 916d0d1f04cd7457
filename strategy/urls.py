"""Set-up, the organisation and its units, and the strategy's own words."""

from django.urls import path

from strategy.views import organisation, setup, strategy

urlpatterns = [
    path("setup/", setup.page, name="setup"),
    path("organisation/", organisation.page, name="organisation"),
    path("organisation/units/add/", organisation.add_unit, name="unit_add"),
    path("organisation/units/<int:pk>/", organisation.edit_unit, name="unit_edit"),
    path("strategy/edit/", strategy.edit, name="strategy_edit"),
]
