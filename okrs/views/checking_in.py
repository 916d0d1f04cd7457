"""What a check-in page does, whoever it is shown to: on the site, or behind an owner's link.

Refuses nothing of who may: the view that calls it has looked. A refusal keeps what was typed.
"""

from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.audit import subject_of
from accounts.models import AuditEvent, User
from okrs import checkins, milestones, previewing, told
from okrs.forms.check_in import NO_STEP, NOTHING_WRITTEN, NOTHING_YET, CheckInForm
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import CheckIn, KeyResult
from okrs.refusals import CannotPlan
from okrs.standings import row_of
from okrs.told import Reading
from okrs.views.check_in_saved import Stood, stood


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What became of a form: what was made of it, or what somebody else told meanwhile.

    `was` is how the key result stood before: okrs/views/check_in_saved.py.
    """

    made: CheckIn | None = None
    was: Stood = ""
    told_meanwhile: CheckIn | None = None


def send(form: CheckInForm, *, posted: QueryDict, by: User) -> Sent:
    """Save the form if it is whole and was not sent to be looked at; otherwise it says why not."""
    if "preview" in posted or not form.is_valid():
        return Sent()
    try:
        was = stood(form.key_result)
        return Sent(made=_save(form, by=by, confirms="confirm" in posted), was=was)
    except ChangedMeanwhile as refusal:
        form.add_error(None, str(refusal))
        form.key_result.refresh_from_db()
        form.data = posted.copy()
        form.data["version"] = str(form.key_result.version)
        return Sent(told_meanwhile=_told_last(form.key_result))
    except CannotPlan as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return Sent()


@transaction.atomic
def _save(form: CheckInForm, *, by: User, confirms: bool) -> CheckIn:
    key_result, at = form.key_result, timezone.now()
    _refuse_slips(form, confirms=confirms)
    made = checkins.record_checkin(
        key_result=key_result,
        reading=Reading() if confirms else form.reading(),
        story=form.story(),
        as_of=timezone.localdate(at) if confirms else form.cleaned_data["as_of"],
        by=by,
        at=at,
        key=form.cleaned_data["key"],
        version=form.cleaned_data["version"],
    )
    for step in key_result.milestones.filter(pk__in=form.cleaned_data.get("steps", [])):
        milestones.tick(milestone=step, by=by, at=at, today=timezone.localdate(at))
    return made


def _refuse_slips(form: CheckInForm, *, confirms: bool) -> None:
    """Sent empty, confirmed before anything was read, or confirmed beside a figure just written.

    What was saved already is not asked about when it is sent a second time.
    """
    if form.key_result.check_ins.filter(key=form.cleaned_data["key"]).exists():
        return
    row = row_of(form.key_result, today=timezone.localdate())
    was_read = bool(previewing.what_is_confirmed(row))
    if confirms:
        told.refuse_to_lose(form.key_result, form.reading())
    if not was_read if confirms else form.says_nothing():
        if not form.figures:
            raise CannotPlan(NO_STEP)
        words = NOTHING_WRITTEN if was_read else NOTHING_YET
        raise CannotPlan(words, field=form.figures[0].name)


def _told_last(key_result: KeyResult) -> CheckIn | None:
    """Who checked in meanwhile; None when it was something else that changed."""
    standing = key_result.check_ins.standing().select_related("recorded_by")
    last = AuditEvent.objects.about(subject_of(key_result)).first()
    return standing.filter(recorded_at=last.at).order_by("-pk").first() if last else None


def shown(form: CheckInForm) -> dict[str, object]:
    """The form, how it stands now, and what saving would make of it when that can be said."""
    key_result, today = form.key_result, timezone.localdate()
    row = row_of(key_result, today=today)
    shown: dict[str, object] = {
        "form": form,
        "key_result": key_result,
        "row": row,
        "confirms": previewing.what_is_confirmed(row),
        "last_reading": previewing.last_reading(key_result),
        "last_confidence": told.last_confidence(key_result),
    }
    if form.is_bound and form.is_valid():
        try:
            _refuse_slips(form, confirms=False)
            shown["preview"] = previewing.preview(
                key_result=key_result,
                reading=form.reading(),
                story=form.story(),
                as_of=form.cleaned_data["as_of"],
                at=timezone.now(),
                steps=form.cleaned_data.get("steps", []),
            )
        except CannotPlan as refusal:
            shown["preview_refusal"] = str(refusal)
    elif form.early:
        shown["preview_refusal"] = form.errors["as_of"][0]
    return shown
