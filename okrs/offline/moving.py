"""Cells that say how a key result is to move: which way, by which points, and by which day."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from okrs.figures import plain
from okrs.models import KeyResult
from okrs.offline.naming import Among
from okrs.offline.values import Day, Word, Words
from okrs.rules.words import Direction
from okrs.sheets import days
from okrs.sheets.cells import NotUnderstood

HUNDRED = Decimal(100)
POINT = re.compile(r"^(?P<day>.*?)[\s,:]+(?P<share>\d{1,3}(?:[.,]\d+)?)\s*%$")

Point = tuple[date, Decimal]


class Better(Word):
    """Which way is better, while From or To is still to be set. An empty cell changes nothing."""

    def __init__(self) -> None:
        super().__init__([Direction.increase, Direction.decrease])

    def cell(self, value: Any, kind: str) -> Any:
        return self.text(value, kind)

    def text(self, value: Any, kind: str) -> str:
        return self.said(value, kind) if value else ""

    def read(self, text: str, kind: str, among: Among) -> Any:
        return super().read(text, kind, among) if text else None

    def said(self, value: Any, kind: str) -> str:
        return super().said(value, kind) if value else _("nothing")

    def same(self, value: Any, other: Any) -> bool:
        return other is None or bool(value == other)


class SetBy(Day):
    """The day to set what is missing by. An empty cell changes nothing."""

    def same(self, value: Any, other: Any) -> bool:
        return other is None or bool(value == other)


class DoneOn(Day):
    """The day on which a step was done. A tick without a day is asked about; empty is not done."""

    def read(self, text: str, kind: str, among: Among) -> date | None:
        try:
            on = days.day(text)
        except NotUnderstood:
            on = None
        if text and on is None:
            raise NotUnderstood(
                _("Write the day on which it was done, such as 31 March 2027. Empty: not done.")
            )
        return on

    def said(self, value: Any, kind: str) -> str:
        return super().said(value, kind) if value else _("not done")


class Points(Words):
    """Own points of an expected path: "30 June 2027, 25%; 31 December 2027, 60%"."""

    def text(self, value: Any, kind: str) -> str:
        return "; ".join(f"{days.in_words(on)}, {_share(share)}" for on, share in _points(value))

    def read(self, text: str, kind: str, among: Among) -> list[Point]:
        parts = [part.strip() for part in re.split(r"[;\n]", text)]
        return sorted(_point(part) for part in parts if part)

    def said(self, value: Any, kind: str) -> str:
        return self.text(value, kind) or _("none")

    def same(self, value: Any, other: Any) -> bool:
        return _points(value) == _points(other)


def direction_if_open(row: KeyResult) -> str:
    """Which way is better, where From and To do not say it."""
    return row.direction if None in (row.from_value, row.to_value) else ""


def _points(value: Sequence[Sequence[Any]]) -> list[Point]:
    """Points as they were read, or as the table keeps them: days and shares as text."""
    return sorted(
        (date.fromisoformat(on) if isinstance(on, str) else on, Decimal(share))
        for on, share in value
    )


def _share(share: Decimal) -> str:
    return f"{plain(share * HUNDRED)}%"


def _point(text: str) -> Point:
    found = POINT.match(text)
    share = Decimal(found["share"].replace(",", ".")) if found else HUNDRED + 1
    on = days.day(found["day"]) if found else None
    if on is None or share > HUNDRED:
        raise NotUnderstood(
            _("Write a date and how much of the way for each point: 30 June 2027, 25%; …")
        )
    return on, share / HUNDRED
