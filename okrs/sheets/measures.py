"""Two cells become a measure: of which kind, from where to where, and what is still to be set."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.figures import figure
from okrs.rules.words import Kind, Word
from okrs.sheets import keeping
from okrs.sheets.cells import Amount, NotUnderstood, amount, refuse_fraction, share_advice
from okrs.sheets.columns import Part, normal

SHARES = frozenset({Kind.percent, Kind.percent_change})


@dataclass(frozen=True, kw_only=True)
class Measure:
    kind: Kind
    start: Decimal | None = None
    end: Decimal | None = None
    base_count: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    start_label: str = ""
    end_label: str = ""

    @property
    def is_to_set(self) -> bool:
        """Whether From or To is still unknown; a status has neither."""
        if self.kind is Kind.percent_change:
            return self.base_count is None or self.end is None
        if self.kind is Kind.keep_at:
            return self.low is None and self.high is None
        return self.kind is not Kind.status and (self.start is None or self.end is None)


class CannotMeasure(Exception):
    """One cell of the two does not fit; `part` says which, `fix` what would."""

    def __init__(self, part: Part, advice: str, *, fix: str = "") -> None:
        super().__init__(advice)
        self.part = part
        self.advice = advice
        self.fix = fix


def measure(*, start: str, end: str, unit: str = "") -> Measure:
    """What these cells promise; refuses with `CannotMeasure` and never guesses a figure."""
    for part, text, beside in ((Part.TO, end, start), (Part.FROM, start, end)):
        if keeping.says_keep(text):
            return _kept(part, text, beside, unit)
    first, last = _read(Part.FROM, start, beside=end), _read(Part.TO, end, beside=start)
    if first.word or last.word:
        return _status(first, last)
    kind = _kind(first, last, unit)
    if kind is Kind.percent_change:
        return _change(first, last)
    _check_alike(first, last, kind)
    if first.value is not None and first.value == last.value:
        raise CannotMeasure(
            Part.TO,
            _("From is %(value)s too: write where it should be, or “to set”.")
            % {"value": figure(first.value, kind=kind.value)},
            fix="to set",
        )
    return Measure(
        kind=kind,
        start=first.value,
        end=last.value,
        unit=unit or first.unit or last.unit,
        start_label=first.label,
        end_label=last.label,
    )


def _kept(part: Part, text: str, beside: str, unit: str) -> Measure:
    """What is kept where it is starts nowhere: a figure beside it would be lost."""
    other = Part.FROM if part is Part.TO else Part.TO
    if _read(other, beside, beside="").is_set:
        raise CannotMeasure(
            other, _("What is kept where it is has only limits. Empty this one."), fix="to set"
        )
    try:
        found = keeping.kept(text)
    except NotUnderstood as refusal:
        raise CannotMeasure(part, refusal.advice) from refusal
    return Measure(kind=Kind.keep_at, low=found.low, high=found.high, unit=unit or found.unit)


def _read(part: Part, text: str, *, beside: str) -> Amount:
    try:
        return amount(text)
    except NotUnderstood as refusal:
        advice = share_advice() if "%" in beside else refusal.advice
        fix = refusal.fix
        if "%" in beside and fix.replace(".", "", 1).isdigit() and Decimal(fix) <= 100:
            fix = _as_share(Decimal(fix))
        raise CannotMeasure(part, advice, fix=fix) from refusal


def _as_share(value: Decimal) -> str:
    """ "24%" for 24; among shares 0.24 is far more often 24% than a quarter of one."""
    return f"{(value * 100 if 0 < value < 1 else value).normalize():f}%"


def _status(first: Amount, last: Amount) -> Measure:
    """Words at both ends, or at one with nothing at the other; it always ends at "Completed"."""
    if first.value is not None or last.value is not None:
        part = Part.FROM if first.word else Part.TO
        said = last if part is Part.FROM else first
        share = "%" if said.kind in SHARES else ""
        fix = f"0{share}" if first.word is Word.not_started else f"100{share}" if share else ""
        raise CannotMeasure(part, _("Write a number as well, or “to set”."), fix=fix or "to set")
    if first.word is Word.completed:
        raise CannotMeasure(
            Part.FROM,
            _("Write where it starts: “Not started” or “In progress”."),
            fix="Not started",
        )
    if last.word not in (None, Word.completed):
        raise CannotMeasure(
            Part.TO, _("A status ends at “Completed”: write that."), fix="Completed"
        )
    return Measure(kind=Kind.status, start_label=first.label, end_label=last.label)


def _kind(first: Amount, last: Amount, unit: str) -> Kind:
    kinds = {first.kind, last.kind}
    if Kind.percent_change in kinds:
        return Kind.percent_change
    names = normal(unit)
    if Kind.percent in kinds or names.startswith(("%", "percent", "per cent")):
        return Kind.percent
    return Kind.number


def _change(first: Amount, last: Amount) -> Measure:
    """A change starts at 0; a plain count under From is what the change starts from."""
    base: Decimal | None = None
    if first.value and first.kind not in SHARES:
        base = first.value
        if base < 0:
            raise CannotMeasure(Part.FROM, _("Write the count that the change starts from."))
    elif first.value:
        raise CannotMeasure(
            Part.FROM, _("A change starts from 0%, or from a count. Write either."), fix="0%"
        )
    if last.value is not None and (last.value == 0 or last.value < -100):
        raise CannotMeasure(Part.TO, _("Write a change such as +14% or −10%, or “to set”."))
    if last.kind is None and last.value is not None:
        raise CannotMeasure(
            Part.TO, _("Write a change such as +14% or −10%, or “to set”."), fix=f"+{last.value:f}%"
        )
    return Measure(
        kind=Kind.percent_change,
        base_count=base,
        end=last.value,
        unit=first.unit if base else "%",
        start_label=first.label,
        end_label=last.label,
    )


def _check_alike(first: Amount, last: Amount, kind: Kind) -> None:
    """A share needs shares at both ends; a bare number beside a share is one, from 0 to 100."""
    if kind is not Kind.percent:
        return
    for part, read in ((Part.FROM, first), (Part.TO, last)):
        wrong_kind = read.value is not None and read.kind is Kind.number
        if wrong_kind or (read.value is not None and not 0 <= read.value <= 100):
            raise CannotMeasure(part, share_advice())
        try:
            refuse_fraction(read)
        except NotUnderstood as refusal:
            raise CannotMeasure(part, refusal.advice, fix=refusal.fix) from refusal
