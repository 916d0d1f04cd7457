"""How figures are written: whole percentages, thousands separators, differences in points.

Pure text; every page, export and later report writes a figure through here.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs.rules.words import Kind

ONE = Decimal(1)
HUNDRED = Decimal(100)


def whole(value: Decimal) -> int:
    """Nearest whole number, halves away from zero: what a reader expects of 12.5."""
    return int(value.quantize(ONE, rounding=ROUND_HALF_UP))


def figure(value: Decimal | None, *, kind: str, unit: str = "") -> str:
    """A reading, a From or a To of this kind as it is written: "19%", "+14%", "1,200", "−2.5".

    The numbers of a keep-at are shares where its `unit` says so: "88%".
    """
    if value is None:
        return ""
    if kind == Kind.percent.value:
        return f"{whole(value)}%"
    if kind == Kind.percent_change.value:
        return f"{signed(whole(value))}%"
    said = plain(value).replace("-", "−")
    return f"{said}%" if is_share(kind, unit) else said


def is_share(kind: str, unit: str) -> bool:
    """Whether the numbers of a keep-at are percentages: its unit says so, "% of new hires"."""
    return kind == Kind.keep_at.value and unit.lstrip().startswith("%")


def kept(value: Decimal | None, *, unit: str) -> str:
    """A reading or a limit of a keep-at: "88%" where its unit is a share, else the number."""
    return figure(value, kind=Kind.keep_at.value, unit=unit)


def plain(value: Decimal) -> str:
    """A number with thousands separators, and only the decimals it has."""
    trimmed = value.normalize()
    exponent = trimmed.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return str(number_format(trimmed, decimal_pos=decimals, force_grouping=True))


def signed(number: int) -> str:
    """ "+2", "−3", "0": with a true minus sign, so that a reader and a screen reader see one."""
    if number == 0:
        return "0"
    return f"+{number:,}" if number > 0 else f"−{abs(number):,}"


def difference(before: Decimal, after: Decimal, *, kind: str) -> str:
    """How far a figure moved, in its own terms: "+2 points" for a share, "+5" for a count."""
    if kind in (Kind.percent.value, Kind.percent_change.value):
        return points(whole(after) - whole(before))
    moved = after - before
    if moved == 0:
        return _("no change")
    return f"+{plain(moved)}" if moved > 0 else f"−{plain(abs(moved))}"


def points(number: int) -> str:
    """ "+2 points", "−1 point", "no change": never "+2%", which would mean something else."""
    if number == 0:
        return _("no change")
    return ngettext("%(n)s point", "%(n)s points", abs(number)) % {"n": signed(number)}


def share(fraction: Decimal | None) -> str:
    """A fraction as a whole percentage: progress 0.505 is "51%"; a dash where there is none."""
    return "–" if fraction is None else f"{whole(fraction * HUNDRED)}%".replace("-", "−")
