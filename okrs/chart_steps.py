"""Charts of what is not a figure: a status as its words, milestones as they are done."""

from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from charts.series import PathChart, Point, Stretch, Tick
from okrs import chart_words, figures
from okrs.chart_ticks import figure_ticks
from okrs.expected_path import expected_path
from okrs.readings import Readings
from okrs.rules.progress import WORDS
from okrs.rules.words import Kind, Source, Word
from okrs.standings import Row, counted_milestones

NONE, WHOLE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def of_words(row: Row, readings: Readings) -> PathChart:
    """A status as a staircase of its three words."""
    key_result = row.key_result
    points = tuple(
        Point(
            on=reading.check_in.as_of,
            value=WORDS[Word[reading.check_in.word]],
            label=str(Word[reading.check_in.word].label),
            words=chart_words.of_point(reading, str(Word[reading.check_in.word].label)),
        )
        for reading in readings.standing
        if reading.check_in.word
    )
    stretches = (Stretch(points=points),)
    expected = expected_path(row.standing.facts, source=Source.status, low=NONE, reach=WHOLE)
    target = Point(on=key_result.due_on, value=WHOLE, label=str(Word.completed.label))
    return PathChart(
        description=chart_words.of_figures(stretches, expected, target, None),
        starts_on=key_result.starts_on,
        ends_on=key_result.due_on,
        ticks=tuple(Tick(value=value, label=str(word.label)) for word, value in WORDS.items()),
        stretches=stretches,
        expected=expected,
        target=target,
        stepped=True,
    )


def of_milestones(row: Row) -> PathChart:
    """How much of the milestones, by weight, was done by when."""
    key_result = row.key_result
    steps = counted_milestones(key_result)
    done = sorted((m.done_on, m.weight) for m in steps if m.done_on)
    whole = sum((m.weight for m in steps), NONE)
    shares = [HUNDRED * share / whole for share in accumulate(weight for _day, weight in done)]
    by_day = dict(zip([day for day, _weight in done], shares, strict=True))
    start = min([key_result.starts_on, *by_day])
    points = [_share_point(day, share) for day, share in ({start: NONE} | by_day).items()]
    stretches = (Stretch(points=tuple(points)),)
    expected = expected_path(row.standing.facts, source=Source.milestones, low=NONE, reach=HUNDRED)
    target = Point(on=key_result.due_on, value=HUNDRED, label=_("All done"))
    return PathChart(
        description=chart_words.of_figures(stretches, expected, target, None),
        starts_on=key_result.starts_on,
        ends_on=key_result.due_on,
        ticks=figure_ticks([NONE, HUNDRED], Kind.percent.value),
        stretches=stretches,
        expected=expected,
        target=target,
        stepped=True,
    )


def _share_point(day: date, share: Decimal) -> Point:
    label = f"{figures.whole(share)}%"
    said = _("%(share)s of the milestones done by %(day)s") % {"share": label, "day": _day(day)}
    return Point(on=day, value=share, label=label, words=said)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
