"""The employee's addresses. `middleware.py` answers them itself; here they have their names."""

from django.urls import path

from surveys.entrance import anonymity, cast, collect, page, plain

app_name = "survey"
urlpatterns = [
    path("s/<slug:label>/", page.page, name="page"),
    path("s/<slug:label>/without-script/", plain.plain, name="plain"),
    path("w/<slug:label>/collect", collect.collect, name="collect"),
    path("b/<slug:label>", cast.cast, name="cast"),
    path("surveys/<slug:label>/anonymity/", anonymity.page, name="anonymity"),
]
