"""Periods: their list, their pages, what is said in a review, the close, and what was kept."""

from django.urls import path, re_path

from okrs.views import period_closing, period_rows, periods

urlpatterns = [
    path("", periods.listing, name="periods"),
    path("add/", periods.add, name="period_add"),
    path("<int:pk>/", periods.page, name="period"),
    path("<int:pk>/edit/", periods.edit, name="period_edit"),
    path("<int:pk>/taught/", periods.reflect, name="period_reflect"),
    path("<int:pk>/results/<int:key_result>/", period_rows.say, name="period_say"),
    path("<int:pk>/close/", period_closing.close, name="period_close"),
    path("<int:pk>/reopen/", period_closing.reopen, name="period_reopen"),
    path("<int:pk>/closed/<int:number>/", periods.page, name="period_snapshot"),
    re_path(
        r"^(?P<pk>\d+)/closed/(?P<number>\d+)/period\.(?P<kind>csv|xlsx|json)$",
        periods.file,
        name="period_file",
    ),
]
