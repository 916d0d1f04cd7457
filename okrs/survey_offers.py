"""A published figure offers itself as the From of a key result that has none.

Of all published waves the oldest that has the figure is offered: it is where the line begins, and
later ones are its readings. What is hidden, or said in words only, is no From.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from okrs import baselines
from okrs.baselines import CannotSetBaseline
from okrs.figures import figure
from okrs.followed import RESPONSE_RATE, Followed, kept
from okrs.latest import locked
from okrs.meanwhile import refuse_if_changed
from okrs.models import BaselineChange, KeyResult
from okrs.playbook import catalogue
from okrs.rules import groups
from okrs.rules.words import Kind
from okrs.survey_figures import Told, tell
from okrs.survey_waves import PublishedWave, own_benchmarks, published

LONGEST_LABEL = 60
WITHOUT_A_FROM = (Kind.status.value, Kind.milestones.value, Kind.keep_at.value)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What From would be: `value`, or for a response rate its two counts; and where it is from."""

    wave: str
    version: int
    as_of: date | None
    said: str
    source: str
    value: Decimal | None = None
    counts: tuple[Decimal, Decimal] | None = None

    @property
    def ends(self) -> dict[str, Any]:
        """As okrs.baselines takes it."""
        part, whole = self.counts or (None, None)
        return {
            "from_value": self.value,
            "from_numerator": part,
            "from_denominator": whole,
            "from_as_of": self.as_of,
        }


@dataclass(frozen=True)
class Offered:
    """An offer, or in a sentence why there is none; neither where nothing is to be offered."""

    offer: Offer | None = None
    why_not: str = ""


def offered(key_result: KeyResult) -> Offered:
    """What the survey offers a key result that has no From. Four queries at most, often none.

    Raises sealing.Altered.
    """
    word = followed_word(key_result)
    if not word or key_result.from_value is not None or key_result.retired_as:
        return Offered()
    followed = kept(key_result.follows, key_result.followed)
    every = [followed] if followed else []
    return among(published(every), followed)


def followed_word(key_result: KeyResult) -> str:
    """What it follows, or, of a row of the playbook, what would feed it; "" for nothing."""
    if key_result.kind in WITHOUT_A_FROM:
        return ""
    if key_result.follows or not key_result.playbook_id:
        return key_result.follows
    try:
        row = catalogue.row(key_result.playbook_id)
    except catalogue.NotInThePlaybook:
        return ""
    is_fed = row.follows_the_survey and row.kind.value == key_result.kind
    return RESPONSE_RATE if is_fed else ""


def among(waves: Sequence[PublishedWave], followed: Followed | None) -> Offered:
    """The offer of these waves, the oldest first; without a figure, of who responded."""
    if followed is None:
        rates = (_of_responses(wave) for wave in waves)
        return Offered(next((rate for rate in rates if rate), None))
    own = own_benchmarks([followed])
    told = [tell(wave, followed, own) for wave in waves]
    first = next((one for one in told if one.value is not None), None)
    return Offered(_of_figure(first)) if first else Offered(why_not=_why_not(told))


def _of_figure(told: Told) -> Offer:
    publication = told.wave.publication
    return Offer(
        wave=told.wave.label,
        version=publication.version,
        as_of=told.wave.day,
        said=told.said,
        source=_("Survey: %(title)s; about %(about)s answers")
        % {"title": publication.title, "about": f"{told.about:,}"},
        value=told.value,
    )


def _of_responses(wave: PublishedWave) -> Offer | None:
    """Who responded, of how many invited: both are public, so both are told as they are."""
    told = wave.publication
    if not told.invited or groups.too_few(told.invited):
        return None
    counts = Decimal(min(told.responded, told.invited)), Decimal(told.invited)
    return Offer(
        wave=wave.label,
        version=told.version,
        as_of=wave.day,
        said=figure(counts[0] * 100 / counts[1], kind=Kind.percent.value),
        source=_("Survey: %(title)s; %(part)s of %(whole)s invited")
        % {"title": told.title, "part": f"{counts[0]:,}", "whole": f"{counts[1]:,}"},
        counts=counts,
    )


def _why_not(told: Sequence[Told]) -> str:
    """Of the newest wave that made the figure: people ask why there is nothing to take."""
    made = next((one for one in reversed(told) if one.figure), None)
    if made is None:
        return ""
    title = made.wave.publication.title
    if made.is_hidden:
        return _("“%(title)s” offers no From: %(why)s") % {"title": title, "why": made.instead}
    return _("“%(title)s” says it in words only, as few people are in it: no From.") % {
        "title": title
    }


@transaction.atomic
def take(
    *, key_result: KeyResult, wave: str, version: int, seen: int | None, by: User, at: datetime
) -> BaselineChange | None:
    """Make the figure on offer From. `wave` and `version` are those whose offer was looked at,
    `seen` the version of the key result. Sent twice it is taken once, and then gives None.

    Raises CannotSetBaseline, and ChangedMeanwhile where somebody set another From first.
    """
    stored = locked(key_result)
    if stored.from_value is not None:
        if _has_taken(stored, wave):
            return None
        refuse_if_changed(stored, stored=stored.version, seen=seen)
        raise CannotSetBaseline(_("From is set already: it moves by a new baseline only."))
    offer = offered(stored).offer
    if offer is None or (offer.wave, offer.version) != (wave, version):
        raise CannotSetBaseline(_("That figure is not on offer any more. Look at what is."))
    KeyResult.objects.filter(pk=stored.pk).update(from_label=_label(offer))
    return baselines.set_baseline(
        key_result=stored,
        by=by,
        at=at,
        to_value=stored.to_value,
        reason=f"{offer.said} ({offer.source})",
        **offer.ends,
    )


def _label(offer: Offer) -> str:
    return f"{offer.wave}: {offer.source}"[:LONGEST_LABEL]


def _has_taken(stored: KeyResult, wave: str) -> bool:
    return bool(stored.from_label.startswith(f"{wave}: "))
