"""What key results follow in the survey, in words: shown in an offline edition, not changed there.

A figure is chosen among those that a wave publishes, which a cell cannot offer: so it is chosen on
the key result's own page.
"""

from collections.abc import Sequence

from disclosure.models import Publication
from disclosure.sealing import Altered
from okrs.followed import PUBLISHED, kept
from okrs.models import KeyResult
from okrs.survey_names import in_words, newest

LABELS = dict(KeyResult.FOLLOWED)


def say_what_they_follow(rows: Sequence[KeyResult]) -> None:
    """Lay by each the words for what it follows; nothing where people check in. Three queries at
    most, and none where nothing follows a published figure."""
    words = _words() if any(row.follows in PUBLISHED for row in rows) else None
    for row in rows:
        row.followed_in_words = _said(row, words) if row.follows else ""


def _words() -> Publication | None:
    """None also where what was published was altered: its page says so, and codes do here."""
    try:
        return newest()
    except Altered:
        return None


def _said(row: KeyResult, words: Publication | None) -> str:
    label = str(LABELS[row.follows])
    figure = kept(row.follows, row.followed)
    return f"{label}: {in_words(words, figure)}" if figure else label
