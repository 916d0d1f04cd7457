"""The count made on a guardian's machine comes back: how many, and which ballot numbers.

What it may hold is fixed here, for the command that writes it and for the page that takes it: no
table and no answer, until disclosure control can make tables safe (docs/adr/0007-the-ballot.md).
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from surveys import closing, guardians
from surveys.ballot import door
from surveys.guardians import CannotGuard
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.states import State

FORMAT = "mobility-count-1"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class CannotTakeCount(CannotGuard):
    """The file is no count of this wave's box; the message says what is wrong with it."""


@dataclass(frozen=True)
class Result:
    """What a guardian's count says. Languages are those of ten ballots or more."""

    label: str
    plan: str
    counted: int
    invalid: int
    languages: tuple[str, ...]
    numbers: tuple[bytes, ...]


def of(*, label: str, plan: str, count: door.Count) -> Result:
    """What may leave the guardian's machine of a count: its tables stay behind."""
    return Result(
        label=label,
        plan=plan,
        counted=count.counted,
        invalid=count.invalid,
        languages=tuple(sorted(n for n, many in count.languages.items() if many >= door.FEWEST)),
        numbers=tuple(sorted(count.numbers)),
    )


def written(result: Result) -> str:
    """As the file that goes back to the lead."""
    told = {
        "format": FORMAT,
        "label": result.label,
        "plan": result.plan,
        "counted": result.counted,
        "invalid": result.invalid,
        "languages": result.languages,
        "numbers": [number.hex() for number in result.numbers],
    }
    return json.dumps(told, indent=1) + "\n"


def read(content: bytes) -> Result:
    """The file as it came. Raises CannotTakeCount for whatever is not of this form."""
    try:
        said = json.loads(content)
        _refuse_the_box_itself(said)
        result = Result(
            label=str(said["label"]),
            plan=str(said["plan"]),
            counted=int(said["counted"]),
            invalid=int(said["invalid"]),
            languages=tuple(str(name) for name in said["languages"]),
            numbers=tuple(bytes.fromhex(number) for number in said["numbers"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CannotTakeCount(_("This is not a count: it could not be read.")) from None
    if said.get("format") != FORMAT:
        raise CannotTakeCount(_("This is not a count of this version."))
    return result


def _refuse_the_box_itself(said: Any) -> None:
    if isinstance(said, dict) and str(said.get("format")).startswith("mobility-sealed-box"):
        raise CannotTakeCount(
            _(
                "This is the sealed box itself, not the count. The guardian counts it on their "
                "own machine; bring the file that the command wrote."
            )
        )


def take(*, wave: Wave, content: bytes, by: User | None, at: datetime) -> None:
    """Check a count against the box, end the wave with it, and destroy the box.

    `by` is None for whoever held the guardian's link. Raises CannotTakeCount, and then nothing
    has changed.
    """
    result = read(content)
    check(result, wave)
    note = "" if by else str(guardians.BY_LINK)
    closing.finish(
        wave=wave,
        counted=result.counted,
        invalid=result.invalid,
        numbers=list(result.numbers),
        languages=dict.fromkeys(result.languages, door.FEWEST),
        at=at,
        record=lambda: audit.record(
            by=by, verb="brought the count of", about=wave, at=at, note=note
        ),
    )


def check(result: Result, wave: Wave) -> None:
    """Whether this is a count of this wave's box. Raises CannotTakeCount with what does not fit."""
    if wave.custody != Custody.GUARDIAN or wave.state != State.CLOSING:
        raise CannotTakeCount(_("This survey is not waiting for a guardian’s count."))
    if (result.label, result.plan) != (wave.label, wave.plan_hash):
        raise CannotTakeCount(_("This is the count of another survey, or of another plan."))
    if len(set(result.numbers)) != result.counted or len(result.numbers) != result.counted:
        raise CannotTakeCount(_("The count does not add up: each ballot has one number."))
    _check_how_many(result, wave)
    if not all(LANGUAGE.fullmatch(name) for name in result.languages):
        raise CannotTakeCount(_("This is not a count: it could not be read."))
    if not door.holds(wave.label, result.numbers):
        raise CannotTakeCount(_("The count names a ballot that is not in the box."))


def _check_how_many(result: Result, wave: Wave) -> None:
    """Counted and invalid ballots are those of the box; of fewer than ten people, none is counted.

    Then the file says how many were not valid, and those that were stay unspoken of.
    """
    held, twice = door.ballots(wave.label), door.reissued(wave.label)
    too_few_valid = held - result.invalid - twice < door.FEWEST
    if not result.counted and 0 < result.invalid <= held and too_few_valid:
        return
    if result.invalid < 0 or result.counted + result.invalid != held:
        raise CannotTakeCount(_("The count does not add up: the box holds more or fewer."))
    if result.counted - twice < door.FEWEST:
        raise CannotTakeCount(_("Fewer than ten ballots are never counted."))
