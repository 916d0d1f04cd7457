"""Values of the plan as the record keeps them, in words: codes by their labels, days, figures."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from okrs.figures import figure, plain, share
from okrs.models import KeyResult, Link, Milestone, PeriodResult
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Cadence, Direction, Intent, Kind, Named, Pace, Source, Status, Word
from strategy.pillars import Pillar

WORDS: dict[str, type[Named]] = {
    "status": Status,
    "word": Word,
    "cadence": Cadence,
    "intent": Intent,
    "kind": Kind,
    "pace": Pace,
    "source": Source,
    "direction": Direction,
}
CHOICES: dict[str, dict[str, Any]] = {
    "kind": dict(Milestone.KINDS),
    "link_kind": dict(Link.KINDS),
    "retired_as": dict(KeyResult.RETIRED),
    "follows": dict(KeyResult.FOLLOWED),
    "outcome": dict(PeriodResult.OUTCOMES),
    "pillar": dict(Pillar.choices),
}
FIGURES = frozenset(
    {"value", "reading", "from_value", "to_value", "low", "high", "base_count", "tolerance"}
    | {"from_numerator", "from_denominator", "target_value", "weight"}
)
COUNTS = frozenset({"base_count", "from_numerator", "from_denominator", "target_value", "weight"})
DAYS = frozenset({"until", "as_of", "from_as_of", "set_by"})


def in_words(name: str, kept: Any, *, kind: str = "") -> str | None:
    """What one kept value of a column reads as; None for what needs no word of ours.

    `kind` is the key result's: with it a share is written as one. What cannot be read is shown as
    it was kept.
    """
    if name in ("also_supports", "curve", "followed"):
        return {"also_supports": _pillars, "curve": _points, "followed": _followed}[name](kept)
    if name in FIGURES:
        return _figure(str(kept), "" if name in COUNTS else kind)
    if name.endswith("_on") or name in DAYS:
        return _day(str(kept))
    return _label(name, str(kept))


def _label(name: str, code: str) -> str | None:
    words = WORDS.get(name)
    if words is not None and code in words.__members__:
        return str(words[code].label)
    label: str | Promise | None = CHOICES.get(name, {}).get(code)
    return None if label is None else str(label)


def _figure(written: str, kind: str) -> str:
    try:
        value = Decimal(written)
    except InvalidOperation:  # a status key result reads a word
        words = Verdict if written == Verdict.too_few.value else Word
        return str(words[written].label) if written in words.__members__ else written
    return figure(value, kind=kind) if kind else plain(value).replace("-", "−")


def _day(written: str) -> str:
    try:
        return date_format(date.fromisoformat(written[:10]), "j F Y")
    except ValueError:
        return written


def _pillars(slugs: Any) -> str:
    known = dict(Pillar.choices)
    return ", ".join(str(known.get(slug, slug)) for slug in slugs)


def _points(points: Any) -> str:
    return "; ".join(f"{_day(on)}: {share(Decimal(at))}" for on, at in points)


def _followed(kept: Any) -> str:
    return _("a figure of the survey")
