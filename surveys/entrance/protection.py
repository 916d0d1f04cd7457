"""What the page "How your answer is protected" shows of one wave."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from disclosure.sealing import Altered
from strategy.models import Organisation
from surveys import (
    ballot_numbers,
    certificate_words,
    fingerprints,
    participation,
    plan,
    promises,
    tables_plan,
    wave_tables,
)
from surveys.ballot import door
from surveys.models import Wave, WaveCount
from surveys.models.waves import Custody, Origin
from surveys.promises import Said
from surveys.states import State
from surveys.wave_questions import question_set, table_plan

# The picture: which steps of a ballot's way stand together, and under what.
ZONES: tuple[tuple[str | Words, slice], ...] = (
    (_("Who may answer"), slice(0, 2)),
    (_("What you answer"), slice(2, 4)),
    (_("What comes of it"), slice(4, 6)),
)


@dataclass(frozen=True)
class Zone:
    title: str | Words
    start: int  # the number of its first step
    steps: list[Said]


def wave_to_show(label: str) -> Wave | None:
    """A wave that is or was open. A draft promised nobody anything; an import was never asked."""
    shown = Wave.objects.filter(origin=Origin.ASKED).exclude(plan_hash="")
    return shown.filter(label=label).first()


def numbers_of(wave: Wave) -> bytes | None:
    """The ballot numbers that were counted, one after the other; None before the count."""
    kept = WaveCount.objects.filter(wave=wave).values_list("numbers", flat=True).first()
    return None if kept is None else bytes(kept)


def what_the_page_needs(wave: Wave, *, typed: str) -> dict[str, Any]:
    """Everything the template takes. Queries: five, and two more once the wave is counted."""
    return {
        "wave": wave,
        "title": wave.title,
        "organisation": Organisation.current(),
        "demo": settings.DEMO,
        "zones": _zones(promises.said("journey", wave=wave)),
        "protected": promises.said("protected", wave=wave),
        "not_protected": promises.said("not-protected", wave=wave),
        "kept": promises.said("kept", wave=wave),
        "of_the_plan": promises.said("plan", wave=wave),
        "is_open": wave.state == State.OPEN,
        "is_abandoned": wave.state == State.ABANDONED,
        "guardian": wave.guardian if wave.custody == Custody.GUARDIAN else "",
        "public": door.public_keys(wave.label),
        **_fingerprints(wave),
        **_plan(wave),
        **_attacks(wave),
        **_taking_part(wave, typed),
    }


def _zones(steps: list[Said]) -> list[Zone]:
    return [Zone(title, part.start + 1, steps[part]) for title, part in ZONES]


def _fingerprints(wave: Wave) -> dict[str, Any]:
    return {
        "plan_digits": fingerprints.in_groups(wave.plan_hash),
        "script_hash": fingerprints.script_fingerprint(),
        "script_digits": fingerprints.in_groups(fingerprints.script_fingerprint()),
        "scripts": fingerprints.scripts_as_served(),
        "site": settings.SITE_URL,
        "here": settings.SITE_URL + reverse("survey:anonymity", args=[wave.label]),
    }


def _plan(wave: Wave) -> dict[str, Any]:
    asked, planned = question_set(wave), table_plan(wave)
    return {
        "plan": planned,
        "cuts": plan.in_words(planned, asked, settings.LANGUAGE_CODE),
        "measures": plan.measures_in_words(planned, asked, settings.LANGUAGE_CODE),
        "how_many": plan.how_many(planned),
        "pay": bool(tables_plan.bands(asked)),
    }


def _attacks(wave: Wave) -> dict[str, Any]:
    """What will be tried on the tables; once they are made, what was tried and found."""
    try:
        publication = wave_tables.published(wave)
    except Altered as altered:
        return {"altered": str(altered)}
    if publication is None:
        return {"to_try": [str(name) for name in certificate_words.ATTACKS.values()]}
    return {"certificate": certificate_words.in_words(publication)}


def _taking_part(wave: Wave, typed: str) -> dict[str, Any]:
    """Rounded while the wave is open; exact, with the ballot numbers, once it is counted."""
    count = WaveCount.objects.defer("numbers").filter(wave=wave).first()
    if count is None:
        taken = participation.latest(wave)
        return {"taken": taken, "taking_part": participation.in_words(taken)}
    listed = bool(typed) or count.counted <= ballot_numbers.AT_MOST
    found = ballot_numbers.find(numbers_of(wave) or b"", typed) if listed else None
    return {"count": count, "found": found, "typed": typed}
