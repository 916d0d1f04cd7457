"""The addresses behind an owner's link. The secret in them is kept out of every log."""

from django.urls import path

from okrs.views import owner_links, taking_up

app_name = "mine"
urlpatterns = [
    path("<str:token>/", owner_links.page, name="list"),
    path("<str:token>/code/", taking_up.code, name="code"),
    path("<str:token>/open/", taking_up.take_up, name="take_up"),
    path("<str:token>/another/", taking_up.another, name="another"),
    path("<str:token>/end/", owner_links.end, name="end"),
    path("<str:token>/<int:pk>/", owner_links.check_in, name="check_in"),
    path("<str:token>/<int:pk>/preview/", owner_links.preview, name="check_in_preview"),
]
