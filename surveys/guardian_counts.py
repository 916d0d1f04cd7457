"""The count made on a guardian's machine comes back: how many, which ballot numbers, and the tables
as they left the gate there.

What it may hold is fixed here, for the command that writes it and for the page that takes it. No
answer is in it and nothing exact but how many. All of it is signed with the key that opened the
box: tables come with a certificate, but whoever holds the ballot numbers could write both. What is
not signed, does not stand as it left the gate, or is not of this wave's plan, is refused.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.control.safe_tables import Protected, Unsafe
from surveys import closing, guardians, returned_tables, tables_plan, wave_tables
from surveys.ballot import door
from surveys.guardians import CannotGuard
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.plan import NotAPlan
from surveys.questions.refusals import NotAQuestionSet
from surveys.states import State
from surveys.wave_questions import fewest, question_set, table_plan

FORMAT = "mobility-count-3"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class CannotTakeCount(CannotGuard):
    """The file is no count of this wave's box; the message says what is wrong with it."""


@dataclass(frozen=True)
class Result:
    """What a guardian's count says. Languages are those of ten ballots or more; `protected` is None
    where nothing was counted. `box` is the digest of the sealed ballots, `beside` that of what
    earlier waves showed."""

    label: str
    plan: str
    box: str
    beside: str
    counted: int
    invalid: int
    languages: tuple[str, ...]
    numbers: tuple[bytes, ...]
    protected: Protected | None
    pay: PayGaps | None = None
    signature: bytes = b""

    def told(self) -> dict[str, Any]:
        """All that it says, as plain data: this is what is signed."""
        return {
            "format": FORMAT,
            "label": self.label,
            "plan": self.plan,
            "box": self.box,
            "beside": self.beside,
            "counted": self.counted,
            "invalid": self.invalid,
            "languages": self.languages,
            "numbers": [number.hex() for number in self.numbers],
            "tables": self.protected and self.protected.to_data(),
            "pay": self.pay and self.pay.to_data(),
        }

    def content(self) -> bytes:
        """The same in the one form that signatures are over."""
        return json.dumps(self.told(), sort_keys=True, separators=(",", ":")).encode()

    def signed(self, key: bytes) -> "Result":
        """With the signature of the guardian's private key (PEM). Raises door.NotABundle."""
        return replace(self, signature=door.sign(content=self.content(), key=key))

    def count(self) -> door.Count:
        """As the host's own count is: of languages it is only known that ten used them."""
        return door.Count(
            protected=self.protected,
            counted=self.counted,
            invalid=self.invalid,
            languages=dict.fromkeys(self.languages, door.FEWEST),
            numbers=list(self.numbers),
            pay=self.pay,
        )


def counted(*, box: bytes, key: bytes) -> Result:
    """On the guardian's machine: the box opened, counted, through the gate, and signed.

    Raises door.NotABundle and door.TooFew, as door.count_bundle does.
    """
    return of(door.count_bundle(content=box, key=key, shape_of=_shape_of)).signed(key)


def _shape_of(frozen: Mapping[str, Any], plan_hash: str) -> door.Shape:
    """Only the tables that were promised are made: the plan must be that of the published hash."""
    try:
        return tables_plan.shape(*tables_plan.of_frozen(frozen, plan_hash))
    except (NotAPlan, NotAQuestionSet) as wrong:
        raise door.NotABundle(
            f"The plan in the file is not the one of this survey, so nothing was opened. {wrong}"
        ) from wrong


def of(made: door.Counted) -> Result:
    """What may leave the guardian's machine of a count."""
    count = made.count
    return Result(
        label=made.label,
        plan=made.plan,
        box=made.box,
        beside=made.beside,
        counted=count.counted,
        invalid=count.invalid,
        languages=tuple(sorted(n for n, many in count.languages.items() if many >= door.FEWEST)),
        numbers=tuple(sorted(count.numbers)),
        protected=count.protected,
        pay=count.pay,
    )


def written(result: Result) -> str:
    """As the file that goes back to the lead."""
    return json.dumps(result.told() | {"signature": result.signature.hex()}, indent=1) + "\n"


def read(content: bytes) -> Result:
    """The file as it came. Raises CannotTakeCount for whatever is not of this form."""
    try:
        said = json.loads(content)
        _refuse_another_file(said)
        return _result(said)
    except Unsafe as wrong:
        raise CannotTakeCount(
            _("The tables in the file are not as they left the gate, so they are not taken.")
        ) from wrong
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CannotTakeCount(_("This is not a count: it could not be read.")) from None


def _result(said: dict[str, Any]) -> Result:
    return Result(
        label=str(said["label"]),
        plan=str(said["plan"]),
        box=str(said["box"]),
        beside=str(said["beside"]),
        counted=int(said["counted"]),
        invalid=int(said["invalid"]),
        languages=tuple(str(name) for name in said["languages"]),
        numbers=tuple(bytes.fromhex(number) for number in said["numbers"]),
        protected=Protected.from_data(said["tables"]) if said["tables"] else None,
        pay=PayGaps.from_data(said["pay"]) if said["pay"] else None,
        signature=bytes.fromhex(said.get("signature", "")),
    )


def _refuse_another_file(said: dict[str, Any]) -> None:
    """Raises TypeError or KeyError for what has no form at all."""
    form = str(said["format"])
    if form.startswith("mobility-sealed-box"):
        raise CannotTakeCount(
            _(
                "This is the sealed box itself, not the count. The guardian counts it on their "
                "own machine; bring the file that the command wrote."
            )
        )
    if form != FORMAT:
        raise CannotTakeCount(_("This is not a count of this version."))


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
        count=result.count(),
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
    _check_signature(result, wave)
    _check_what_was_counted(result, wave)
    if len(set(result.numbers)) != result.counted or len(result.numbers) != result.counted:
        raise CannotTakeCount(_("The count does not add up: each ballot has one number."))
    _check_how_many(result, wave)
    if not all(LANGUAGE.fullmatch(name) for name in result.languages):
        raise CannotTakeCount(_("This is not a count: it could not be read."))
    if not door.holds(wave.label, result.numbers):
        raise CannotTakeCount(_("The count names a ballot that is not in the box."))
    if not _are_of_the_plan(result, wave):
        raise CannotTakeCount(_("The tables in the file are not those of this survey’s plan."))


def _check_signature(result: Result, wave: Wave) -> None:
    public = bytes(wave.guardian_public or b"")
    content = result.content()
    if not door.is_signed(public=public, content=content, signature=result.signature):
        raise CannotTakeCount(
            _(
                "The count is not signed with the guardian’s key, or has been changed since. Bring "
                "the file as the command wrote it."
            )
        )


def _check_what_was_counted(result: Result, wave: Wave) -> None:
    """Whoever carries the box could have altered it: other ballots, or no earlier waves."""
    if result.box != door.digest_of_ballots(wave.label):
        raise CannotTakeCount(
            _("Other ballots were counted than those in the box. Fetch the sealed box again.")
        )
    if result.beside != door.digest_of_patterns(wave_tables.earlier(wave)):
        raise CannotTakeCount(
            _(
                "The tables were not laid beside what other surveys now show. Fetch the sealed "
                "box again, and have the guardian count that one."
            )
        )


def _are_of_the_plan(result: Result, wave: Wave) -> bool:
    shape = tables_plan.shape(table_plan(wave), question_set(wave))
    tables, plan = result.protected, shape.plan
    return returned_tables.fit(
        tables, counted=result.counted, plan=plan
    ) and returned_tables.pay_fits(result.pay, tables=tables, bands=shape.pay, plan=plan)


def _check_how_many(result: Result, wave: Wave) -> None:
    """Counted and invalid ballots are those of the box; of fewer than ten people, none is counted.

    Then the file says how many were not valid, and those that were stay unspoken of.
    """
    held, twice = door.ballots(wave.label), door.reissued(wave.label)
    too_few_valid = held - result.invalid - twice < fewest(wave)
    if not result.counted and 0 < result.invalid <= held and too_few_valid:
        return
    if result.invalid < 0 or result.counted + result.invalid != held:
        raise CannotTakeCount(_("The count does not add up: the box holds more or fewer."))
    if result.counted - twice < fewest(wave):
        raise CannotTakeCount(
            _("Fewer than %(few)s ballots are never counted.")
            % {"few": guardians.few_in_words(fewest(wave))}
        )
