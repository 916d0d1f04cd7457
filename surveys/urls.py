"""The lead's side of surveys. A wave's own addresses begin with its label, so they stand last."""

from django.urls import path

from surveys.views import waves

app_name = "surveys"
urlpatterns = [
    path("", waves.listing, name="list"),
]
