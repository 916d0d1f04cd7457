"""What the pages that write have in common: run the verb, and put a refusal where it belongs."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.doors import PageRequest
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.refusals import CannotChangeWave, CannotDraft, ChangedMeanwhile


def asked_here(label: str) -> Wave:
    """The wave of this label, if it is one that we ask: an imported one has pages of its own."""
    return get_object_or_404(Wave, label=label, origin=Origin.ASKED)


def saved(form: Any, verb: Callable[[], Wave]) -> Wave | None:
    """What the verb gives; None where the form was refused, which then says why.

    A form that is told of somebody else's change can be sent again: it now knows the version.
    """
    if not form.is_valid():
        return None
    try:
        return verb()
    except ChangedMeanwhile as refusal:
        form.changed_meanwhile = True
        form.data = form.data.copy()
        form.data["version"] = str(refusal.version)
        form.add_error(None, str(refusal))
    except CannotDraft as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except CannotChangeWave as refusal:
        form.add_error(None, str(refusal))
    return None


def too_late(request: PageRequest, wave: Wave) -> HttpResponse:
    """Also what a page that was sent twice is answered with."""
    messages.info(
        request,
        _("Nothing was done: the wave is %(state)s.") % {"state": wave.get_state_display().lower()},
    )
    return redirect("surveys:wave", label=wave.label)
