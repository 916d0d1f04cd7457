"""Why what a reader chose cannot be done, in a sentence each. "" where it can."""

from django.utils.translation import gettext as _

from dashboards.comparing import stands_alike
from dashboards.waves import Evidence, WaveSeen
from disclosure import labels, words
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.comparing import CannotCompare, Counted, comparable
from disclosure.estimates.changes import Reason
from surveys.questions.options import NOT_DISCLOSED

UNIT = "UNIT"
"""What a group that a reader marks as their own is: a unit."""


def not_earlier(evidence: Evidence, wave: WaveSeen, other: WaveSeen) -> str:
    """A change is counted from a wave to a later one, never back, and never to itself."""
    if other == wave:
        return _("A wave is not set beside itself: nothing is compared.")
    return _("%(other)s is later than %(now)s, so no change is counted from it.") % {
        "other": evidence.name(other),
        "now": evidence.name(wave),
    }


def not_here(evidence: Evidence, wave: WaveSeen, name: str) -> str:
    """What another wave has and this one has not, by its name in the address."""
    called = {"wave": evidence.name(wave)}
    return {
        "question": _("%(wave)s did not ask the question you chose. This is another one.") % called,
        "groups": _("%(wave)s has no table of the groups you chose.") % called,
        "group": _("In %(wave)s the unit you chose does not stand by itself.") % called,
    }[name]


def unlike(evidence: Evidence, wave: WaveSeen, other: WaveSeen, measure: str) -> str:
    """Why an earlier wave is not set beside this one where this question is shown."""
    why = reason(wave, other, measure)
    if not why:
        return ""
    called = evidence.name(other)
    return _("%(wave)s is not shown beside it. %(why)s") % {"wave": called, "why": why}


def reason(wave: WaveSeen, other: WaveSeen, measure: str) -> str:
    """Only why, without which wave."""
    told = wave.publication.words["measures"].get(measure)
    was = other.publication.words["measures"].get(measure)
    if told is None:
        return ""  # nothing of this question is shown, and the page says so
    if was is None:
        return _("The question was not asked then.")
    if told["definition"] != was["definition"]:
        return str(words.REASONS[Reason.QUESTION])
    if told["mapping"] != was["mapping"]:
        return str(words.REASONS[Reason.MAPPING])
    if set(told["classified"]) != set(was["classified"]):
        return str(words.REASONS[Reason.DEFINITION])
    return ""


def new_unit(evidence: Evidence, wave: WaveSeen, last: WaveSeen | None, unit: str) -> str:
    """A unit that stood with another in the last wave has nothing to be set beside."""
    if last is None or _stood(wave, last, unit):
        return ""
    return _("“%(unit)s” did not stand by itself in %(wave)s, so its change is not known.") % {
        "unit": labels.category_name(wave.publication, UNIT, unit),
        "wave": evidence.name(last),
    }


def _stood(wave: WaveSeen, last: WaveSeen, unit: str) -> bool:
    alike = stands_alike((UNIT,), (unit,), wave.publication, last.publication)
    return unit in listed(last, UNIT) and alike


def benchmark(wave: WaveSeen, found: Benchmark, measure: str) -> str:
    """Why the benchmark is not set beside shares of this question."""
    why = benchmark_reason(wave, found, measure)
    called = {"benchmark": found.label, "why": why}
    return _("“%(benchmark)s” is not shown. %(why)s") % called if why else ""


def benchmark_reason(wave: WaveSeen, found: Benchmark, measure: str) -> str:
    """Only why, without which benchmark."""
    told = wave.publication.words["measures"].get(measure)
    if told is None:
        return ""
    compares = found.terms.compares.get((told["definition"], told["mapping"]), {})
    ours = Counted(told["definition"], told["mapping"], compares.get(found.group, ()))
    try:
        comparable(ours, found)
    except CannotCompare as why:
        return str(why)
    return ""


def listed(wave: WaveSeen, attribute: str) -> tuple[str, ...]:
    """The categories of an attribute, without those who did not say; () where it has none."""
    told = wave.publication.words["attributes"].get(attribute)
    return tuple(code for code in told["order"] if code != NOT_DISCLOSED) if told else ()


def standing(wave: WaveSeen, attribute: str) -> tuple[str, ...]:
    """Of these, those that have a row of their own: not those that stand with another."""
    joined = wave.publication.recoded.get(attribute, {})
    return tuple(code for code in listed(wave, attribute) if joined.get(code, code) == code)
