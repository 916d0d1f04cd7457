"""From, To and reading of one row of an export, written as a plain sheet would have them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.sheets import readings
from okrs.sheets.columns import normal
from okrs.sheets.shapes.shape import Field, Shape

FIGURE = re.compile(r"^[+-]?\d[\d,]*(?:\.\d+)?$")
PERCENT = frozenset({"%", "percent", "percentage", "per cent", "pct"})
PLAIN = frozenset({"", "number", "numeric", "numerical", "none", "decimal", "integer"})
MONEY = frozenset({"£", "$", "€"})
FOUR = Decimal("0.0001")
YES_OR_NO = dict.fromkeys(("0", "no", "false", "not started"), "Not started") | dict.fromkeys(
    ("1", "100", "yes", "true", "done", "completed", "achieved"), "Completed"
)


@dataclass(frozen=True, kw_only=True)
class Measured:
    start: str = ""
    end: str = ""
    unit: str = ""
    readings: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    is_kept: bool = False  # to stay where it is, and nothing says where


def measured(texts: Mapping[Field, str], shape: Shape, *, day: str) -> Measured:
    """What a row promises and where it is. `day` is when the reading was taken, or nothing."""
    how = normal(texts[Field.TARGET_TYPE])
    if how in shape.keeps:
        return _kept(texts, day)
    if how in shape.yes_or_no:
        return _yes_or_no(texts, day)
    unit = texts[Field.UNIT]
    found = Measured(
        start=_with_unit(texts[Field.FROM], unit),
        end=_with_unit(texts[Field.TO], unit),
        unit=_unit(unit),
    )
    if now := texts[Field.NOW]:
        never_read = not day and _plain(now) == _plain(texts[Field.FROM])
        lines = () if never_read else (readings.line(day, _with_unit(now, unit)),)
        return replace(found, readings=lines)
    return _from_progress(found, texts, shape, day)


def _yes_or_no(texts: Mapping[Field, str], day: str) -> Measured:
    said = texts[Field.NOW]
    now = YES_OR_NO.get(_plain(said).casefold(), "")
    told = () if now or not said else (_unread(said),)
    lines = (readings.line(day, now),) if now and (day or now == "Completed") else ()
    return Measured(start="Not started", end="Completed", readings=lines, told=told)


def _unread(said: str) -> str:
    return _("“%(text)s” stays out as a reading: it could mean more than one thing.") % {
        "text": said
    }


def _unit(unit: str) -> str:
    """Money stands before its figures; a share keeps its sign, for figures that came without."""
    if normal(unit) in PERCENT or unit in PERCENT:
        return "%"
    return "" if normal(unit) in PLAIN or unit in MONEY else unit


def _kept(texts: Mapping[Field, str], day: str) -> Measured:
    """A limit to keep to, as a plain sheet says it; the word of the export says which way."""
    how, unit = texts[Field.TARGET_TYPE], texts[Field.UNIT]
    sign = "≥" if "above" in how.casefold() else "≤"
    limit = _with_unit(texts[Field.TO], unit)
    if not limit:
        told = _("It is to stay where it is (“%(how)s”), and nothing says where: it is left out.")
        return Measured(told=(told % {"how": how},), is_kept=True)
    now = texts[Field.NOW]
    return Measured(
        end=f"keep {sign} {limit}",
        unit=_unit(unit),
        readings=(readings.line(day, _with_unit(now, unit)),) if now else (),
    )


def _plain(text: str) -> str:
    """ "19.0" and "19" are one figure."""
    bare = text.replace(",", "").strip().rstrip("%").strip()
    return f"{Decimal(bare).normalize():f}" if FIGURE.match(bare) else bare


def _with_unit(text: str, unit: str) -> str:
    if not FIGURE.match(text):
        return text
    if normal(unit) in PERCENT or unit in PERCENT:
        is_sure = not 0 < Decimal(_plain(text)) <= 1  # 0.19 may be 19%: it is asked about
        return f"{_plain(text)}%" if is_sure else _plain(text)
    return f"{unit}{_plain(text)}" if unit in MONEY else _plain(text)


def _from_progress(found: Measured, texts: Mapping[Field, str], shape: Shape, day: str) -> Measured:
    """Where only progress is given, the figure it stands for, and a sentence that says so."""
    ends = [_plain(texts[what]) for what in (Field.FROM, Field.TO, Field.PROGRESS)]
    if not day or not all(FIGURE.match(text) for text in ends):
        return found
    start, end, progress = map(Decimal, ends)
    if 0 < progress <= 1 and "%" not in texts[Field.PROGRESS]:
        return replace(found, told=(_unread(texts[Field.PROGRESS]),))
    value = (start + (end - start) * progress / 100).quantize(FOUR).normalize()
    figure = _with_unit(f"{value:f}", texts[Field.UNIT])
    told = _(
        "%(name)s gives its progress, not its figure: %(progress)s%% of the way from %(start)s to "
        "%(end)s is %(figure)s."
    ) % {
        "name": shape.name,
        "progress": ends[2],
        "start": found.start,
        "end": found.end,
        "figure": figure,
    }
    return replace(found, readings=(readings.line(day, figure),), told=(told,))
