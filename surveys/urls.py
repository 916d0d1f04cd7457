"""The lead's side of surveys. A wave's own addresses begin with its label, so they stand last."""

from django.urls import path

from surveys.views import (
    benchmarks,
    bounces,
    cards,
    drafts,
    guardian,
    importing,
    lifecycle,
    preview,
    questions,
    results,
    sending,
    staff,
    waves,
)

app_name = "surveys"
urlpatterns = [
    path("", waves.listing, name="list"),
    path("new/", drafts.add, name="add"),
    path("import/", importing.bring, name="import"),
    path("benchmarks/", benchmarks.page, name="benchmarks"),
    path("benchmarks/add/", benchmarks.add, name="benchmark_add"),
    path("benchmarks/<int:pk>/", benchmarks.edit, name="benchmark_edit"),
    path("imported/<slug:label>/", importing.imported, name="imported"),
    path("imported/<slug:label>/take-back/", importing.take_back, name="import_take_back"),
    path("<slug:label>/", waves.page, name="wave"),
    path("<slug:label>/settings/", drafts.edit, name="edit"),
    path("<slug:label>/questions/", questions.page, name="questions"),
    path("<slug:label>/preview/", preview.page, name="preview"),
    path("<slug:label>/open/", lifecycle.open_wave, name="open"),
    path("<slug:label>/extend/", lifecycle.extend, name="extend"),
    path("<slug:label>/close/", lifecycle.close, name="close"),
    path("<slug:label>/abandon/", lifecycle.abandon, name="abandon"),
    path("<slug:label>/guardian/", guardian.guardian, name="guardian"),
    path("<slug:label>/guardian/link/", guardian.link, name="guardian_link"),
    path("<slug:label>/guardian/count/", guardian.count, name="guardian_count"),
    path("<slug:label>/sealed-box/", guardian.sealed_box, name="sealed_box"),
    path("<slug:label>/staff/", staff.page, name="staff"),
    path("<slug:label>/send/", sending.page, name="send"),
    path("<slug:label>/send/progress/", sending.progress, name="send_progress"),
    path("<slug:label>/cards/", cards.page, name="cards"),
    path("<slug:label>/cards/print/", cards.to_print, name="cards_print"),
    path("<slug:label>/came-back/", bounces.page, name="came_back"),
    path("<slug:label>/came-back/<int:pk>/", bounces.correct, name="came_back_correct"),
    path("<slug:label>/results/", results.page, name="results"),
    path("<slug:label>/results/v<int:version>/", results.old_page, name="results_version"),
    path("<slug:label>/results/<slug:cut>/<slug:measure>/", results.table, name="results_table"),
    path(
        "<slug:label>/results/v<int:version>/<slug:cut>/<slug:measure>/",
        results.old_table,
        name="results_table_version",
    ),
    path(
        "<slug:label>/results/<slug:cut>/<slug:measure>.<slug:kind>",
        results.file,
        name="results_file",
    ),
    path(
        "<slug:label>/results/v<int:version>/<slug:cut>/<slug:measure>.<slug:kind>",
        results.old_file,
        name="results_file_version",
    ),
]
