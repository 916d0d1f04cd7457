"""One's own account, people and their roles, the record, and the demo's post."""

from django.urls import path

from accounts.views import mail, own, people, record

urlpatterns = [
    path("account/", own.own, name="account"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="people_add"),
    path("people/<int:pk>/", people.edit, name="people_edit"),
    path("record/", record.page, name="record"),
    path("record/export.csv", record.export, name="record_export"),
    path("record/export.xlsx", record.workbook, name="record_workbook"),
    path("mail/", mail.page, name="mail"),
]
