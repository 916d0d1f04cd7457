"""The findings of a pack after those of the headline: the first of every other subject."""

from collections.abc import Iterator
from datetime import date

from dashboards import waves
from dashboards.choosing import chosen
from dashboards.finding import Finding
from dashboards.headline import Headline
from dashboards.known import SURVEY_FIRST
from dashboards.subjects.listing import SUBJECTS
from disclosure.control.plan import Cut


def findings(headline: Headline, *, day: date, today: date) -> Iterator[Finding]:
    """Of the same waves, as they were known on the same day. Raises sealing.Altered.

    One without a figure is left out: what cannot be said has its own page, the last.
    """
    subjects = [subject for subject in SUBJECTS if subject.slug not in SURVEY_FIRST]
    if headline.chosen is None or not subjects:
        return
    evidence = waves.published(day=day, today=today)
    plain = chosen({}, evidence)
    cuts: set[Cut] = {cut for subject in subjects for cut in subject.cuts(plain)}
    wanted = chosen({}, evidence.read(cuts))
    for subject in subjects:
        yield from (one for one in subject.make(wanted)[:1] if one.chart or one.table)
