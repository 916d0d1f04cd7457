"""Board packs. A pack keeps its number, and so its address, for good."""

from django.urls import path

from packs import views

app_name = "packs"
urlpatterns = [
    path("", views.listing, name="list"),
    path("issue/", views.issue, name="issue"),
    path("<int:number>/", views.page, name="pack"),
    path("<int:number>/since/<int:before>/", views.since, name="since"),
    path("<int:number>.<slug:kind>", views.file, name="file"),
]
