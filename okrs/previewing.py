"""What a check-in would do, before anybody saves it. Nothing here writes."""

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs import figures, paths, told
from okrs.latest import line_began
from okrs.models import CheckIn, KeyResult
from okrs.reading_table import reading_words
from okrs.rules.facts import MilestoneFacts
from okrs.rules.words import Source
from okrs.standings import Row, counted_milestones, milestone_facts, row_of
from okrs.told import Reading, Story


@dataclass(frozen=True, kw_only=True)
class Preview:
    """How it would stand, and how far that is from the last reading.

    `is_late`: a newer reading stands. `line_began`: the day of a new baseline, for a reading of a
    day before it. `is_same`: it says what the last reading said. `too_few`: why no figure is kept.
    """

    row: Row
    moved: str
    is_late: bool
    line_began: date | None
    is_same: bool
    too_few: str


def preview(
    *,
    key_result: KeyResult,
    reading: Reading,
    story: Story,
    as_of: date,
    at: datetime,
    steps: Collection[str] = (),
) -> Preview:
    """Raises CannotCheckIn, as saving would. `steps`: the keys of those ticked in the form."""
    told.refuse_what_cannot_be(key_result, story=story, as_of=as_of, at=at)
    today, before = timezone.localdate(at), key_result.latest
    columns = told.figures_of(key_result, reading)
    would_be = copy(key_result)
    is_late = bool(before and before.as_of > as_of)
    began = None if reading.says_nothing else old_line_until(key_result, as_of)
    if not (reading.says_nothing or is_late or began):
        would_be.latest = CheckIn(key_result=key_result, as_of=as_of, **columns)
    would_be.blocked, would_be.confirmed_on = story.blocked, today
    return Preview(
        row=row_of(would_be, today=today, steps=_ticked(key_result, steps, today)),
        moved=moved(before, would_be.latest),
        is_late=is_late,
        line_began=began,
        is_same=not is_late and told.is_what_it_was(key_result, reading),
        too_few=told.too_few_words() if told.is_of_too_few(key_result, reading) else "",
    )


def old_line_until(key_result: KeyResult, as_of: date) -> date | None:
    """When the baseline was set anew, for a reading of a day before it: that counts no more."""
    began = line_began(key_result)
    return began if began and as_of < began else None


def _ticked(
    key_result: KeyResult, steps: Collection[str], today: date
) -> tuple[MilestoneFacts, ...]:
    """Its steps, with those ticked in the form done today."""
    return tuple(
        replace(milestone_facts(step), done_on=today)
        if str(step.pk) in steps and step.done_on is None
        else milestone_facts(step)
        for step in counted_milestones(key_result)
    )


def what_is_confirmed(row: Row) -> str:
    """ "23%": what "Nothing new" would confirm; empty before anything was read."""
    if row.standing.source is Source.milestones and not row.standing.facts.milestones:
        return ""
    return paths.words_of(row).now or (_("what it was") if row.key_result.latest else "")


def last_reading(key_result: KeyResult) -> str:
    """The last reading in a sentence: what, of which day, and who told it."""
    last = key_result.latest
    if last is None:
        return _("There is no reading yet.")
    words = {
        "figure": reading_words(last, key_result),
        "day": date_format(last.as_of, "j F Y"),
        "name": last.recorded_by.name if last.recorded_by else "",
    }
    if not words["name"]:
        return _("Last reading: %(figure)s, of %(day)s.") % words
    return _("Last reading: %(figure)s, of %(day)s, given by %(name)s.") % words


def moved(before: CheckIn | None, after: CheckIn | None) -> str:
    """ "+1 point since 31 August 2026"; empty where there is nothing to compare."""
    if not before or not after or before.value is None or after.value is None:
        return ""
    kind = before.key_result.kind
    return _("%(moved)s since %(day)s") % {
        "moved": figures.difference(before.value, after.value, kind=kind),
        "day": date_format(before.as_of, "j F Y"),
    }
