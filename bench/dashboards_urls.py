"""The addresses of the product, and what the leaders' pages are measured against.

Hello stands where the leaders' pages begin, so that finding the way to either costs the same.
"""

from django.apps import apps
from django.urls import include, path

from bench import dashboards_deferred, dashboards_yardsticks
from mobility.urls import urlpatterns as product

PLACE = next(at for at, one in enumerate(product) if str(one.pattern) == "dashboards/")
urlpatterns = [
    *product[:PLACE],
    path("dashboards/hello/", dashboards_yardsticks.hello),
    path("dashboards/deferred/", dashboards_deferred.page),
    path("dashboards/deferred-cartesian/", dashboards_deferred.cartesian_page),
    path("dashboards/cartesian.js", dashboards_deferred.cartesian),
    path("dashboards/deferred.js", dashboards_deferred.script),
    *product[PLACE:],
]

if apps.is_installed("djf_surveys"):  # its pages link to each other
    urlpatterns.append(path("bench/djf/", include("djf_surveys.urls")))
