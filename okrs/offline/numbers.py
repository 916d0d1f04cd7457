"""Cells that hold a number: a figure of a key result, a count, a share, a weight."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from okrs import figures
from okrs.offline.naming import Among
from okrs.offline.values import Words
from okrs.rules.words import Kind
from okrs.sheets import cells
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal
from okrs.sheets.numerals import decimal, seen

COMMA_FOR_POINT = re.compile(r"^[-+−]?(?:\d+,(?:\d{1,2}|\d{4})|0,\d+)\s*%?$")
SHARES = (Kind.percent.value, Kind.percent_change.value)


class Figure(Words):
    """A number, or nothing while it is to be set. In a share 19% is 19."""

    is_few = True

    def __init__(self, *, is_end: bool = True) -> None:
        self.is_end = is_end  # From and To of a share are written as one; counts never are

    def cell(self, value: Any, kind: str) -> Any:
        if value is None:
            return None
        return Share(value / 100, kind) if self._is_share(kind) else value

    def text(self, value: Any, kind: str) -> str:
        if value is None:
            return ""
        plain = f"{value:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return f"{plain}%" if self._is_share(kind) else plain

    def read(self, text: str, kind: str, among: Among) -> Decimal | None:
        bare = with_a_point(text)
        if cells.SPREADSHEET_ERROR.match(bare):
            raise NotUnderstood(
                _("That is your spreadsheet’s own error. Write a number, or “to set”.")
            )
        if not normal(bare) or normal(bare) in cells.UNKNOWN:
            return None
        found = cells.FIGURE.match(bare)
        if not found or found["rest"].strip():
            raise NotUnderstood(_("Write a number, or “to set”."))
        value = decimal(found["digits"])
        value = -value if found["sign"] in ("-", "−") else value
        self._refuse_other_share(value, kind, has_sign=bool(found["percent"]))
        if abs(value) >= cells.LARGEST:
            raise NotUnderstood(_("Write a number below 10,000,000,000, or in millions."))
        if round(value, cells.DECIMALS) != value:
            raise NotUnderstood(_("Write it with four decimal places at most."))
        return value

    def said(self, value: Any, kind: str) -> str:
        if value is None:
            return _("to set") if self.is_end else _("nothing")
        if self._is_share(kind):
            exact = figures.plain(value).replace("-", "−")
            return f"+{exact}%" if kind == Kind.percent_change.value and value > 0 else f"{exact}%"
        return figures.plain(value).replace("-", "−")

    def same(self, value: Any, other: Any) -> bool:
        return bool(value == other)

    def recorded(self, pair_end: Any) -> Any:
        return None if pair_end is None else Decimal(str(pair_end))

    def _refuse_other_share(self, value: Decimal, kind: str, *, has_sign: bool) -> None:
        """A % where there is none, and a fraction where nobody can say whether 0.19 is 19%."""
        if self._is_share(kind):
            bare = None if has_sign else abs(value)
            cells.refuse_fraction(cells.Amount(value=bare))
        elif has_sign and kind != Kind.keep_at.value:
            raise NotUnderstood(_("Write it without %, or change how it is measured."))

    def _is_share(self, kind: str) -> bool:
        return self.is_end and kind in SHARES


class Share(float):
    """A share as a workbook holds it: 0.19, shown as 19%."""

    signed = False

    def __new__(cls, value: Decimal, kind: str) -> "Share":
        made = super().__new__(cls, float(value))
        made.signed = kind == Kind.percent_change.value
        return made


def with_a_point(text: str) -> str:
    """ "24,5%" as a spreadsheet of another language writes it; "1,200" is twelve hundred."""
    bare = seen(text)
    return bare.replace(",", ".") if COMMA_FOR_POINT.match(bare) else bare


class Target(Figure):
    """The figure that an outcome is to reach. What it counts, also a %, stands in its unit."""

    def __init__(self) -> None:
        super().__init__(is_end=False)

    def read(self, text: str, kind: str, among: Among) -> Decimal | None:
        return super().read(text.strip().removesuffix("%"), kind, among)


class Weight(Figure):
    """A relative weight, above nothing."""

    def __init__(self) -> None:
        super().__init__(is_end=False)

    def read(self, text: str, kind: str, among: Among) -> Decimal | None:
        return cells.weight(with_a_point(text))
