"""Which figure of the survey a key result follows: as it is kept, and as a form names it.

Pure. Here a figure is only looked at for its form; whether any wave makes it is asked of
okrs/survey_choices.py. Refuses, with a sentence, what names no figure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from okrs.refusals import CannotPlan
from okrs.rules.words import Kind

RESPONSE_RATE, DISCLOSURE_RATE, SHARE, GAP = "response_rate", "disclosure_rate", "share", "gap"
PUBLISHED = (DISCLOSURE_RATE, SHARE, GAP)
"""Those that are read from published tables; the response rate is known before there are any."""
KINDS = {
    RESPONSE_RATE: Kind.percent,
    DISCLOSURE_RATE: Kind.percent,
    SHARE: Kind.percent,
    GAP: Kind.number,  # in points, and it may be below zero
}
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
BENCHMARK = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
MOST_ATTRIBUTES = 2


class NotAFigure(CannotPlan):
    """No figure of the survey is named so; the message is fit to show, `field` says where."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """One figure: of `measure`, the share of `groups` among those of one group of people.

    That group is `key` in `cut`, both as the tables have them; () and () is everybody. A disclosure
    rate has no `groups`, and only a gap has a `benchmark`. Raises NotAFigure.
    """

    word: str
    measure: str
    groups: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    benchmark: str = ""

    def __post_init__(self) -> None:
        codes = (self.measure, *self.groups, *self.cut, *self.key)
        if self.word not in PUBLISHED or not all(map(CODE.fullmatch, codes)):
            raise not_of_ours()
        self._check_share()
        self._check_group()

    def _check_share(self) -> None:
        if (self.word == DISCLOSURE_RATE) != (not self.groups):
            raise NotAFigure(_("Choose which share it is."), field="figure")
        if len(set(self.groups)) < len(self.groups):
            raise not_of_ours()
        if self.word != GAP and self.benchmark:
            raise not_of_ours()
        if self.word == GAP and not BENCHMARK.fullmatch(self.benchmark):
            raise NotAFigure(_("Choose the benchmark that the gap is to."), field="benchmark")

    def _check_group(self) -> None:
        names_one = len(self.cut) == len(self.key) == len(set(self.cut))
        if not names_one or len(self.cut) > MOST_ATTRIBUTES:
            raise NotAFigure(_("Choose whom it is about."), field="of_whom")

    @classmethod
    def from_data(cls, word: str, data: object) -> Self:
        """What was kept, or what somebody sent in its place. Raises NotAFigure."""
        names = {"measure", "groups", "cut", "key", "benchmark"}
        if not isinstance(data, Mapping) or set(data) != names:
            raise not_of_ours()
        texts = (data["measure"], data["benchmark"])
        lists = (data["groups"], data["cut"], data["key"])
        if not all(isinstance(text, str) for text in texts) or not all(map(_is_texts, lists)):
            raise not_of_ours()
        groups, cut, key = map(tuple, lists)
        return cls(word=word, measure=texts[0], groups=groups, cut=cut, key=key, benchmark=texts[1])

    @classmethod
    def from_codes(cls, word: str, *, figure: str, of_whom: str, benchmark: str = "") -> Self:
        """What the choices of a form name. Raises NotAFigure."""
        measure, _colon, groups = figure.partition(":")
        cut, _colon, key = of_whom.partition(":")
        return cls(
            word=word,
            measure=measure,
            groups=_split(groups, "+"),
            cut=_split(cut, "*"),
            key=_split(key, "*"),
            benchmark=benchmark,
        )

    def to_data(self) -> dict[str, Any]:
        """As a column of JSON keeps it, beside its word."""
        return {
            "measure": self.measure,
            "groups": list(self.groups),
            "cut": list(self.cut),
            "key": list(self.key),
            "benchmark": self.benchmark,
        }

    @property
    def figure_code(self) -> str:
        """ "SEB1:lower"; of a disclosure rate "SEB1:"."""
        return f"{self.measure}:{'+'.join(self.groups)}"

    @property
    def whom_code(self) -> str:
        """ "UNIT*GRADE:NORTH*SENIOR"; of everybody ":"."""
        return f"{'*'.join(self.cut)}:{'*'.join(self.key)}"

    @property
    def code(self) -> str:
        """One text that no other figure has."""
        return "/".join((self.word, self.figure_code, self.whom_code, self.benchmark))


def kept(word: str, data: object) -> Followed | None:
    """The published figure that is followed; None where none is. Raises NotAFigure."""
    return Followed.from_data(word, data) if word in PUBLISHED else None


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(text.split(mark)) if text else ()


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


def not_of_ours() -> NotAFigure:
    return NotAFigure(
        _("The survey publishes no such figure. Choose one from the list."), field="figure"
    )
