"""The addresses of the product, and those it is measured against."""

from django.apps import apps
from django.urls import include, path

from bench import survey_yardsticks
from mobility.urls import urlpatterns as product
from surveys.entrance.urls import urlpatterns as entrance

urlpatterns = [path("bench/insert", survey_yardsticks.insert), *product]
# What the survey's own middleware answers, and a page that says hello, in the same way.
entrance_and_hello = (*entrance, path("s/hello/hello/hello/", survey_yardsticks.hello))

if apps.is_installed("djf_surveys"):
    from djf_surveys.views import CreateSurveyFormView

    from accounts.doors import open_door

    create = open_door(CreateSurveyFormView.as_view())
    urlpatterns = [
        path("bench/create/<str:slug>/", create),
        path("bench/djf/", include("djf_surveys.urls")),
        *urlpatterns,
    ]
