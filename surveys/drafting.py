"""A wave is begun, and its settings are written. Refuses with a sentence (`CannotDraft`)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from surveys import moving
from surveys.locking import keep, refuse_if_changed, refuse_what_is_locked
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.refusals import CannotDraft
from surveys.states import State


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a wave is called, when it happens, whom to ask, and who holds the key."""

    title: str
    opens_on: date | None = None
    closes_on: date | None = None
    results_on: date | None = None
    contact: str = ""
    done_last_time: str = ""
    custody: str = Custody.HOST.value
    guardian: str = ""


def next_label() -> str:
    """The label of the next wave: "w4" after "w3". A label is never used twice. One query."""
    labels = Wave.objects.values_list("label", flat=True)
    return f"w{max((int(label[1:]) for label in labels), default=0) + 1}"


def start_wave(*, settings: Settings, by: User | None, at: datetime) -> Wave:
    """A new draft. Sent twice, the second finds the first; another wave of that name is refused."""
    try:
        return _start(settings, by, at)
    except IntegrityError:  # somebody began one in the same moment, with the same label
        return _start(settings, by, at)


@transaction.atomic
def _start(settings: Settings, by: User | None, at: datetime) -> Wave:
    columns = _columns(settings)
    alike = Wave.objects.filter(title__iexact=columns["title"]).order_by("-pk").first()
    if alike and alike.state == State.DRAFT and not _changes(alike, columns):
        return alike
    _refuse_taken(columns["title"])
    wave = Wave.objects.create(label=next_label(), **columns)
    audit.record(by=by, verb="added", about=wave, at=at)
    return wave


@transaction.atomic
def edit_wave(
    *, wave: Wave, settings: Settings, version: int, by: User | None, at: datetime
) -> Wave:
    """Change the settings. `version` is the one the form was opened on. Safe to send twice."""
    stored = moving.locked(wave)
    changes = _changes(stored, _columns(settings))
    if not changes:
        return stored
    refuse_if_changed(stored, version)
    refuse_what_is_locked(stored, set(changes))
    if "title" in changes:
        _refuse_taken(settings.title, but=stored)
    for name, (_before, after) in changes.items():
        setattr(stored, name, after)
    if {"custody", "guardian"} & set(changes):  # another guardian, another key
        stored.guardian_public = None
    return keep(stored, verb="changed", changes=changes, by=by, at=at)


def _refuse_taken(title: str, *, but: Wave | None = None) -> None:
    """Two waves of one name could not be told apart in the record. An abandoned one's is free."""
    others = Wave.objects.exclude(state=State.ABANDONED)
    if but:
        others = others.exclude(pk=but.pk)
    if others.filter(title__iexact=" ".join(title.split())).exists():
        raise CannotDraft(
            _("There is a wave of this name already. Give this one another name."), field="title"
        )


def _columns(settings: Settings) -> dict[str, Any]:
    """The columns as they are stored. Refuses days in the wrong order and a nameless guardian."""
    _check_days(settings)
    given = asdict(settings) | {
        "title": " ".join(settings.title.split()),
        "contact": " ".join(settings.contact.split()),
        "done_last_time": "\n".join(settings.done_last_time.splitlines()).strip(),
        "guardian": " ".join(settings.guardian.split()),
    }
    if not given["title"]:
        raise CannotDraft(_("Give the wave a name."), field="title")
    if settings.custody != Custody.GUARDIAN:
        given["guardian"] = ""
    elif not given["guardian"]:
        raise CannotDraft(_("Say who the guardian is: a name, and what they do."), field="guardian")
    return given


def _check_days(settings: Settings) -> None:
    opens, closes, results = settings.opens_on, settings.closes_on, settings.results_on
    if opens and closes and closes < opens:
        raise CannotDraft(
            _("The last day to answer is before the day it opens."), field="closes_on"
        )
    if closes and results and results <= closes:
        raise CannotDraft(
            _("Results can come only after the last day to answer."), field="results_on"
        )


def _changes(wave: Wave, columns: dict[str, Any]) -> dict[str, list[Any]]:
    stored = {name: getattr(wave, name) for name in columns}
    return {n: [stored[n], value] for n, value in columns.items() if stored[n] != value}
