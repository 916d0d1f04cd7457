"""A cell that asks for a figure to be kept: "keep at 80 to 100", "keep ≥ 90", "maintain 80".

Only what says so outright: a target of "≥ 90" may be one to reach, and is asked about.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.figures import plain
from okrs.rules.words import Kind
from okrs.sheets.cells import Amount, NotUnderstood, amount
from okrs.sheets.numerals import seen

KEEPS = re.compile(r"^(?:keep|maintain|stay|remain)\b\s*", re.I)
AT_LEAST = re.compile(
    r"^(?:≥|>=|(?:at or )?above\b|at least\b|no (?:less|lower|fewer) than\b)\s*(.+)$", re.I
)
AT_MOST = re.compile(
    r"^(?:≤|<=|(?:at or )?below\b|at most\b|no (?:more|higher) than\b)\s*(.+)$", re.I
)
BETWEEN = re.compile(r"^(?:at|between|within)?\s*(.+?)\s*(?:\bto\b|\band\b|–|-)\s*(.+)$", re.I)
EXACTLY = re.compile(r"^(?:at\b)?\s*(.+)$", re.I)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Where a figure is to stay; a limit that is not named is None."""

    low: Decimal | None
    high: Decimal | None
    unit: str = ""


def says_keep(text: str) -> bool:
    return bool(KEEPS.match(seen(text)))


def kept(text: str) -> Kept:
    """The limits such a cell names. Raises NotUnderstood."""
    rest = KEEPS.sub("", seen(text))
    if found := AT_LEAST.match(rest):
        low, high = _figure(found[1]), None
    elif found := AT_MOST.match(rest):
        low, high = None, _figure(found[1])
    elif found := BETWEEN.match(rest):
        low, high = _figure(found[1]), _figure(found[2])
    else:
        exact = EXACTLY.match(rest)
        low = high = _figure(exact[1] if exact else "")
    ends = [end for end in (low, high) if end]
    if low and high and low.value is not None and high.value is not None and low.value > high.value:
        raise NotUnderstood(
            _("The lowest figure, %(low)s, is above the highest, %(high)s.")
            % {"low": plain(low.value), "high": plain(high.value)}
        )
    return Kept(
        low=low.value if low else None,
        high=high.value if high else None,
        unit=next((end.unit for end in ends if end.unit), ""),
    )


def in_words(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """ "80% to 100%", "at least 90", "at most 5"; nothing where neither is known."""
    sign = "%" if unit == "%" else ""
    words = {
        "low": f"{plain(low)}{sign}" if low is not None else "",
        "high": f"{plain(high)}{sign}" if high is not None else "",
    }
    if low is not None and low == high:
        return words["low"]
    if low is not None and high is not None:
        return _("%(low)s to %(high)s") % words
    if low is not None:
        return _("at least %(low)s") % words
    return _("at most %(high)s") % words if high is not None else ""


def _figure(text: str) -> Amount:
    try:
        said = amount(text)
    except NotUnderstood:
        said = Amount()
    if said.value is None or said.kind is Kind.percent_change:
        raise NotUnderstood(_("Write “keep at 80 to 100”, “keep ≥ 80” or “keep ≤ 100”."))
    return said
