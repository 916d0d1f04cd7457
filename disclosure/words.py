"""Estimates in sentences: what pages, files and alternative texts say of a share, a gap, a change.

Each takes what was decided in `estimates/` and only puts it into words, so that the same figure
reads the same everywhere. A share is said with its ends wherever there is room for them.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.written import figure, percent
from disclosure.estimates.changes import Change, Reason, Verdict
from disclosure.estimates.gaps import Gap, Side
from disclosure.estimates.saying import Precision, Said

Text = str | Promise

PARTS: dict[str, Text] = {
    "almost_none": gettext_lazy("none or almost none"),
    "tenth": gettext_lazy("about a tenth"),
    "quarter": gettext_lazy("about a quarter"),
    "third": gettext_lazy("about a third"),
    "half": gettext_lazy("about half"),
    "two_thirds": gettext_lazy("about two thirds"),
    "three_quarters": gettext_lazy("about three quarters"),
    "nine_tenths": gettext_lazy("about nine tenths"),
    "almost_all": gettext_lazy("almost all or all"),
}
ENDS: dict[str, Text] = {
    "almost_none": gettext_lazy("none"),
    "tenth": gettext_lazy("a tenth"),
    "quarter": gettext_lazy("a quarter"),
    "third": gettext_lazy("a third"),
    "half": gettext_lazy("half"),
    "two_thirds": gettext_lazy("two thirds"),
    "three_quarters": gettext_lazy("three quarters"),
    "nine_tenths": gettext_lazy("nine tenths"),
    "almost_all": gettext_lazy("all"),
}
REASONS: dict[Reason, Text] = {
    Reason.QUESTION: gettext_lazy("Cannot be compared: another question was asked."),
    Reason.MAPPING: gettext_lazy("Cannot be compared: answers were grouped in another way."),
    Reason.DEFINITION: gettext_lazy("Cannot be compared: the share is of something else."),
    Reason.EMPTY: gettext_lazy(
        "Cannot be compared: in one of the waves nobody was invited from this group."
    ),
    Reason.HIDDEN: gettext_lazy(
        "Cannot be compared: in one of the waves it is hidden to protect people."
    ),
    Reason.NOT_PLACED: gettext_lazy(
        "Cannot be compared: in one of the waves too few could be placed."
    ),
}


def value(said: Said) -> str:
    """ "19%", "about 20%" or "about a third"."""
    if said.precision is Precision.WORDS:
        return str(PARTS[said.words[0]])
    return _roughly(percent(said.value), said.precision)


def ends(said: Said) -> str:
    """ "15% to 24%", "a tenth to half": for a column of its own."""
    return _("%(low)s to %(high)s") % _ends(said)


def share(said: Said) -> str:
    """ "19%, likely between 15% and 24%": the value alone where its ends are the same."""
    if said.low == said.high:
        return value(said)
    words = {"value": value(said), **_ends(said)}
    return _("%(value)s, likely between %(low)s and %(high)s") % words


def gap(found: Gap, benchmark: Benchmark) -> str:
    """ "12 points below the UK workforce (39%, 2021)"; without points where few people answered."""
    whose = _whose(benchmark)
    if found.side is Side.NOT_CLEAR:
        return _("no clear difference from %(whose)s") % {"whose": whose}
    if found.points is None:
        below, above = _("below %(whose)s"), _("above %(whose)s")
        return (below if found.side is Side.BELOW else above) % {"whose": whose}
    words = {"points": _roughly(points(found.points), found.precision), "whose": whose}
    if found.side is Side.BELOW:
        return _("%(points)s below %(whose)s") % words
    return _("%(points)s above %(whose)s") % words


def change(found: Change) -> str:
    """ "up 3 points", "down", "no clear change", or a sentence that says why there is none."""
    if found.reason:
        return str(REASONS[found.reason])
    if found.verdict is Verdict.NOT_CLEAR:
        return _("no clear change")
    up = found.verdict is Verdict.UP
    if found.points is None:
        return _("up") if up else _("down")
    words = {"points": _roughly(points(found.points), found.precision)}
    return _("up %(points)s") % words if up else _("down %(points)s") % words


def points(number: int) -> str:
    """ "1 point", "12 points": how far, whichever way."""
    return ngettext("%(n)s point", "%(n)s points", abs(number)) % {"n": abs(number)}


def _whose(benchmark: Benchmark) -> str:
    """ "the UK workforce (39%, 2021)": never a figure without its year."""
    return _("%(whose)s (%(value)s, %(year)s)") % {
        "whose": benchmark.whose or benchmark.label,
        "value": figure(benchmark),
        "year": benchmark.year,
    }


def _ends(said: Said) -> dict[str, str]:
    if said.precision is Precision.WORDS:
        _value, low, high = said.words
        return {"low": str(ENDS[low]), "high": str(ENDS[high])}
    return {"low": percent(said.low), "high": percent(said.high)}


def _roughly(text: str, precision: Precision) -> str:
    return text if precision is Precision.WHOLE else _("about %(text)s") % {"text": text}
