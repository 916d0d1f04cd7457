"""The leaders' pages. A subject's own addresses stand last: its name could be any word."""

from django.urls import path

from dashboards.views import definitions, headline, links, plan, present, subjects

app_name = "dashboards"
urlpatterns = [
    path("", headline.page, name="plan"),
    path("plan.csv", plan.export, name="plan_csv"),
    path("present/", present.page, name="present"),
    path("definitions/", definitions.page, name="definitions"),
    path("<slug:finding>.<slug:kind>", headline.file, name="headline_file"),
    path("pillars/", headline.pillars_page, name="pillars"),
    path("changed/", headline.changed_page, name="changed"),
    path("links/", links.listing, name="links"),
    path("links/new/", links.add, name="link_add"),
    path("links/<int:pk>/withdraw/", links.withdraw, name="link_withdraw"),
    path("<slug:subject>/", subjects.page, name="subject"),
    path("<slug:subject>/<slug:finding>.<slug:kind>", subjects.file, name="file"),
]
