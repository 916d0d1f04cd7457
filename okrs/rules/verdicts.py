"""The words a key result can be given. Each belongs to one status and one colour."""

from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext_lazy as _

from okrs.rules.words import Named, Status

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TONES = {
    Status.achieved: "achieved",
    Status.on_track: "ontrack",
    Status.behind: "behind",
    Status.off_track: "offtrack",
    Status.stale: "stale",
}
"""The colour of a status. Whatever is not named is grey: `unset`."""


def tone_of(status: Status | None) -> str:
    """The colour's name in the style sheet. None, "no colour can be given", is grey."""
    return TONES.get(status, "unset") if status else "unset"


class Verdict(Named):
    """A word of the table in docs/progress.md, section 8, and the status it counts as."""

    status: Status

    # The defaults are there for the types only, as in Named.
    def __new__(
        cls, code: str, label: "_StrPromise | str" = "", status: Status = Status.not_counted
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_, member._label, member.status = code, label, status
        return member

    not_counted = "not_counted", _("Not counted"), Status.not_counted
    blocked = "blocked", _("Blocked"), Status.off_track
    unset = "unset", _("Baseline to set"), Status.unset
    unset_overdue = "unset_overdue", _("Baseline overdue"), Status.unset
    too_few = "too_few", _("Hidden to protect people"), Status.too_few
    stale = "stale", _("Stale"), Status.stale
    no_reading = "no_reading", _("No reading yet"), Status.no_reading
    achieved = "achieved", _("Achieved"), Status.achieved
    exceeded = "exceeded", _("Exceeded"), Status.achieved
    held = "held", _("Held"), Status.on_track
    in_tolerance = "in_tolerance", _("In tolerance"), Status.behind
    outside = "outside", _("Outside"), Status.off_track
    too_early = "too_early", _("Too early"), Status.too_early
    moved_backwards = "moved_backwards", _("Moved backwards"), Status.off_track
    on_track = "on_track", _("On track"), Status.on_track
    behind = "behind", _("Behind"), Status.behind
    held_back = "held_back", _("Held back"), Status.behind
    off_track = "off_track", _("Off track"), Status.off_track

    @property
    def tone(self) -> str:
        """As its status, but a baseline past its date turns amber."""
        return "behind" if self is Verdict.unset_overdue else tone_of(self.status)
