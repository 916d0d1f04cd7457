"""Every address of the product. Paths are part of the design: keep them stable."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from dashboards.views import home, method, strategy, strategy_map
from mobility import health

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("sign-in/closed/", allauth.account_inactive, name="account_inactive"),
    path("account/password/", allauth.password_change, name="account_change_password"),
    path("account/confirm/", allauth.reauthenticate, name="account_reauthenticate"),
    path("forgotten/", allauth.password_reset, name="account_reset_password"),
    path("forgotten/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(  # the key holds hyphens itself: only the first one parts it from the person
        r"^forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "forgotten/changed/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("", include("accounts.urls")),
    path("", include("strategy.urls")),
    path("strategy/", strategy.page, name="strategy_page"),
    path("strategy/map/", strategy_map.page, name="strategy_map"),
    path("strategy/map.svg", strategy_map.file, name="strategy_map_file"),
    path("strategy/pillars/<slug:slug>/", strategy.pillar, name="pillar_page"),
    path("", include("surveys.entrance.urls")),
    path("okrs/", include("okrs.urls")),
    path("my-check-ins/", include("okrs.owner_link_urls")),
    path("surveys/", include("surveys.urls")),
    path("dashboards/", include("dashboards.urls")),
    path("board-pack/", include("packs.urls")),
    path("how-we-count/", method.how_we_count, name="how_we_count"),
    path("accessibility/", method.accessibility, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
