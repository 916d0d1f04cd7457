"""What somebody tells in a check-in: a reading, and a story beside it. Looked at before it is kept.

Refuses with a sentence (`CannotCheckIn`). Source: docs/progress.md, sections 1 and 6.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs import falls
from okrs.models import CheckIn, KeyResult
from okrs.refusals import CannotPlan
from okrs.rules import confidence as feeling
from okrs.rules import groups
from okrs.rules.progress import percent_change, share
from okrs.rules.words import Cadence, Kind

STORED = Decimal("0.0001")


class CannotCheckIn(CannotPlan):
    """A check-in was refused; the message is fit to show, `field` says where."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read. A percentage gives its two counts, or the share alone; a change its count.

    Nothing at all confirms what was read before.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    word: str = ""
    suppressed: bool = False

    @property
    def says_nothing(self) -> bool:
        return self == Reading()


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the person said beside the figure."""

    changed: str = ""
    next: str = ""
    blockers: str = ""
    confidence: int | None = None
    blocked: bool = False


def figures_of(key_result: KeyResult, reading: Reading) -> dict[str, Any]:
    """The columns a reading fills, by the kind of its key result; refuses what cannot be."""
    if reading.suppressed:
        return {"suppressed": True}
    kind = Kind[key_result.kind]
    if kind is Kind.status:
        return {"word": reading.word}
    if kind is Kind.percent:
        columns = _share_columns(reading)
        return {"suppressed": True} if is_of_too_few(key_result, reading) else columns
    if kind is Kind.percent_change:
        return _change_columns(key_result, reading)
    return {"value": reading.value}


def is_of_too_few(key_result: KeyResult, reading: Reading) -> bool:
    """Whether a share from a survey rests on fewer answers than may be shown.

    A share without its counts does not say how many answered, so it cannot be told.
    """
    minimum, whole = answers_needed(key_result), reading.denominator
    return minimum is not None and whole is not None and groups.too_few(int(whole), minimum)


def answers_needed(key_result: KeyResult) -> int | None:
    """How many answers a share needs to be kept; None where it comes from no survey."""
    is_asked = key_result.cadence == Cadence.on_survey.value
    return groups.MINIMUM_GROUP if is_asked and key_result.kind == Kind.percent.value else None


def too_few_words() -> str:
    """What becomes of a share that `is_of_too_few`, said to whoever gives it."""
    return _(
        "Fewer than %(minimum)s answers: the figure is not kept, and pages say “Hidden to protect "
        "people”."
    ) % {"minimum": groups.MINIMUM_GROUP}


def said_with_what_is_withheld(said: str, made: CheckIn) -> str:
    return f"{said} {too_few_words()}" if made.suppressed else said


def is_what_it_was(key_result: KeyResult, reading: Reading) -> bool:
    """Whether a reading says nothing beyond what the latest one said.

    Nobody can say that of a figure that was not kept.
    """
    last = key_result.latest
    if last is None or last.suppressed or reading.says_nothing:
        return False
    given = figures_of(key_result, reading).items()
    return all(getattr(last, name) == value for name, value in given if value not in (None, ""))


def refuse_to_lose(key_result: KeyResult, reading: Reading) -> None:
    """Confirming keeps no figure, so one that was written beside it would be lost unsaid."""
    if reading.says_nothing or is_what_it_was(key_result, reading):
        return
    boxes = ("numerator", "denominator", "value", "word")
    raise CannotCheckIn(
        _("You chose another answer here. Save the check-in to keep it, or choose what it was.")
        if reading.word
        else _("You wrote a figure here. Save the check-in to keep it, or empty the box."),
        field=next(name for name in boxes if getattr(reading, name) not in (None, "")),
    )


def _share_columns(reading: Reading) -> dict[str, Any]:
    part, whole, value = reading.numerator, reading.denominator, reading.value
    if (part is None) != (whole is None):
        raise CannotCheckIn(
            _("Give both counts, how many and out of how many."),
            field="numerator" if part is None else "denominator",
        )
    if part is not None and whole is not None:
        if whole <= 0 or not 0 <= part <= whole:
            raise CannotCheckIn(
                _("The first count is a part of the second: it cannot be more, nor below 0."),
                field="numerator",
            )
        value = share(numerator=part, denominator=whole).quantize(STORED, ROUND_HALF_UP)
    if value is not None and not 0 <= value <= 100:
        raise CannotCheckIn(_("A percentage is from 0 to 100."), field="value")
    return {"numerator": part, "denominator": whole, "value": value}


def _change_columns(key_result: KeyResult, reading: Reading) -> dict[str, Any]:
    """A change is worked out from its count; without the count it starts from, it waits."""
    count, base = reading.numerator, key_result.base_count
    if count is None:
        return {"value": reading.value}
    if count < 0:
        raise CannotCheckIn(_("A count is 0 or more."), field="numerator")
    if base is None:
        raise CannotCheckIn(
            _(
                "The count that this change starts from is not set yet: a lead sets it with the "
                "baseline. Until then, leave this box empty and save your words alone."
            ),
            field="numerator",
        )
    value = percent_change(count=count, base=base).quantize(STORED, ROUND_HALF_UP)
    return {"numerator": count, "value": value}


def refuse_what_cannot_be(
    key_result: KeyResult, *, story: Story, as_of: date, at: datetime, mends: bool = False
) -> None:
    """Retired, a day to come, a confidence off the scale, or one that fell without a word."""
    if key_result.retired_as and not mends:
        raise CannotCheckIn(_("This key result has been retired, so it takes no more check-ins."))
    today = timezone.localdate(at)
    if as_of > today:
        raise CannotCheckIn(
            _("%(day)s has not come yet: choose today or an earlier day.")
            % {"day": date_format(as_of, "j F Y")},
            field="as_of",
        )
    if story.confidence is not None and not 0 <= story.confidence <= 10:
        raise CannotCheckIn(_("Confidence is a whole number from 0 to 10."), field="confidence")
    _ask_why_confidence_fell(key_result, story)


def _ask_why_confidence_fell(key_result: KeyResult, story: Story) -> None:
    before = last_confidence(key_result)
    if feeling.fell(before, story.confidence) and not story.changed.strip():
        raise CannotCheckIn(
            _("You were at %(before)s and are at %(now)s. Say what happened: a sentence is enough.")
            % {"before": before, "now": story.confidence},
            field="changed",
        )


def last_confidence(key_result: KeyResult) -> int | None:
    """How sure somebody was, when they last said so. One query."""
    return falls.last_score(key_result)
