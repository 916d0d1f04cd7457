"""Two people at once: a form that was opened on an older version is told who changed what."""

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts import record_words
from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.refusals import CannotPlan

COLUMNS_NAMED_ALIKE = {"_id": "", "_on": "", "_value": ""}


class ChangedMeanwhile(CannotPlan):
    """Somebody saved first. Nothing was written; the page shows both and lets it be sent again.

    `version` is what is stored by now.
    """

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version


def refuse_if_changed(thing: models.Model, *, stored: int, seen: int | None) -> None:
    """Refuse a form that saw version `seen` of a thing that is at version `stored` by now.

    `seen` is None for a caller that holds no form, such as an import: it just read the row.
    """
    if seen is not None and seen != stored:
        last = AuditEvent.objects.about(subject_of(thing)).first()
        raise ChangedMeanwhile(_sentence(last), version=stored)


def _sentence(event: AuditEvent | None) -> str:
    if event is None:
        return _("Somebody changed this while you were writing. Check it, and save again.")
    changed = ", ".join(_in_words(name) for name in record_words.told(event.changes))
    who_and_when = {
        "name": event.by_name or _("The importer"),
        "time": date_format(localtime(event.at), "H:i"),
        "day": date_format(localtime(event.at), "j F Y"),
        "what": changed or event.title,
    }
    return (
        _(
            "%(name)s saved a change at %(time)s on %(day)s while you were writing (%(what)s). "
            "What you wrote is kept below; check it, and save again."
        )
        % who_and_when
    )


def _in_words(column: str) -> str:
    """ "due_on" reads as "due": the record keeps columns, people read words."""
    for ending, words in COLUMNS_NAMED_ALIKE.items():
        column = column.removesuffix(ending) + words
    return column.replace("_", " ")
