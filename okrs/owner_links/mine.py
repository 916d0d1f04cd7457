"""What an owner sees behind their link: their own key results, and the words of a refused form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from okrs import list_read
from okrs.forms.check_in import CheckInForm
from okrs.listing import in_force
from okrs.models import KeyResult
from okrs.rules.words import Status
from okrs.standings import Row

WRITTEN = ("numerator", "denominator", "value", "word", "changed", "next", "blockers")


@dataclass(frozen=True, kw_only=True)
class Mine:
    """Those that wait for a check-in, the longest first; and all the others, the next due first."""

    waiting: list[Row]
    others: list[Row]


def of(owner: User, *, today: date) -> Mine:
    """Two queries, however many there are."""
    rows = list_read.rows_of(in_force().owned_by(owner), today=today)
    rows.sort(key=lambda row: row.standing.next_due)
    waiting = [row for row in rows if waits(row, today)]
    return Mine(waiting=waiting, others=[row for row in rows if not waits(row, today)])


def one(owner: User, pk: int) -> KeyResult | None:
    """One of theirs; None for everybody else's, for what was retired and for what is not there."""
    found = in_force().owned_by(owner).with_all_that_a_row_shows()
    return found.select_related("latest__recorded_by").filter(pk=pk).first()


def words_of(posted: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was written into a form that could not be saved, each beside its question."""
    fields = {name: CheckInForm.base_fields[name] for name in WRITTEN}
    said = {name: posted.get(name, "").strip() for name in WRITTEN}
    chosen = {name: dict(getattr(fields[name], "choices", ())) for name in WRITTEN}
    return [
        (str(fields[name].label), str(chosen[name].get(words, words)))
        for name, words in said.items()
        if words
    ]


def waits(row: Row, today: date) -> bool:
    """From the due date on, which is when the first reminder goes out. What the survey reads, or
    waits for its baseline, is asked of nobody."""
    standing = row.standing
    is_asked = standing.status is not Status.unset and not row.key_result.follows
    return standing.counted and is_asked and standing.next_due <= today
