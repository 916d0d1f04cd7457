"""Where a key result starts and where it goes: set for the first time, or set anew.

Setting anew is a re-baseline: it has a reason and somebody who approved it, earlier readings stay,
and the line breaks. Refuses with a sentence (`CannotSetBaseline`).
Source: docs/progress.md, section 3.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.closed_periods import refuse_closed, refuse_day
from okrs.ends import NO_FIGURES, direction_of, ends_of, is_set, refuse_too_few
from okrs.latest import locked, refresh
from okrs.meanwhile import refuse_if_changed
from okrs.models import BaselineChange, KeyResult
from okrs.refusals import CannotPlan
from okrs.rules.measuring import TO_SET_A_BASELINE
from okrs.rules.words import Cadence, Kind
from okrs.writing import Columns

ENDS = tuple(NO_FIGURES)
FOLLOW = ("direction", "set_by", "confirmed_on")
LAID = Columns(*ENDS, *FOLLOW)
OF_ITS_KIND = Columns(*ENDS, "kind")
VERBS = {True: "re-baselined", False: "set the baseline of"}  # anew, or for the first time


class CannotSetBaseline(CannotPlan):
    """From and To were refused; the message is fit to show, `field` says where."""


class Ends(TypedDict, total=False):
    """From, To, and what they are made of; or the limits to keep to."""

    from_value: Decimal | None
    to_value: Decimal | None
    from_as_of: date | None
    from_numerator: Decimal | None
    from_denominator: Decimal | None
    base_count: Decimal | None
    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal | None


@transaction.atomic
def set_baseline(
    *,
    key_result: KeyResult,
    by: User | None,
    at: datetime,
    reason: str = "",
    approved_by: str = "",
    on: date | None = None,
    version: int | None = None,
    along: Mapping[str, Any] | None = None,
    **ends: Unpack[Ends],
) -> BaselineChange:
    """Set From and To, or the limits to keep to. What is None, or left out, stays to be set.

    Filling in what nobody knew is a first setting. Moving what was known is a re-baseline: it asks
    why and who approved it, and `on` is the day from which readings belong to the new baseline.
    `along` puts columns back that otherwise follow from the ends (`FOLLOW`): for an undoing.
    """
    stored = locked(key_result)
    refuse_if_changed(stored, stored=stored.version, seen=version)
    refuse_early(stored, from_as_of=ends.get("from_as_of"), on=on, at=at)
    columns = ends_anew(stored, dict.fromkeys(Ends.__annotations__) | ends)
    anew = is_anew(stored, columns, reason=reason, approved_by=approved_by)
    if anew:
        refuse_day(stored, on or columns["from_as_of"], field="on")
    change = BaselineChange.objects.create(
        key_result=stored,
        on=on or columns["from_as_of"] or timezone.localdate(at),
        at=at,
        by=by,
        is_rebaseline=anew,
        reason=reason.strip(),
        approved_by=approved_by.strip(),
        **both_ends(stored, columns),
    )
    changes = lay(stored, columns, along or {})
    stored.save()
    refresh(stored, today=timezone.localdate(at))
    audit.record(by=by, verb=VERBS[anew], about=stored, at=at, changes=changes, note=reason.strip())
    return change


def ends_anew(key_result: KeyResult, given: Mapping[str, Any]) -> dict[str, Any]:
    """What its ends come to when these are given, checked and not written. Raises CannotPlan."""
    columns = ends_of(Kind[key_result.kind], given)
    refuse_too_few(columns, cadence=Cadence[key_result.cadence])
    return columns


def would_be_anew(key_result: KeyResult, given: Mapping[str, Any]) -> bool:
    """Whether giving it these ends moves one that was known: a re-baseline, which says why."""
    return _moves_what_was_known(key_result, _changed(key_result, ends_anew(key_result, given)))


def _changed(key_result: KeyResult, columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: columns[name] for name in ENDS if getattr(key_result, name) != columns[name]}


def is_anew(
    key_result: KeyResult, columns: Mapping[str, Any], *, reason: str, approved_by: str
) -> bool:
    """Whether this is a re-baseline; refuses one without a reason, and what changes nothing."""
    if not (changed := _changed(key_result, columns)):
        raise CannotSetBaseline(_("Nothing is different: From and To are as they were."))
    if anew := _moves_what_was_known(key_result, changed):
        _ask_why(reason, approved_by)
    return anew


def _moves_what_was_known(key_result: KeyResult, changed: dict[str, Any]) -> bool:
    """Whether an end that was known moves, rather than one that nobody knew being filled in."""
    ends = ("from_value", "to_value", "base_count", "low", "high")
    return any(name in changed and getattr(key_result, name) is not None for name in ends)


def _ask_why(reason: str, approved_by: str) -> None:
    if not reason.strip():
        raise CannotSetBaseline(
            _("Say why the baseline changes: it breaks the line, and others will ask."),
            field="reason",
        )
    if not approved_by.strip():
        raise CannotSetBaseline(
            _("Say who approved it: a target is not moved by one person alone."),
            field="approved_by",
        )


def refuse_early(
    key_result: KeyResult, *, from_as_of: date | None, on: date | None, at: datetime
) -> None:
    refuse_closed(key_result)
    if key_result.retired_as:
        raise CannotSetBaseline(_("This key result has been retired: restore it first."))
    today = timezone.localdate(at)
    for field, day in (("from_as_of", from_as_of), ("on", on)):
        if day and day > today:
            raise CannotSetBaseline(
                _("%(day)s has not come yet: choose today or an earlier day.")
                % {"day": date_format(day, "j F Y")},
                field=field,
            )


def both_ends(key_result: KeyResult, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Both pairs of ends, as they are kept so that any earlier day can still be drawn."""
    return {
        "old_from": key_result.from_value,
        "new_from": columns["from_value"],
        "old_from_as_of": key_result.from_as_of,
        "old_to": key_result.to_value,
        "new_to": columns["to_value"],
        "old_base_count": key_result.base_count,
    }


def lay(
    key_result: KeyResult, columns: Mapping[str, Any], along: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Give the row these ends and what follows from them; gives what was before and is after."""
    before = LAID.of(key_result)
    for name, value in columns.items():
        setattr(key_result, name, value)
    _let_follow(key_result)
    for name, value in along.items():
        setattr(key_result, name, value)
    return {
        name: [was, getattr(key_result, name)]
        for name, was in before.items()
        if getattr(key_result, name) != was
    }


def _let_follow(key_result: KeyResult) -> None:
    """What follows from its ends: which way is better, the day to set them by, who vouched."""
    key_result.direction = direction_of(
        kind=Kind[key_result.kind],
        from_value=key_result.from_value,
        to_value=key_result.to_value,
        asked=key_result.direction,
    ).value
    if is_set(OF_ITS_KIND.of(key_result)):
        key_result.set_by = None
    elif key_result.set_by is None:  # what was set is open again
        key_result.set_by = key_result.starts_on + TO_SET_A_BASELINE
    if key_result.from_as_of and not key_result.confirmed_on:
        key_result.confirmed_on = key_result.from_as_of  # dated, it is the first reading
