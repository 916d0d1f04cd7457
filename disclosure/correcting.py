"""What was published is put right: as a new version, with a reason. No number is ever edited.

The name, the population and the number invited can be said better, and a whole table can be taken
back. The version before stays as it is, for those who run surveys.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from disclosure import reading, storing
from disclosure.control.plan import TOTAL, Cut, cut_name
from disclosure.control.safe_tables import Protected, digest
from disclosure.models import Publication

LONGEST_TITLE, LONGEST_POPULATION = 120, 200


class CannotCorrect(Exception):
    """The correction is refused; the message is fit to show, beside `field` where it has one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Correction:
    """How it should read from now on. `taken_back` are cuts that are not to be shown any more: with
    them go the pay gaps of their groups."""

    title: str
    population: str
    invited: int | None
    taken_back: frozenset[Cut] = frozenset()


@transaction.atomic
def correct(
    *, source: str, seen: int, correction: Correction, reason: str, by: User, at: datetime
) -> Publication:
    """A new version of a source's tables. `seen` is the version that the person looked at.

    Raises CannotCorrect for no reason, no change, more people than were invited, the table of
    everybody, and where somebody was quicker.
    """
    last = Publication.objects.select_for_update().of(source).newest_first().first()
    if last is None or last.version != seen:
        raise CannotCorrect(
            _("Somebody has corrected this in the meantime. Look at what it says now.")
        )
    changes = _changes(last, correction)
    _check(last, correction, reason=reason, changes=changes)
    kept = _without(reading.whole(source, seen), correction.taken_back)
    corrected = storing.store(
        protected=kept,
        about=_about(last, correction),
        pay=pay_without(last.pay, correction.taken_back),
        at=at,
        by=by,
        reason=reason.strip(),
    )
    audit.record(
        by=by, verb="corrected the tables of", about=corrected, at=at, changes=changes, note=reason
    )
    return corrected


def _changes(last: Publication, correction: Correction) -> dict[str, list[Any]]:
    """Before and after, of what differs."""
    changes = {
        name: [getattr(last, name), getattr(correction, name)]
        for name in ("title", "population", "invited")
        if getattr(last, name) != getattr(correction, name)
    }
    if correction.taken_back:
        changes["taken_back"] = ["", ", ".join(sorted(map(cut_name, correction.taken_back)))]
    return changes


def _check(
    last: Publication, correction: Correction, *, reason: str, changes: Collection[str]
) -> None:
    if not reason.strip():
        raise CannotCorrect(_("Say why it is corrected: the reason stands beside it."), "reason")
    if not changes:
        raise CannotCorrect(_("Nothing is different, so there is nothing to correct."))
    if not set(map(cut_name, correction.taken_back)) <= set(last.table_digests):
        raise CannotCorrect(_("There is no such table to take back."))
    if TOTAL in correction.taken_back:
        raise CannotCorrect(_("The figures of everybody together stay."))
    if correction.invited is not None and correction.invited < last.responded:
        raise CannotCorrect(
            _("More people answered than were invited. Check that number."), "invited"
        )
    _check_texts(correction)


def _check_texts(correction: Correction) -> None:
    texts = (("title", LONGEST_TITLE), ("population", LONGEST_POPULATION))
    for name, longest in texts:
        if not 0 < len(getattr(correction, name)) <= longest:
            raise CannotCorrect(_("Write between 1 and %(n)s characters.") % {"n": longest}, name)


def _about(last: Publication, correction: Correction) -> storing.About:
    names = storing.About.__dataclass_fields__
    as_it_was = storing.About(**{name: getattr(last, name) for name in names})
    return replace(
        as_it_was,
        title=correction.title,
        population=correction.population,
        invited=correction.invited,
    )


def _without(protected: Protected, taken_back: Collection[Cut]) -> Protected:
    """The same tables but these. What passed the gate together gives away no more in part."""
    cells = {cut: table for cut, table in protected.cells.items() if cut not in taken_back}
    certificate = replace(protected.certificate, digest=digest(cells, protected.recoded))
    return Protected(cells=cells, recoded=protected.recoded, certificate=certificate)


def pay_without(
    pay: Mapping[str, Any] | None, taken_back: Collection[Cut]
) -> dict[str, Any] | None:
    """The same pay gaps but those of these cuts; None where pay was not asked."""
    if pay is None:
        return None
    gone = set(map(cut_name, taken_back))
    return {**pay, "gaps": {cut: gaps for cut, gaps in pay["gaps"].items() if cut not in gone}}
