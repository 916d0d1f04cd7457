"""What the page of a key result says of the published figure it follows, and what it may offer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from disclosure.sealing import Altered
from okrs import survey_names, survey_offers
from okrs.followed import Followed, kept
from okrs.models import CheckIn, KeyResult
from okrs.survey_figures import Told, tell
from okrs.survey_offers import Offered
from okrs.survey_posting import why_apart
from okrs.survey_waves import PublishedWave, own_benchmarks, published

NO_OFFER = Offered()


@dataclass(frozen=True)
class Newest:
    """The figure by its name, what the newest published wave says of it, and what is offered."""

    name: str = ""
    sentence: str = ""
    offered: Offered = NO_OFFER


def newest(key_result: KeyResult, check_ins: Iterable[CheckIn]) -> Newest:
    """Nine queries at most, none where nothing of the survey concerns it. `check_ins` are its own.

    Where somebody altered what was published, it says so, and offers nothing.
    """
    if not survey_offers.followed_word(key_result):
        return Newest()
    followed = kept(key_result.follows, key_result.followed)
    try:
        if followed is None:
            return Newest(offered=survey_offers.offered(key_result))
        return _of_figure(key_result, followed, check_ins)
    except Altered as altered:
        return Newest(sentence=str(altered))


def _of_figure(key_result: KeyResult, followed: Followed, check_ins: Iterable[CheckIn]) -> Newest:
    waves = published([followed])
    is_open = key_result.from_value is None and not key_result.retired_as
    words = waves[-1].publication if waves else survey_names.newest()
    return Newest(
        name=survey_names.in_words(words, followed),
        sentence=_of_newest(key_result, followed, waves, check_ins),
        offered=survey_offers.among(waves, followed) if is_open else NO_OFFER,
    )


def _of_newest(
    key_result: KeyResult,
    followed: Followed,
    waves: tuple[PublishedWave, ...],
    check_ins: Iterable[CheckIn],
) -> str:
    """What the newest wave gives: a reading, or in a sentence why none."""
    if not waves:
        return _("No wave has been published yet.")
    wave = waves[-1]
    told = tell(wave, followed, own_benchmarks([followed]))
    named = _("The newest published wave is %(title)s (%(label)s).") % {
        "title": wave.publication.title,
        "label": wave.label,
    }
    why = _why_no_reading(key_result, told, check_ins)
    return f"{named} {why}".strip()


def _why_no_reading(key_result: KeyResult, told: Told, check_ins: Iterable[CheckIn]) -> str:
    if told.instead:
        is_hidden = told.figure is not None and not told.is_empty
        return told.instead if is_hidden else _("No reading: %(why)s") % {"why": told.instead}
    day = told.wave.day
    if day is None:
        return _("No reading: nobody knows which day it describes.")
    if day < key_result.starts_on:
        return _("No reading: it closed before this key result starts.")
    others = [
        one
        for one in check_ins
        if one.source == CheckIn.SURVEY and not one.replaced_by_id and one.as_of != day
    ]
    return why_apart(told, others)
