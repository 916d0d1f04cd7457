"""A path chart in words: what a screen reader says, and what a point says when it is touched."""

from collections.abc import Sequence
from datetime import date

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from charts.series import Band, Expected, Point, Stretch
from okrs import evidence
from okrs.figures import whole
from okrs.readings import Reading
from okrs.rules.words import Kind

FEW = 6  # readings that can be read out one by one


def of_point(reading: Reading, label: str) -> str:
    """One reading: its figure and day, and its likely range or its counts where they are known."""
    said = _("%(figure)s on %(day)s") % {"figure": label, "day": _day(reading.check_in.as_of)}
    published = evidence.of(reading.check_in)
    if published:
        said = f"{said}, {published.source}"
    if reading.likely:
        low, high = reading.likely
        if reading.check_in.key_result.kind == Kind.number.value:
            return f"{said}, {evidence.points(low, high)}"
        return _("%(said)s, likely %(low)s%% to %(high)s%%") % {
            "said": said,
            "low": whole(low),
            "high": whole(high),
        }
    return said


def of_figures(
    stretches: Sequence[Stretch],
    expected: Expected | None,
    target: Point | None,
    band: Band | None,
) -> str:
    """The whole chart in a few sentences."""
    said = [_old(stretch.points) for stretch in stretches[:-1] if stretch.points]
    said.append(_current(stretches[-1].points))
    if expected and target:
        said.append(_way(expected, target))
    if band:
        said.append(_("The band to stay in: %(limits)s.") % {"limits": band.label})
    return " ".join(said)


def _current(points: Sequence[Point]) -> str:
    if not points:
        return _("A chart without readings yet.")
    return _("A chart of readings: %(readings)s.") % {"readings": _listed(points)}


def _old(points: Sequence[Point]) -> str:
    return _("Set apart, under an earlier baseline: %(readings)s.") % {"readings": _listed(points)}


def _listed(points: Sequence[Point]) -> str:
    if len(points) <= FEW:
        return ", ".join(_said(point) for point in points)
    lowest = min(points, key=lambda point: point.value)
    highest = max(points, key=lambda point: point.value)
    return _(
        "%(number)s in all, first %(first)s, lowest %(low)s, highest %(high)s, last %(last)s"
    ) % {
        "number": len(points),
        "first": _said(points[0]),
        "low": _said(lowest),
        "high": _said(highest),
        "last": _said(points[-1]),
    }


def _said(point: Point) -> str:
    return _("%(figure)s on %(day)s") % {"figure": point.label, "day": _day(point.on)}


def _way(expected: Expected, target: Point) -> str:
    words = {"figure": target.label, "day": _day(target.on)}
    if expected.stepped:
        return _("The expected path goes in steps to %(figure)s on %(day)s.") % words
    return _("The expected path goes to %(figure)s on %(day)s.") % words


def _day(day: date) -> str:
    return date_format(day, "j F Y")
