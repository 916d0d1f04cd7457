"""What to say to whoever just saved a check-in: what was saved, and what it changed.

Refuses nothing, writes nothing. How it stood before comes along as a word of ours, `Stood`: an
owner's link has no other memory than its address.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs import previewing, told
from okrs.models import CheckIn, KeyResult
from okrs.paths import words_of
from okrs.reading_table import reading_words
from okrs.rules.standing import Standing
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Source
from okrs.standings import Row, row_of

Stood = str  # the value of a verdict, or SLIPPED
SLIPPED = "slipped_back"


def stood(key_result: KeyResult) -> Stood:
    """How a key result stands by what was told up to now; read before anything is saved."""
    return _stood(row_of(key_result, today=timezone.localdate()).standing)


def what_became_of(made: CheckIn, key_result: KeyResult, *, was: Stood = "") -> str:
    """ "Saved “Listen” for 3 March 2027: 25%. Its status is “On track”, as before."

    Takes the key result as it is by now. `was` is how it stood before; not told where unknown.
    """
    row = row_of(key_result, today=timezone.localdate())
    said = f"{_what_was_saved(made, row)} {_what_it_changed(made, row, was=was)}"
    return told.said_with_what_is_withheld(said, made)


def _what_was_saved(made: CheckIn, row: Row) -> str:
    return _("Saved “%(title)s” for %(day)s: %(said)s.") % {
        "title": row.key_result.title,
        "said": _reading(made, row) or _nothing_new(row),
        "day": date_format(made.as_of, "j F Y"),
    }


def _reading(made: CheckIn, row: Row) -> str:
    """Milestones are counted now; a comment beside them, or beside a figure, is no reading."""
    if row.standing.source is Source.milestones:
        return words_of(row).now
    return reading_words(made, row.key_result) if made.gives_a_reading else ""


def _nothing_new(row: Row) -> str:
    now = words_of(row).now
    return _("no new reading, %(now)s still stands") % {"now": now} if now else _("no new reading")


def _what_it_changed(made: CheckIn, row: Row, *, was: Stood) -> str:
    newer = row.key_result.latest
    began = previewing.old_line_until(row.key_result, made.as_of) if made.gives_a_reading else None
    if began:
        return _(
            "Kept with the earlier readings: the baseline was set anew on %(day)s, so this one "
            "does not change how it stands."
        ) % {"day": date_format(began, "j F Y")}
    if newer and newer.pk != made.pk and made.gives_a_reading and newer.as_of > made.as_of:
        return _("A newer reading is there already, and still stands.")
    return _how_it_stands(row.standing, was=was)


def _how_it_stands(now: Standing, *, was: Stood) -> str:
    words = {"before": _word(was), "now": now.word}
    if not words["before"]:
        return _("Its status is “%(now)s”.") % words
    if was == _stood(now):
        return _("Its status is “%(now)s”, as before.") % words
    return _("Its status was “%(before)s” and is “%(now)s” now.") % words


def _stood(standing: Standing) -> Stood:
    return SLIPPED if standing.slipped_back else standing.verdict.value


def _word(was: Stood) -> str:
    """What it is called on pages; empty for what an address made up."""
    if was == SLIPPED:
        return _("Slipped back")
    return str(Verdict(was).label) if was in {one.value for one in Verdict} else ""
