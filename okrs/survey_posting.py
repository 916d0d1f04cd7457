"""Published waves give their readings to the key results that follow one of their figures.

Not before a wave is published, once for each of its versions, and as of its closing day. Each is
posted in a transaction of its own under a key made of the key result, the figure, the wave and the
version: killed half-way and started again, or run by two workers, every one is posted once.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosure import series
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.control.plan import TOTAL
from disclosure.estimates import changes
from disclosure.figures import coverage
from disclosure.sealing import Altered
from okrs import evidence
from okrs.checkins import record_checkin
from okrs.evidence import Evidence
from okrs.followed import Followed, kept
from okrs.latest import locked, refresh
from okrs.models import CheckIn, KeyResult
from okrs.survey_figures import Told, tell
from okrs.survey_waves import PublishedWave, own_benchmarks, published, published_days
from okrs.told import Reading, Story

logger = logging.getLogger(__name__)
OURS = UUID("a3a5a7c2-6f0d-4d3c-8a5e-0d9b1f1e7b44")  # what the keys of these readings grow from


@dataclass(frozen=True)
class Follower:
    """A key result, and the figure it follows."""

    key_result: KeyResult
    followed: Followed

    @property
    def is_out(self) -> bool:
        """Whether it left the plan: it is told nothing new, and what was told is still mended."""
        return bool(self.key_result.retired_as or self.key_result.objective.retired_at)

    def key(self, label: str, version: int) -> UUID:
        """The key under which one version of a wave posts its reading here."""
        return uuid5(OURS, f"{self.key_result.pk} {label} {version} {self.followed.code}")


def post(key_results: Iterable[KeyResult], *, today: date, at: datetime) -> int:
    """Give these what published waves say that they do not know yet; gives how many were posted.

    One that left the plan is told nothing new; a figure that was corrected, or taken back, is not
    left standing there either. Three queries while there is nothing new. What was altered in the
    database posts nothing.
    """
    followers = [
        Follower(one, followed)
        for one in key_results
        if (followed := kept(one.follows, one.followed))
    ]
    if not followers or not (waiting := _waiting(followers, today=today)):
        return 0
    every = [follower.followed for follower in waiting]
    try:
        waves = published(every)
    except Altered:
        logger.exception("Published tables were altered: no readings were posted")
        return 0
    own = own_benchmarks(every)
    return sum(
        _post(follower, wave, own, at=at)
        for wave in waves
        for follower in waiting
        if wave.day and follower.key_result.starts_on <= wave.day <= today
    )


def _waiting(followers: Sequence[Follower], *, today: date) -> list[Follower]:
    """Those that some newest version has not posted to, of a day they count. Three queries."""
    days = published_days()
    versions = series.newest_versions(days)
    keys = {
        follower.key(label, version): follower
        for follower in followers
        for label, version in versions.items()
        if (days[label] or today) >= follower.key_result.starts_on
    }
    earlier = {
        follower.key(label, before): follower.key(label, version)
        for follower in followers
        if follower.is_out
        for label, version in versions.items()
        for before in range(1, version)
    }
    known = CheckIn.objects.filter(key__in=[*keys, *earlier]).values_list("key", flat=True)
    told = set(known)
    mended = {newest for before, newest in earlier.items() if before in told}
    left = {
        follower.key_result.pk: follower
        for key, follower in keys.items()
        if key not in told and (key in mended or not follower.is_out)
    }
    return list(left.values())


def _post(
    follower: Follower, wave: PublishedWave, own: Mapping[str, Benchmark], *, at: datetime
) -> bool:
    """Post one reading, unless it says nothing new or cannot stand in this line."""
    version = wave.publication.version
    told = list(_told_by_surveys(follower))
    if any(one.key == follower.key(wave.label, version) for one in told):
        return False
    found = tell(wave, follower.followed, own)
    keys = {follower.key(wave.label, earlier) for earlier in range(1, version)}
    before = next((one for one in told if one.key in keys), None)
    if before is None and (found.figure is None or found.is_empty or follower.is_out):
        return False
    if found.figure is None and not found.taken_back:
        return False
    others = [one for one in told if one.key not in keys]
    if why_apart(found, others) or (before and _is_the_same(found, before)):
        return False
    _record(follower, found, before=before, others=others, at=at)
    return True


def _told_by_surveys(follower: Follower) -> Iterable[CheckIn]:
    """Readings that surveys gave, the newest day first. One query."""
    standing = follower.key_result.check_ins.standing().filter(source=CheckIn.SURVEY)
    return standing.latest_first()


def why_apart(found: Told, others: Iterable[CheckIn]) -> str:
    """Why a figure cannot stand in the line of these readings, in a sentence; "" where it can."""
    if found.share is None:
        return ""
    for one in map(evidence.of, others):
        if one and dict(one.terms) != found.terms:
            return _(
                "It was counted in another way than in “%(wave)s”, so it is not put in one line."
            ) % {"wave": one.title}
    return ""


def _is_the_same(found: Told, before: CheckIn) -> bool:
    """Whether a correction left this figure as it was."""
    known = evidence.of(before)
    if known is None:
        return found.share is None
    return (known.said, (known.low, known.high)) == (found.said, _ends(found))


def _ends(found: Told) -> tuple[int | None, int | None]:
    return found.numbers[1:] if found.numbers else (None, None)


@transaction.atomic
def _record(
    follower: Follower,
    found: Told,
    *,
    before: CheckIn | None,
    others: Sequence[CheckIn],
    at: datetime,
) -> None:
    """One reading; what an earlier version of the wave said is replaced by it, and stays."""
    wave = found.wave
    assert wave.day, "only waves with a day are posted"
    made = record_checkin(
        key_result=follower.key_result,
        reading=Reading(value=found.value, suppressed=found.share is None),
        evidence=_evidence(found, others).to_data() if found.share else None,
        story=Story(changed=_story(wave)),
        as_of=wave.day,
        by=None,
        at=at,
        key=follower.key(wave.label, wave.publication.version),
        source=CheckIn.SURVEY,
        mends=before,
    )
    if before:
        CheckIn.objects.filter(_mended(before, made)).update(replaced_by=made)
        CheckIn.objects.filter(pk=made.pk).update(correction_why=_why(wave))
        if made.suppressed:
            _forget_changes_since(before)
        refresh(locked(follower.key_result), today=timezone.localdate(at))


def _mended(before: CheckIn, made: CheckIn) -> Q:
    """What a reading replaces: the one before it. One that takes a figure back replaces every
    version of it, so that each of them says that it was taken back."""
    return Q(pk=before.pk) | Q(replaced_by=before) if made.suppressed else Q(pk=before.pk)


def _forget_changes_since(gone: CheckIn) -> None:
    """Later readings no longer say by how much they differ from a figure that was taken back: a
    reader would add and subtract, and have it again."""
    since = evidence.of(gone)
    later = CheckIn.objects.filter(
        key_result_id=gone.key_result_id, source=CheckIn.SURVEY, as_of__gt=gone.as_of
    )
    for one in later.order_by("pk"):
        known = one.evidence or {}
        if since and (known.get("change") or {}).get("since") == since.title:
            CheckIn.objects.filter(pk=one.pk).update(evidence={**known, "change": None})


def _why(wave: PublishedWave) -> str:
    longest = 300
    return wave.publication.reason[:longest]


def _story(wave: PublishedWave) -> str:
    """Which wave it is of, and never its figure: that stands in the reading alone."""
    told = wave.publication
    names = {"title": told.title, "label": wave.label, "n": told.version, "why": told.reason}
    if told.version == 1:
        return _("%(title)s (%(label)s) is published.") % names
    return _("%(title)s (%(label)s) was corrected, version %(n)s: %(why)s") % names


def _evidence(found: Told, others: Sequence[CheckIn]) -> Evidence:
    low, high = _ends(found)
    told = found.wave.publication
    return Evidence(
        figure=found.followed.code,
        wave=found.wave.label,
        title=told.title,
        version=told.version,
        said=found.said,
        about=found.about,
        low=low,
        high=high,
        coverage=_coverage(found),
        terms=found.terms,
        change=_change(found, others),
    )


def _coverage(found: Told) -> dict[str, int | None]:
    everybody = found.wave.found.tables[TOTAL]
    told = coverage(found.wave.publication, everybody, found.followed.measure)
    return asdict(told) if told else {}


def _change(found: Told, others: Sequence[CheckIn]) -> dict[str, object] | None:
    """What may be said against the wave before it in this line. Two queries, or none."""
    known = (evidence.of(one) for one in others if one.as_of < (found.wave.day or one.as_of))
    last = next((one for one in known if one), None)
    before = series.one(last.wave, last.version, {TOTAL, found.followed.cut}) if last else None
    if last is None or before is None:
        return None
    was = tell(
        PublishedWave(last.wave, None, before),
        found.followed,
        {found.benchmark.key: found.benchmark} if found.benchmark else {},
    )
    return evidence.change_data(changes.change(was.end, found.end), since=last.title)
