"""The leaders' pages."""

from django.urls import path

from dashboards.views import plan

app_name = "dashboards"
urlpatterns = [
    path("", plan.page, name="plan"),
    path("plan.csv", plan.export, name="plan_csv"),
]
