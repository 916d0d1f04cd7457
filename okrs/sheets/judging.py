"""Each row read through: what it would become, what is wrong with it, and what to know about it.

Pure: the strategy's dates and the people who can own a key result are passed in.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs.rules.words import Cadence, Kind
from okrs.sheets import cells, days, guessing, measures, wording
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import LABELS, Part, normal
from okrs.sheets.guessing import Guess
from okrs.sheets.measures import CannotMeasure, Measure
from okrs.sheets.people import Person, first_of, is_of_several, others_named
from okrs.sheets.readings import Dated, Readings, read
from okrs.sheets.sheet_rows import SheetRow
from strategy.pillars import Pillar

LONGEST_OBJECTIVE = 200
UNSAID = frozenset({"", "tbc", "tbd", "x", "n a", "na", "nobody", "nobody yet", "to set", "none"})


@dataclass(frozen=True)
class Setting:
    """What rows are judged against."""

    starts_on: date
    ends_on: date
    today: date
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Problem:
    """One cell that needs a person: a whole sentence, and what would mend it, if that is clear.

    `waits` is for a question that another row asks already.
    """

    part: Part
    sentence: str
    fix: str = ""
    waits: bool = False


@dataclass(frozen=True, kw_only=True)
class Judged:
    row: SheetRow
    measure: Measure | None = None
    due_on: date | None = None
    starts_on: date | None = None
    owner: Person | None = None
    pillar: Pillar | None = None
    objective: str = ""
    cadence: Cadence = Cadence.quarterly
    weight: Decimal = Decimal(1)
    readings: tuple[Dated, ...] = ()
    guesses: tuple[Guess, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def judge(row: SheetRow, setting: Setting) -> Judged:
    """Read every cell of a row; each that cannot be read is a problem of its own."""
    desk = _Desk(row)
    measure = desk.measured()
    due_on = desk.due(setting)
    pillar, word = desk.pillar()
    owner = first_of(row.owner, setting.people)
    brought = desk.readings(measure, setting)
    return Judged(
        row=row,
        measure=measure,
        due_on=due_on,
        starts_on=setting.starts_on if brought.dated else _starts_on(setting, due_on),
        owner=owner,
        pillar=pillar,
        guesses=_guesses(row, pillar, word, owner),
        objective=objective_of(row),
        cadence=desk.cadence(),
        weight=desk.weight(),
        readings=brought.dated,
        problems=tuple(desk.called() + desk.problems),
        notes=row.told
        if row.left_out
        else (
            *row.told,
            *_notes(row, measure, owner),
            *_nobody(row, owner, setting.people),
            *brought.told,
        ),
    )


class _Desk:
    """One row being read: its problems are gathered as they are found."""

    def __init__(self, row: SheetRow) -> None:
        self.row = row
        self.problems: list[Problem] = []

    def called(self) -> list[Problem]:
        words = {"row": self.row.where}
        if not self.row.title:
            sentence = _("Row %(row)s: no key result. Write what it is called, or leave it out.")
            return [Problem(Part.KEY_RESULT, sentence % words)]
        if len(self.row.title) > wording.LONGEST_TITLE:
            sentence = _("Row %(row)s: the key result is longer than 240 letters. Shorten it.")
            return [Problem(Part.KEY_RESULT, sentence % words, wording.shortened(self.row.title))]
        return []

    def measured(self) -> Measure | None:
        row = self.row
        try:
            return measures.measure(start=row.from_text, end=row.to_text, unit=row.unit)
        except CannotMeasure as refusal:
            self._refused(refusal.part, refusal.advice, refusal.fix)
            return None

    def readings(self, measure: Measure | None, setting: Setting) -> Readings:
        found = read(self.row.readings, measure, starts_on=setting.starts_on, today=setting.today)
        for text, advice in found.wrong:
            words = {"row": self.row.where, "text": wording.shortened(text, 80), "advice": advice}
            sentence = _("Row %(row)s: the reading is “%(text)s”. %(advice)s") % words
            self.problems.append(Problem(Part.READING, sentence))
        return found

    def due(self, setting: Setting) -> date | None:
        """The day it is due; the strategy's last day where the sheet names none."""
        try:
            due_on = days.day(self.row.due) or setting.ends_on
        except NotUnderstood as refusal:
            self._refused(Part.DUE, refusal.advice, refusal.fix, said=days.as_said(self.row.due))
            return None
        if due_on <= setting.starts_on:
            advice = _("The plan starts on %(day)s: write a later day.") % {
                "day": date_format(setting.starts_on, "j F Y")
            }
            self._refused(Part.DUE, advice, said=date_format(due_on, "j F Y"))
        return due_on

    def pillar(self) -> tuple[Pillar | None, str]:
        """Its pillar, and the words that it was guessed from if it was."""
        row = self.row
        found, word = guessing.pillar_of(row)
        if found is None:
            words = {"row": row.where, "text": row.pillar}
            sentence = (
                _("Row %(row)s: Pillar is “%(text)s”. Choose one of the five.") % words
                if row.pillar
                else _("Row %(row)s: no pillar yet. Choose one of the five.") % words
            )
            self.problems.append(Problem(Part.PILLAR, sentence))
        return found, word

    def cadence(self) -> Cadence:
        try:
            return cells.cadence(self.row.cadence) or Cadence.quarterly
        except NotUnderstood as refusal:
            self._refused(Part.CADENCE, refusal.advice, refusal.fix)
            return Cadence.quarterly

    def weight(self) -> Decimal:
        try:
            return cells.weight(self.row.weight) or Decimal(1)
        except NotUnderstood as refusal:
            self._refused(Part.WEIGHT, refusal.advice, refusal.fix)
            return Decimal(1)

    def _refused(self, part: Part, advice: str, fix: str = "", *, said: str = "") -> None:
        words = {
            "row": self.row.where,
            "part": LABELS[part],
            "text": said or wording.shortened(self.row.text_of(part), 80),
            "advice": advice,
        }
        sentence = (
            _("Row %(row)s: %(part)s is %(text)s. %(advice)s")
            if said
            else _("Row %(row)s: %(part)s is “%(text)s”. %(advice)s")
        )
        self.problems.append(Problem(part, sentence % words, fix))


def _guesses(
    row: SheetRow, pillar: Pillar | None, word: str, owner: Person | None
) -> tuple[Guess, ...]:
    of_owner = guessing.of_owner(row.owner, owner)
    return tuple(filter(None, (guessing.of_pillar(row, pillar, word), of_owner)))


def objective_of(row: SheetRow) -> str:
    """Its own cell, the title above its table, or the heading it shares with other rows."""
    shared = row.heading if row.heading and normal(row.heading) != normal(row.title) else ""
    text = row.objective or row.section or (shared if len(shared) <= 120 else "")
    return wording.shortened(wording.without_number(text), LONGEST_OBJECTIVE)


def _starts_on(setting: Setting, due_on: date | None) -> date:
    """With the plan, or today if that is later; with the plan when it was due before today."""
    late = max(setting.starts_on, setting.today)
    return late if due_on is None or late < due_on else setting.starts_on


def _notes(row: SheetRow, measure: Measure | None, owner: Person | None) -> list[str]:
    notes = []
    if row.shifted:
        notes.append(_("Its cells stood one column to the right. They are read one to the left."))
    if owner and (others := others_named(row.owner)):
        notes.append(
            _("Also named: %(names)s. A key result has one owner, so the first is.")
            % {"names": wording.shortened(others, 120)}
        )
    if measure and measure.base_count is not None:
        notes.append(_("The count under From is what the change starts from."))
    if measure and measure.is_to_set and row.milestones:
        notes.append(_("Runs on its milestones until From and To are set."))
    if measure and measure.low is not None and measure.low == measure.high:
        notes.append(
            _("To be kept at exactly that. Write “keep ≥ …” or “keep ≤ …” if more or less is fine.")
        )
    if measure and measure.kind is Kind.status and normal(row.from_text) == "in progress":
        notes.append(_("It goes in with no reading: say “In progress” in a first check-in."))
    return notes


def _nobody(row: SheetRow, owner: Person | None, people: tuple[Person, ...]) -> list[str]:
    """Why the owner that is named is not the owner: nobody here, or not only one."""
    if owner is not None or normal(row.owner) in UNSAID:
        return []
    words = {"name": wording.shortened(row.owner, 80)}
    if is_of_several(row.owner, people):
        return [_("“%(name)s” could be more than one person here; it will have no owner.") % words]
    return [_("Nobody called “%(name)s” can own key results; it will have no owner.") % words]
