"""The leaders' pages. A subject's own addresses stand last: its name could be any word."""

from django.urls import path

from dashboards.views import definitions, plan, subjects

app_name = "dashboards"
urlpatterns = [
    path("", plan.page, name="plan"),
    path("plan.csv", plan.export, name="plan_csv"),
    path("definitions/", definitions.page, name="definitions"),
    path("<slug:subject>/", subjects.page, name="subject"),
    path("<slug:subject>/<slug:finding>.<slug:kind>", subjects.file, name="file"),
]
