"""What a draft would do to the plan: each row new, an update, or in need of a person.

Reads; writes nothing. Costs three queries, however many rows there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from okrs.importing import origins
from okrs.importing.drafts import rows_of
from okrs.importing.places import GOES_IN, Checked, Plan, State
from okrs.models import SheetImport
from okrs.sheets.columns import Part, normal
from okrs.sheets.guessing import Guess
from okrs.sheets.judging import Judged, Problem, Setting, judge
from okrs.sheets.people import Person
from okrs.sheets.sheet_rows import SheetRow


@dataclass(frozen=True)
class Check:
    rows: tuple[Checked, ...]

    def count(self, *states: State) -> int:
        return sum(row.state in states for row in self.rows)

    @property
    def ready(self) -> list[Checked]:
        return [row for row in self.rows if row.state in GOES_IN]

    @property
    def guesses(self) -> list[tuple[Checked, Guess]]:
        """What was guessed in rows that may go in, to be confirmed or changed."""
        return [
            (row, guess)
            for row in self.rows
            if row.state is not State.LEFT_OUT
            for guess in row.guesses
        ]

    @property
    def problems(self) -> list[tuple[Checked, Problem]]:
        return [
            (row, problem)
            for row in self.rows
            if row.state is State.NEEDS
            for problem in row.judged.problems
            if not problem.waits
        ]

    @property
    def fixes(self) -> list[tuple[Checked, Problem]]:
        """Problems that offer what would mend them."""
        return [(row, problem) for row, problem in self.problems if problem.fix]


def setting_of(draft: SheetImport, *, today: date) -> Setting:
    """The strategy's dates and everyone who can own a key result: one query."""
    people = User.objects.owners().order_by("name").values_list("pk", "name", "email")
    return Setting(
        starts_on=draft.strategy.starts_on,
        ends_on=draft.strategy.ends_on,
        today=today,
        people=tuple(Person(*person) for person in people),
    )


def check(draft: SheetImport, setting: Setting) -> Check:
    """Judge every row and find its place in the plan as it is now: two queries."""
    plan, rows = Plan(draft), rows_of(draft)
    known = origins.known(rows)
    judged = _said_once(judge(row, setting) for row in rows)
    placed = [plan.place(row, known.get(row.row.number)) for row in judged]
    return Check(_asked_once(_updated_once(placed)))


def _updated_once(rows: Iterable[Checked]) -> Iterator[Checked]:
    """Two rows may be one key result, by its own words and by the playbook's: the second of them
    would take its place without a word, so it needs a person."""
    first: dict[int, SheetRow] = {}
    for row in rows:
        if row.state is not State.UPDATES or row.existing is None:
            yield row
            continue
        said = first.setdefault(row.existing.pk, row.judged.row)
        yield row if said is row.judged.row else _says_the_same(row, said)


def _says_the_same(row: Checked, first: SheetRow) -> Checked:
    problems = (*row.judged.problems, _same_as(row.judged.row, first))
    return replace(row, judged=replace(row.judged, problems=problems), state=State.NEEDS)


def _asked_once(rows: Iterable[Checked]) -> tuple[Checked, ...]:
    """One objective is of one pillar: only its first row asks for it, and the others wait."""
    asked: dict[str, Checked] = {}
    out = []
    for row in rows:
        objective = normal(row.judged.objective)
        wants = row.state is State.NEEDS and row.judged.row.pillar == "" and row.pillar is None
        if not (objective and wants):
            out.append(row)
            continue
        first = asked.setdefault(objective, row)
        out.append(row if first is row else _waiting(row, first))
    return tuple(out)


def _waiting(row: Checked, first: Checked) -> Checked:
    words = {"row": row.judged.row.where, "first": first.judged.row.where}
    sentence = _("Row %(row)s gets the pillar that you choose in row %(first)s.") % words
    problems = tuple(
        replace(problem, sentence=sentence, waits=True) if problem.part is Part.PILLAR else problem
        for problem in row.judged.problems
    )
    return replace(row, judged=replace(row.judged, problems=problems))


def _said_once(rows: Iterable[Judged]) -> list[Judged]:
    """A second row of the same name under the same objective would be a copy: it needs a person."""
    first: dict[tuple[Any, ...], SheetRow] = {}
    out = []
    for row in rows:
        place = (row.pillar, normal(row.objective), normal(row.row.title))
        said = first.get(place)
        if said is not None and row.row.title and not row.row.left_out:
            row = replace(row, problems=(*row.problems, _same_as(row.row, said)))
        elif not row.row.left_out:
            first[place] = row.row
        out.append(row)
    return out


def _same_as(row: SheetRow, first: SheetRow) -> Problem:
    sentence = _("Row %(row)s says the same as row %(first)s. Rename it, or leave it out.")
    return Problem(Part.KEY_RESULT, sentence % {"row": row.where, "first": first.where})
