"""Key results: the list, each one, what is done to it, the playbook and the import."""

from django.urls import path

from okrs.views import (
    baselines,
    check_in,
    editing,
    importing,
    key_result,
    links,
    listing,
    milestones,
    objectives,
    overrides,
    playbook,
)

app_name = "okrs"
urlpatterns = [
    path("", listing.page, name="list"),
    path("export.csv", listing.export, name="export"),
    path("export.xlsx", listing.workbook, name="workbook"),
    path("objectives/add/", objectives.add, name="objective_add"),
    path("objectives/<int:pk>/", objectives.edit, name="objective_edit"),
    path("key-results/add/", editing.add, name="add"),
    path("key-results/<int:pk>/", key_result.page, name="key_result"),
    path("key-results/<int:pk>/chart.json", key_result.chart, name="chart"),
    path("key-results/<int:pk>/readings.csv", key_result.readings_csv, name="readings_csv"),
    path("key-results/<int:pk>/edit/", editing.edit, name="edit"),
    path("key-results/<int:pk>/retire/", editing.retire, name="retire"),
    path("key-results/<int:pk>/check-in/", check_in.check_in, name="check_in"),
    path("key-results/<int:pk>/check-in/preview/", check_in.preview, name="check_in_preview"),
    path(
        "key-results/<int:pk>/check-ins/<int:check_in_pk>/correct/",
        check_in.correct,
        name="correct",
    ),
    path("key-results/<int:pk>/baseline/", baselines.page, name="baseline"),
    path("key-results/<int:pk>/baseline/take/", baselines.take, name="baseline_take"),
    path("key-results/<int:pk>/status/", overrides.page, name="override"),
    path("key-results/<int:pk>/milestones/add/", milestones.add, name="milestone_add"),
    path("milestones/<int:pk>/", milestones.edit, name="milestone_edit"),
    path("milestones/<int:pk>/tick/", milestones.tick, name="milestone_tick"),
    path("milestones/<int:pk>/remove/", milestones.remove, name="milestone_remove"),
    path("milestones/<int:pk>/promote/", milestones.promote, name="milestone_promote"),
    path("key-results/<int:pk>/links/add/", links.add, name="link_add"),
    path("links/<int:pk>/remove/", links.remove, name="link_remove"),
    path("playbook/", playbook.page, name="playbook"),
    path("playbook/take-up/", playbook.take_up_many, name="take_up_many"),
    path("playbook/<slug:pillar>/", playbook.page, name="playbook_pillar"),
    path("playbook/rows/<str:row>/take-up/", playbook.take_up, name="take_up"),
    path("playbook/rows/<str:row>/decline/", playbook.decline, name="decline"),
    path("playbook/rows/<str:row>/reconsider/", playbook.reconsider, name="reconsider"),
    path("import/", importing.start, name="import"),
    path("import/<uuid:key>/columns/", importing.columns, name="import_columns"),
    path("import/<uuid:key>/", importing.check, name="import_check"),
    path("import/<uuid:key>/undo/", importing.undo, name="import_undo"),
]
