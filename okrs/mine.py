"""What an owner sees behind their link: their own key results, and the words of a refused form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from okrs.forms.check_in import CheckInForm
from okrs.listing import in_force, rows_for
from okrs.models import KeyResult
from okrs.rules.words import Status
from okrs.standings import Row

FIGURES = ("numerator", "denominator", "value", "word")
WORDS = ("changed", "next", "blockers")
TICKS = ("before_start", "blocked")
DAY = ("as_of_day", "as_of_month", "as_of_year")
CONFIDENCE = gettext_lazy("How sure you are, from 0 to 10")
PRESSED, NOTHING_NEW = gettext_lazy("What you pressed"), gettext_lazy("Nothing new")
Said = tuple[str | Promise, str | Promise]  # a question, and what was answered


@dataclass(frozen=True, kw_only=True)
class Mine:
    """Those that wait for a check-in, the longest first; and all the others, the next due first."""

    waiting: list[Row]
    others: list[Row]


def of(owner: User, *, today: date) -> Mine:
    """Two queries, however many there are. All are read: a keep-at may be somebody else's."""
    rows = [row for row in rows_for(today=today) if row.key_result.owner_id == owner.pk]
    rows.sort(key=lambda row: row.standing.next_due)
    waiting = [row for row in rows if waits(row, today)]
    return Mine(waiting=waiting, others=[row for row in rows if not waits(row, today)])


def one(owner: User, pk: int) -> KeyResult | None:
    """One of theirs; None for everybody else's, for what was retired and for what is not there."""
    found = in_force().owned_by(owner).with_all_that_a_row_shows()
    return found.select_related("latest__recorded_by").filter(pk=pk).first()


def words_of(posted: QueryDict) -> list[Said]:
    """All that was answered in a form that could not be saved, each beside its question.

    What comes from the browser alone is shown, and nothing of the plan is read: the link is shut.
    """
    figures, more = list(_written(posted, FIGURES)), list(_beside_the_figure(posted))
    if not figures and not more:
        return []
    return [*figures, *_day(posted), *more]


def _beside_the_figure(posted: QueryDict) -> Iterator[Said]:
    for step in posted.getlist("steps"):
        yield CheckInForm.base_fields["steps"].label or "", posted.get(f"step-{step}", step)
    yield from _written(posted, WORDS)
    for name in TICKS:
        if posted.get(name):
            yield CheckInForm.base_fields[name].label or "", _("Yes")
    if sure := posted.get("confidence"):
        yield CONFIDENCE, sure
    if "confirm" in posted:
        yield PRESSED, NOTHING_NEW


def _written(posted: QueryDict, names: tuple[str, ...]) -> Iterator[Said]:
    for name in names:
        field = CheckInForm.base_fields[name]
        if said := posted.get(name, "").strip():
            yield field.label or "", dict(getattr(field, "choices", ())).get(said, said)


def _day(posted: QueryDict) -> Iterator[Said]:
    """As a date if it is one, and otherwise as it was typed. The form always brings one."""
    typed = [said for name in DAY if (said := posted.get(name, "").strip())]
    try:
        day, month, year = map(int, typed)
        said = date_format(date(year, month, day), "j F Y")
    except ValueError:
        said = " ".join(typed)
    if said:
        yield CheckInForm.base_fields["as_of"].label or "", said


def waits(row: Row, today: date) -> bool:
    """From the due date on, which is when the first reminder goes out. What the survey reads, or
    waits for its baseline, is asked of nobody."""
    standing = row.standing
    is_asked = standing.status is not Status.unset and not row.key_result.follows
    return standing.counted and is_asked and standing.next_due <= today
