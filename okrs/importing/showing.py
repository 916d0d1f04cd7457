"""How a checked row is written on the page: its figures, its state, and what can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okrs.figures import figure
from okrs.importing.places import Checked, State
from okrs.rules.words import Cadence, Kind, Word
from okrs.sheets import keeping
from okrs.sheets.columns import LABELS, Part, normal
from okrs.sheets.guessing import Guess
from okrs.sheets.judging import Problem, Setting
from okrs.sheets.wording import shortened
from strategy.pillars import Pillar

STATES: dict[State, tuple[str, str | Promise]] = {
    State.NEW: ("ok", gettext_lazy("Ready")),
    State.UNSET: ("unset", gettext_lazy("Baseline to set")),
    State.UPDATES: ("wait", gettext_lazy("Already there: will update")),
    State.SAME: ("wait", gettext_lazy("Already there, unchanged")),
    State.NEEDS: ("bad", gettext_lazy("Needs you")),
    State.LEFT_OUT: ("wait", gettext_lazy("Left out")),
}
EDITED = (
    Part.KEY_RESULT, Part.FROM, Part.TO, Part.DUE, Part.OWNER, Part.PILLAR, Part.OBJECTIVE,
    Part.CADENCE, Part.UNIT, Part.WEIGHT, Part.MILESTONES, Part.READING,
)  # fmt: skip
Options = tuple[tuple[str, str | Promise], ...]


@dataclass(frozen=True)
class Cell:
    """One box of a row that can be written in, or chosen from when there are options."""

    part: Part
    name: str
    label: str
    value: str
    options: Options = ()
    sentence: str = ""
    fix: str = ""

    @property
    def is_long(self) -> bool:
        return self.part in (Part.MILESTONES, Part.KEY_RESULT, Part.READING)

    @property
    def fix_words(self) -> str:
        return shortened(self.fix, 40)


@dataclass(frozen=True)
class Shown:
    """A row as the page has it."""

    checked: Checked
    start: str
    end: str
    due: str
    tone: str
    word: str
    mends: tuple[Cell, ...]
    cells: tuple[Cell, ...]  # every box, when the row is opened to be changed
    notes: tuple[str, ...] = ()

    @property
    def guessed(self) -> dict[str, Guess]:
        """What is shown as guessed, by its part; nothing of a row that is left out."""
        shown = () if self.checked.state is State.LEFT_OUT else self.checked.guesses
        return {guess.part.value: guess for guess in shown}

    @property
    def wrong(self) -> frozenset[str]:
        return frozenset(mend.part.value for mend in self.mends)

    @property
    def better_title(self) -> str:
        """The playbook's own words for it, where they differ from the sheet's."""
        return better_title(self.checked)


def shown(checked: Checked, setting: Setting, *, is_open: bool = False) -> Shown:
    row, judged = checked.judged.row, checked.judged
    tone, word = STATES[checked.state]
    problems = judged.problems if checked.state is State.NEEDS else ()
    waits = [problem.sentence for problem in problems if problem.waits]
    problems = tuple(problem for problem in problems if not problem.waits)
    return Shown(
        checked=checked,
        start=_end(checked, Part.FROM),
        end=_end(checked, Part.TO),
        due=date_format(judged.due_on, "j F Y") if judged.due_on else row.due,
        tone=tone,
        word=str(word),
        mends=()
        if is_open
        else tuple(_mend(checked, p, setting) for p in _first_of_each(problems)),
        cells=tuple(_every_cell(checked, setting, problems)) if is_open else (),
        notes=(*checked.notes, *waits),
    )


def better_title(checked: Checked) -> str:
    offered = checked.offered
    if offered is None or checked.existing or checked.state is State.LEFT_OUT:
        return ""
    title = str(offered.title)
    return "" if normal(title) == normal(checked.judged.row.title) else title


def cell_name(number: int, part: Part) -> str:
    return f"r{number}-{part.value}"


def _end(checked: Checked, part: Part) -> str:
    """ "21%", "to set", "Not started"; what could not be read stands as it was typed."""
    measure, row = checked.judged.measure, checked.judged.row
    typed = row.text_of(part)
    if measure is None:
        return shortened(typed, 60) or _("to set")
    if measure.kind is Kind.status:
        words = Word.not_started if part is Part.FROM else Word.completed
        return typed or str(words.label)
    if measure.kind is Kind.keep_at:
        kept = keeping.in_words(measure.low, measure.high, measure.unit)
        return "–" if part is Part.FROM else kept
    value = measure.start if part is Part.FROM else measure.end
    if measure.kind is Kind.percent_change and part is Part.FROM:
        value = measure.base_count
        return figure(value, kind=Kind.number.value) or _("to set")
    return _money(figure(value, kind=measure.kind.value), measure.unit) or _("to set")


def _money(written: str, unit: str) -> str:
    return f"{unit}{written}" if written and unit in ("£", "$", "€") else written


def _first_of_each(problems: Iterable[Problem]) -> list[Problem]:
    """One box a cell, however much is wrong with it."""
    return list({problem.part: problem for problem in reversed(tuple(problems))}.values())[::-1]


def _mend(checked: Checked, problem: Problem, setting: Setting) -> Cell:
    return _cell(checked, problem.part, setting, problem)


def _every_cell(checked: Checked, setting: Setting, problems: Iterable[Problem]) -> Iterable[Cell]:
    wrong = {problem.part: problem for problem in _first_of_each(problems)}
    return (_cell(checked, part, setting, wrong.get(part)) for part in EDITED)


def _cell(checked: Checked, part: Part, setting: Setting, problem: Problem | None) -> Cell:
    options, value = _options(checked, part, setting)
    return Cell(
        part=part,
        name=cell_name(checked.number, part),
        label=_label(checked, part),
        value=value,
        options=options,
        sentence=problem.sentence if problem else "",
        fix=problem.fix if problem else "",
    )


def _label(checked: Checked, part: Part) -> str:
    row = checked.judged.row
    is_share = "%" in f"{row.from_text}{row.to_text}"
    if part is Part.READING:
        return _("Readings, one a line, each with its day")
    if part in (Part.FROM, Part.TO) and is_share:
        return _("%(part)s, in %%") % {"part": LABELS[part]}
    return str(LABELS[part])


def _options(checked: Checked, part: Part, setting: Setting) -> tuple[Options, str]:
    """What a cell may be chosen from, and what is chosen; nothing for a box to type in."""
    judged = checked.judged
    if part is Part.PILLAR:
        chosen = checked.pillar.value if checked.pillar else ""
        return (("", _("Choose a pillar")), *((p.value, p.label) for p in Pillar)), chosen
    if part is Part.OWNER:
        people = tuple((person.email, person.name) for person in setting.people)
        return (("", _("Nobody yet")), *people), judged.owner.email if judged.owner else ""
    if part is Part.CADENCE:
        return tuple((c.value, c.label) for c in Cadence), judged.cadence.value
    if part is Part.OBJECTIVE:
        return (), checked.objective_title
    if part is Part.WEIGHT:
        return (), judged.row.weight or _plain(judged.weight)
    return (), judged.row.text_of(part)


def _plain(weight: Decimal) -> str:
    return f"{weight.normalize():f}"
