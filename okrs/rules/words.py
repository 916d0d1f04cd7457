"""The closed lists the rules speak in. The code is what is stored; `label` is what people read."""

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:  # the stubs' name for "a translation not looked up yet"; it has no run-time twin
    from django.utils.functional import _StrPromise


class Named(StrEnum):
    """A code with a label: `Kind.number == "number"`, and `Kind.number.label` reads "Number"."""

    _label: "_StrPromise | str"

    # Every member has a label (a test says so); the default lets the types see `Kind("number")`.
    def __new__(cls, code: str, label: "_StrPromise | str" = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member._label = label
        return member

    @property
    def label(self) -> "_StrPromise | str":
        """Looked up when it is shown, in the language then in force."""
        return self._label


class Kind(Named):
    """How a key result is measured."""

    number = "number", _("Number")
    percent = "percent", _("Percentage")
    percent_change = "percent_change", _("Percentage change")
    status = "status", _("Status")
    milestones = "milestones", _("Milestones")
    keep_at = "keep_at", _("Keep at")


class Source(Named):
    """What progress is worked out from."""

    value = "value", _("The figure")  # type: ignore[assignment]  # a member may have this name
    status = "status", _("The status")
    milestones = "milestones", _("The milestones")


class Word(Named):
    """A reading of a key result of the status kind. Blocked is a flag beside it, not a word."""

    not_started = "not_started", _("Not started")
    in_progress = "in_progress", _("In progress")
    completed = "completed", _("Completed")


class Cadence(Named):
    """How often a reading is due."""

    weekly = "weekly", _("Weekly")
    monthly = "monthly", _("Monthly")
    quarterly = "quarterly", _("Quarterly")
    annual = "annual", _("Once a year")
    on_survey = "on_survey", _("With each survey")


class Pace(Named):
    """How expected progress grows between the start and the due date."""

    linear = "linear", _("A little every day")
    stepped = "stepped", _("In steps, when a reading is due")
    curve = "curve", _("Along our own points")


class Direction(Named):
    """Which way is better. Worked out from From and To; asked for only when one is missing."""

    increase = "increase", _("Increase")
    decrease = "decrease", _("Decrease")
    complete = "complete", _("Complete")
    keep = "keep", _("Keep")


class Status(Named):
    """How a key result stands, coarsely enough to count and to colour."""

    achieved = "achieved", _("Achieved")
    on_track = "on_track", _("On track")
    behind = "behind", _("Behind")
    off_track = "off_track", _("Off track")
    unset = "unset", _("Baseline to set")
    stale = "stale", _("Stale")
    too_few = "too_few", _("Hidden to protect people")
    no_reading = "no_reading", _("No reading yet")
    too_early = "too_early", _("Too early")
    not_counted = "not_counted", _("Not counted")


class Intent(Named):
    """Whether the whole of the target was promised, or most of it would already be good."""

    committed = "committed", _("Committed")
    aspirational = "aspirational", _("Aspirational")


_LINEAR_CADENCES = frozenset({Cadence.weekly, Cadence.monthly})


def default_pace(cadence: Cadence, kind: Kind) -> Pace:
    """Every day for what is read often; in steps for what is read seldom, and for milestones.

    Source: docs/progress.md, section 5.
    """
    if kind is Kind.milestones or cadence not in _LINEAR_CADENCES:
        return Pace.stepped
    return Pace.linear
