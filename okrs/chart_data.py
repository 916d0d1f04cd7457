"""Rows of one key result as the series of its path chart. Nothing joins across a new baseline.

A reading too few people stand behind is no point; what is to be set draws no path.
"""

from datetime import date

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from charts.series import Band, Break, Expected, PathChart, Point, Stretch
from okrs import chart_steps, chart_words, figures, paths
from okrs.chart_ticks import figure_ticks
from okrs.expected_path import expected_path
from okrs.models import BaselineChange, KeyResult
from okrs.readings import Era, Reading, Readings
from okrs.rules.facts import Facts
from okrs.rules.words import Kind, Source
from okrs.standings import Row, counted_milestones


def chart_of(row: Row, readings: Readings) -> PathChart | None:
    """The chart of a key result, by what decides its progress; None while nothing can be drawn."""
    if row.standing.source is Source.milestones and counted_milestones(row.key_result):
        return chart_steps.of_milestones(row)
    if row.key_result.kind == Kind.status.value:
        return chart_steps.of_words(row, readings)
    return _of_figures(row, readings)


def _of_figures(row: Row, readings: Readings) -> PathChart | None:
    key_result = row.key_result
    stretches = _stretches(readings)
    expected = _expected_figures(row.standing.facts)
    target = _target(key_result)
    band = _band(key_result)
    drawn = [p for stretch in stretches for p in stretch.points]
    if not drawn and expected is None and band is None:
        return None
    values = [v for p in drawn for v in (p.value, p.low, p.high) if v is not None]
    values += [corner[1] for corner in expected.corners] if expected else []
    values += [v for v in (key_result.low, key_result.high) if v is not None]
    values += [target.value] if target else []
    return PathChart(
        description=chart_words.of_figures(stretches, expected, target, band),
        starts_on=key_result.starts_on,
        ends_on=key_result.due_on,
        ticks=figure_ticks(values, key_result.kind, key_result.unit),
        stretches=stretches,
        breaks=_breaks(readings),
        expected=expected,
        target=target,
        band=band,
    )


def _stretches(readings: Readings) -> tuple[Stretch, ...]:
    """One for each baseline; a new To alone goes on with the line that is there."""
    stretches: list[Stretch] = []
    for era in readings.eras:
        told = _stretch(era, readings)
        if stretches and not era.breaks_the_line:
            told = Stretch(points=(*stretches.pop().points, *told.points))
        stretches.append(told)
    return tuple(stretches)


def _stretch(era: Era, readings: Readings) -> Stretch:
    """What was read under one baseline; its From, where dated, is the first reading."""
    key_result = readings.key_result
    told = [r for r in readings.of(era) if r.check_in.value is not None]
    points = [_point(reading, key_result) for reading in told]
    start = _from_point(era, key_result)
    if start and all(point.on != start.on for point in points):
        points = sorted([start, *points], key=lambda point: point.on)
    return Stretch(points=tuple(points))


def _from_point(era: Era, key_result: KeyResult) -> Point | None:
    if era.from_value is None or era.from_as_of is None:
        return None
    label = figures.figure(era.from_value, kind=key_result.kind, unit=key_result.unit)
    return Point(
        on=era.from_as_of,
        value=era.from_value,
        label=label,
        words=_("From: %(figure)s on %(day)s") % {"figure": label, "day": _day(era.from_as_of)},
    )


def _point(reading: Reading, key_result: KeyResult) -> Point:
    value = reading.check_in.value
    assert value is not None
    label = figures.figure(value, kind=key_result.kind, unit=key_result.unit)
    low, high = reading.likely or (None, None)
    return Point(
        on=reading.check_in.as_of,
        value=value,
        label=label,
        words=chart_words.of_point(reading, label),
        low=low,
        high=high,
    )


def _expected_figures(facts: Facts) -> Expected | None:
    """The expected path in the key result's own figures; none for a keep-at or without an end."""
    if facts.kind is Kind.keep_at or facts.baseline is None or facts.target is None:
        return None
    reach = facts.target - facts.baseline
    return expected_path(facts, source=Source.value, low=facts.baseline, reach=reach)


def _target(key_result: KeyResult) -> Point | None:
    if key_result.to_value is None or key_result.kind == Kind.keep_at.value:
        return None
    label = figures.figure(key_result.to_value, kind=key_result.kind)
    return Point(
        on=key_result.due_on,
        value=key_result.to_value,
        label=label,
        words=_("Target %(figure)s") % {"figure": label},
    )


def _band(key_result: KeyResult) -> Band | None:
    if key_result.kind != Kind.keep_at.value or (key_result.low is key_result.high is None):
        return None
    return Band(
        low=key_result.low,
        high=key_result.high,
        label=_("Keep %(limits)s") % {"limits": paths.limits(key_result)},
    )


def _breaks(readings: Readings) -> tuple[Break, ...]:
    return tuple(
        _break(era, era.began) for era in readings.eras if era.began and era.breaks_the_line
    )


def _break(era: Era, change: BaselineChange) -> Break:
    """Where a new baseline begins: at its From, should that be dated before the change."""
    on = min(change.on, era.from_as_of or change.on)
    return Break(on=on, words=(_("New baseline"), date_format(change.on, "j M Y")))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
