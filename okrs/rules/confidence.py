"""Confidence: how likely an owner thinks the target is, 0 to 10. Never mixed into progress.

Source: docs/progress.md, section 6.
"""

from django.utils.translation import gettext_lazy as _

from okrs.rules.words import Named

LOWEST, HIGHEST = 0, 10
DROP = 3
"""A fall of this much or more is worth a conversation."""


class Band(Named):
    """Three bands, so that a number can be said in a word."""

    low = "low", _("Low")
    middle = "middle", _("Middling")
    high = "high", _("High")


def band(score: int) -> Band:
    """0 to 3 low, 4 to 7 middling, 8 to 10 high. Refuses anything else."""
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(f"Confidence is between {LOWEST} and {HIGHEST}, not {score}.")
    if score <= 3:
        return Band.low
    return Band.middle if score <= 7 else Band.high


def fell(previous: int | None, now: int | None) -> bool:
    """Whether confidence dropped enough to ask why; never when either was left out."""
    return previous is not None and now is not None and previous - now >= DROP
