"""What the pages of periods show, read in a number of queries that is always the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import Http404
from django.utils.translation import gettext as _

from okrs.models import Period, PeriodSnapshot
from okrs.periods import beside, gathering, keeping, taken_back
from okrs.periods.beside import Beside
from okrs.periods.contents import Contents
from strategy.models import Strategy


@dataclass(frozen=True, kw_only=True)
class PeriodPage:
    """A period with what it holds. `snapshot` is what is shown; None while it is reviewed.

    `trouble` says why nothing can be shown of one that was closed.
    """

    period: Period
    snapshot: PeriodSnapshot | None
    snapshots: tuple[PeriodSnapshot, ...]
    contents: Contents | None
    beside: Beside | None
    versions: Mapping[int, int]
    today: date
    trouble: str = ""

    @property
    def has_ended(self) -> bool:
        return self.period.ends_on < self.today

    @property
    def is_old(self) -> bool:
        """Whether this is a closed form of it that was opened again since."""
        return self.snapshot is not None and self.snapshot.reopened_at is not None

    @property
    def earlier(self) -> tuple[PeriodSnapshot, ...]:
        """Every other time that it was closed."""
        return tuple(one for one in self.snapshots if one != self.snapshot)


def period_or_404(pk: int) -> Period:
    found = Period.objects.select_related("strategy", "closed_by").filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such period."))
    return found


def load(pk: int, *, number: int | None = None, now: datetime, today: date) -> PeriodPage:
    """A period as it is reviewed, as it was closed, or as it was closed the `number`th time."""
    period = period_or_404(pk)
    snapshots = tuple(
        period.snapshots.select_related("period", "closed_by", "reopened_by").order_by("number")
    )
    wanted = snapshots[-1] if period.closed_at and snapshots else None
    if number is not None:
        wanted = next((one for one in snapshots if one.number == number), None)
        if wanted is None:
            raise Http404(_("It has not been closed that many times."))
    try:
        contents = taken_back.shown(wanted) if wanted else gathering.gather(period, known_by=now)
        last, trouble = beside.last_closed_before(period), ""
    except keeping.Unreadable as refusal:
        contents, last, trouble = None, None, str(refusal)
    return PeriodPage(
        period=period,
        snapshot=wanted,
        snapshots=snapshots,
        contents=contents,
        beside=beside.beside(contents, last) if contents else None,
        versions=dict(period.results.values_list("key_result_id", "version")),
        today=today,
        trouble=trouble,
    )


def without_drafts(page: PeriodPage) -> PeriodPage:
    """For those who read: what is only being thought about is nobody else's yet."""
    if page.snapshot or page.contents is None:
        return page
    parts = (
        replace(
            part,
            objectives=tuple(
                replace(
                    one,
                    results=tuple(
                        replace(r, outcome="", suggested="", reflection="") for r in one.results
                    ),
                )
                for one in part.objectives
            ),
        )
        for part in page.contents.pillars
    )
    return replace(page, contents=replace(page.contents, pillars=tuple(parts), reflection=""))


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A period in the list, with how far it is."""

    period: Period
    state: str
    word: str
    tone: str


def listed(strategy: Strategy | None, *, today: date) -> list[Listed]:
    """Every period of a strategy, the newest first. One query."""
    if strategy is None:
        return []
    held = Period.objects.filter(strategy=strategy).select_related("closed_by")
    return [_listed(one, today) for one in held.order_by("-starts_on", "-pk")]


def _listed(period: Period, today: date) -> Listed:
    if period.closed_at:
        state, word, tone = "closed", _("Closed"), "achieved"
    elif period.ends_on < today:
        state, word, tone = "review", _("To review and close"), "behind"
    elif period.starts_on <= today:
        state, word, tone = "runs", _("Running"), "ontrack"
    else:
        state, word, tone = "later", _("To come"), "unset"
    return Listed(period=period, state=state, word=word, tone=tone)


def to_close(strategy_id: int, *, today: date) -> list[Period]:
    """Periods that have ended and are not closed, the oldest first. One query."""
    left = Period.objects.filter(strategy_id=strategy_id, closed_at=None, ends_on__lt=today)
    return list(left.order_by("ends_on", "pk"))
