"""What a From or a To says: a figure, a share, a change, a word, or that nobody knows it yet."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.rules.words import Cadence, Kind, Word
from okrs.sheets.columns import normal
from okrs.sheets.numerals import (
    DECIMAL_COMMA,
    NUMBER,
    decimal,
    is_below_nought,
    multiplied_by,
    seen,
)

LARGEST = Decimal(10) ** 10  # as much as a figure of the plan can hold
DECIMALS = 4

FIGURE = re.compile(
    rf"^(?P<sign>[-+−])?\s*(?P<money>[£$€])?\s*(?P<digits>{NUMBER})\s*"
    r"(?P<percent>%|per\s?cent\b|pct\b)?\s*(?P<rest>[^\d]*)$",
    re.I,
)
ANY_FIGURE = re.compile(NUMBER)
MORE = re.compile(r"\b(?:more|fewer|less|increase|rise|growth|up|down|decrease|reduction|fall)\b")
FALLS = re.compile(r"\b(?:fewer|less|down|decrease|reduction|fall)\b")
VAGUE = re.compile(
    r"\b(?:ish|about|around|roughly|approx\w*|circa|points?|per\s?cent|pct|or|to)\b|[~≈%?/+-]", re.I
)
SPREADSHEET_ERROR = re.compile(r"^#(?:REF|N/A|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC)[!?]?$")
X_PERCENT = re.compile(r"^[+-]?\s*x+\s?%", re.I)
OF_WHAT = re.compile(r"^(?:current|target|start(?:ing)?|baseline|end)?\s*(?:#|number)\s*(?:of\s+)?")

UNKNOWN = frozenset({
    "x", "xx", "xxx", "tbc", "tbd", "tba", "to set", "to be set", "to be confirmed", "unknown",
    "to be decided", "to be agreed", "not known", "not set", "n a", "na", "none", "current",
    "target", "baseline", "to do", "pending", "not applicable", "value",
})  # fmt: skip
SAID = {
    Word.not_started: ("not started", "not begun", "not yet started", "not yet", "to start"),
    Word.in_progress: ("in progress", "started", "ongoing", "under way", "underway", "in train"),
    Word.completed: ("completed", "complete", "done", "finished", "achieved", "in place"),
}
WORDS = {text: word for word, texts in SAID.items() for text in texts}


class NotUnderstood(ValueError):
    """A cell says something we cannot read. `fix` is what it may have meant, or nothing."""

    def __init__(self, advice: str, *, fix: str = "") -> None:
        super().__init__(advice)
        self.advice = advice
        self.fix = fix


@dataclass(frozen=True)
class Amount:
    """What one cell says. No value and no word: to be set. `label` is the cell's own wording."""

    label: str = ""
    value: Decimal | None = None
    kind: Kind | None = None  # what the cell shows it to be; None leaves it to the other cell
    word: Word | None = None
    unit: str = ""
    footnote: bool = False

    @property
    def is_set(self) -> bool:
        return self.value is not None or self.word is not None


def amount(text: str) -> Amount:
    """Read one From or To cell; refuses with `NotUnderstood` what could mean two things."""
    label = seen(text)
    if SPREADSHEET_ERROR.match(label):
        raise NotUnderstood(_("That is your spreadsheet’s own error. Write a number, or “to set”."))
    footnote = label.endswith(("*", "†"))
    bare = label.rstrip("*† ")
    if not normal(bare) or normal(bare) in UNKNOWN:
        kind, unit = (Kind.percent, "%") if bare == "%" else (None, "")
        return Amount(label, kind=kind, unit=unit)
    if word := WORDS.get(normal(bare)):
        return Amount(label, kind=Kind.status, word=word)
    if unset := _named_but_unknown(bare):
        return Amount(label, kind=unset[0], unit=unset[1], footnote=footnote)
    found = FIGURE.match(bare)
    if not found:
        raise NotUnderstood(_advice(bare), fix=likely(bare))
    return _figure(label, bare, found, footnote=footnote)


def _named_but_unknown(bare: str) -> tuple[Kind, str] | None:
    """ "Current %", "Target #", "Start # of non-grad roles", "X%", "X% more applicants"."""
    lower = bare.casefold()
    if X_PERCENT.match(lower):
        return (Kind.percent_change if MORE.search(lower) else Kind.percent), "%"
    if any(digit.isdigit() for digit in lower):
        return None
    if "%" in lower or re.search(r"\bper\s?cent", lower):
        return Kind.percent, "%"
    if "#" in lower or "number" in lower.split():
        unit = OF_WHAT.sub("", lower)
        return Kind.number, "" if unit == lower else unit.strip()
    return None


def _figure(label: str, bare: str, found: re.Match[str], *, footnote: bool) -> Amount:
    rest = found["rest"].strip(" .")
    value = decimal(found["digits"])
    _refuse_multiplied(found, rest)
    down = found["sign"] in ("-", "−") or bool(FALLS.search(rest.casefold()))
    if found["percent"]:
        changes = bool(found["sign"]) or bool(MORE.search(rest.casefold()))
        if rest and (VAGUE.search(rest) or rest.casefold().startswith("ish")):
            raise NotUnderstood(_advice(bare), fix=likely(bare))
        kind = Kind.percent_change if changes else Kind.percent
        unit = f"% {rest}" if rest and not changes else "%"
        return _checked(Amount(label, -value if down else value, kind, None, unit, footnote))
    if rest and VAGUE.search(rest):
        raise NotUnderstood(_advice(bare), fix=likely(bare))
    negative = found["sign"] in ("-", "−")
    unit = found["money"] or rest
    kind_or_not = Kind.number if unit else None
    return _checked(Amount(label, -value if negative else value, kind_or_not, None, unit, footnote))


def _refuse_multiplied(found: re.Match[str], rest: str) -> None:
    """ "£1.5m" is not £1.50: the whole number is offered, and a person says so."""
    times = multiplied_by(rest)
    if times > 1 and not found["percent"]:
        whole = decimal(found["digits"]) * times
        digits = f"{whole.normalize():f}" if whole < LARGEST and round(whole) == whole else ""
        fix = f"{found['sign'] or ''}{found['money'] or ''}{digits}" if digits else ""
        raise NotUnderstood(_("Write the whole number, with all its noughts."), fix=fix)


def _checked(read: Amount) -> Amount:
    assert read.value is not None
    if abs(read.value) >= LARGEST:
        raise NotUnderstood(_("Write a number below 10,000,000,000, or in millions."))
    rounded = round(read.value, DECIMALS)
    if rounded != read.value:
        percent = "%" if read.kind in (Kind.percent, Kind.percent_change) else ""
        raise NotUnderstood(
            _("Write it with four decimal places at most."), fix=f"{rounded.normalize():f}{percent}"
        )
    if read.kind is Kind.percent and not 0 <= read.value <= 100:
        raise NotUnderstood(share_advice())
    return read


def share_advice() -> str:
    return _("Write a number from 0 to 100, or “to set”.")


def _advice(bare: str) -> str:
    return share_advice() if _is_share(bare) else _("Write a number, or “to set”.")


def _is_share(bare: str) -> bool:
    return "%" in bare or bool(re.search(r"\bper\s?cent|\bpct", bare, re.I))


def refuse_fraction(read: Amount) -> None:
    """Among shares a bare 0.19 may be 19% or 0.19%: which is never guessed."""
    if read.kind is None and read.value is not None and 0 < read.value <= 1:
        words = {"little": f"{read.value:f}%", "much": f"{(read.value * 100).normalize():f}%"}
        raise NotUnderstood(
            _("Write %(much)s or %(little)s: without its %% it could be either.") % words,
            fix=words["much"],
        )


def likely(bare: str) -> str:
    """The one figure in a cell that was not understood, when there is only one."""
    if DECIMAL_COMMA.match(bare):
        return bare.replace(",", ".").replace(" ", "")
    figures = ANY_FIGURE.findall(bare)
    if len(figures) != 1 or decimal(figures[0]) >= LARGEST:
        return ""
    sign = "-" if is_below_nought(bare) else ""
    number = f"{sign}{round(decimal(figures[0]), DECIMALS).normalize():f}"
    if not _is_share(bare):
        return number
    return f"{number}%" if decimal(figures[0]) <= 100 else ""


HOW_OFTEN = {
    "weekly": Cadence.weekly, "every week": Cadence.weekly, "w": Cadence.weekly,
    "monthly": Cadence.monthly, "every month": Cadence.monthly, "m": Cadence.monthly,
    "quarterly": Cadence.quarterly, "every quarter": Cadence.quarterly, "q": Cadence.quarterly,
    "termly": Cadence.quarterly, "annual": Cadence.annual, "annually": Cadence.annual,
    "yearly": Cadence.annual, "every year": Cadence.annual, "once a year": Cadence.annual,
    "on survey": Cadence.on_survey, "with each survey": Cadence.on_survey,
    "survey": Cadence.on_survey, "each survey": Cadence.on_survey,
}  # fmt: skip


def cadence(text: str) -> Cadence | None:
    """How often it is read; None for an empty cell."""
    name = normal(text).replace("_", " ")
    if not name:
        return None
    if found := HOW_OFTEN.get(name):
        return found
    raise NotUnderstood(
        _("Write weekly, monthly, quarterly, once a year or with each survey."), fix="quarterly"
    )


def weight(text: str) -> Decimal | None:
    """A relative weight above nothing; None for an empty cell."""
    if not text.strip():
        return None
    found = FIGURE.match(text.strip())
    value = decimal(found["digits"]) if found and not found["rest"] and not found["sign"] else None
    if value is None or not 0 < value < 10_000 or round(value, 2) != value:
        raise NotUnderstood(_("Write a number above 0, with two decimal places at most."), fix="1")
    return value
