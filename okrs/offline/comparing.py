"""A sheet that came back, held against the plan as it is now. Reads; writes nothing.

Three things are known of every cell: what it was when the sheet was taken away, what it is now,
and what the sheet says. Only what the sheet changed is a difference; where the plan changed the
same meanwhile, and to something else, it is a conflict. Costs at most fourteen queries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts import collecting
from okrs.models import SheetImport
from okrs.offline import adding, arriving, reaching, taking, wrong
from okrs.offline.arriving import Row
from okrs.offline.differences import UNKNOWN, Changed, Comparison, Difference, State
from okrs.offline.ids import Altered, NoTicket, Ticket, ticket_of
from okrs.offline.naming import Partner
from okrs.offline.since import PEOPLE, Since, added_since
from okrs.offline.tables import Field, Table
from okrs.offline.today import Today
from okrs.offline.values import LONGEST
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal
from okrs.sheets.judging import Setting

READ: Mapping[str, Any] = {
    "KR": taking.key_results,
    "O": taking.objectives,
    "M": taking.milestones,
}


@collecting.later()
def compare(draft: SheetImport, setting: Setting) -> Comparison:
    """Every difference of every table that came."""
    tables = list(arriving.tables_of(draft))
    plan = reaching.Plan(draft.strategy, today=setting.today)
    among = plan.among(setting)
    desks = [_Desk(table, rows, draft, wrong.Reader(setting, among)) for table, rows in tables]
    since = Since(min((x.entry for desk in desks for x in desk.tickets.values()), default=None))
    people = {person.pk: person for person in setting.people}
    found = [one for desk in desks for one in desk.differences(since, people)]
    known = sum(len(desk.tickets) for desk in desks)
    differing = sum(1 for one in found if one.row is not None and one.number is not None)
    return Comparison(
        differences=tuple(wrong.checked(found, plan=plan)),
        unchanged=known - differing,
        only_read=tuple(one for desk in desks for one in desk.only_read),
    )


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """One cell on its way: its field, its text and how its key result is measured."""

    field: Field
    text: str
    kind: str


class _Desk:
    """One table being read against the plan."""

    def __init__(
        self, table: Table, rows: Sequence[Row], draft: SheetImport, reader: wrong.Reader
    ) -> None:
        self.table, self.rows, self.reader = table, rows, reader
        self.plan = {row.pk: row for row in READ[table.letter](draft.strategy)}
        self.today = Today(table)
        self.only_read: list[str] = []  # sentences about cells that nothing is taken over from
        self.tickets: dict[int, Ticket] = {}  # by line
        self.refused: dict[int, str] = {}
        lines: dict[int, int] = {}
        for row in rows:
            if row.id_text:
                self._take(row, lines)
        unknown = {one.pk for one in self.tickets.values() if one.pk not in self.plan}
        if unknown:
            self._say_why_unknown(draft, unknown)

    def _take(self, row: Row, lines: dict[int, int]) -> None:
        words = {"row": row.number, "id": row.id_text[:20]}
        try:
            ticket = ticket_of(row.id_text, row.stamp)
        except (NoTicket, Altered) as refusal:
            self.refused[row.number] = wrong.no_ticket(refusal, words)
            return
        if ticket.table != self.table.letter:
            self.refused[row.number] = wrong.of_another_table(words)
        elif ticket.pk in lines:
            self.refused[row.number] = wrong.twice(words | {"first": lines[ticket.pk]})
        else:
            lines[ticket.pk] = row.number
            self.tickets[row.number] = ticket

    def _say_why_unknown(self, draft: SheetImport, unknown: set[int]) -> None:
        reasons = wrong.why_unknown(self.table, unknown, draft.strategy)
        for number, ticket in list(self.tickets.items()):
            if ticket.pk in unknown:
                words = {"row": number, "id": ticket.id}
                self.refused[number] = reasons.get(ticket.pk, wrong.gone) % words
                del self.tickets[number]

    def differences(self, since: Since, people: Mapping[int, Any]) -> Iterator[Difference]:
        for row in self.rows:
            if refusal := self.refused.get(row.number):
                yield self._wrong(row, refusal)
            elif ticket := self.tickets.get(row.number):
                found = self._changed(row, ticket, since, people)
                if found:
                    yield found
            else:
                yield self._added(row)
        yield from self._removed()

    def _added(self, row: Row) -> Difference:
        """A new row; milestones further on may name a new key result by its title."""
        found = adding.new_row(self.table, row, self.reader)
        if self.table.letter == "KR" and found.title:
            self.reader.among.new.setdefault(normal(found.title), found.title)
        return found

    def _wrong(self, row: Row, refusal: str) -> Difference:
        return Difference(
            key=f"{self.table.letter}!{row.number}",
            table=self.table,
            state=State.WRONG,
            title=row.texts.get(self.table.title, "") or row.id_text,
            number=row.number,
            problems=(refusal,),
        )

    def _changed(
        self, row: Row, ticket: Ticket, since: Since, people: Mapping[int, Any]
    ) -> Difference | None:
        stored = self.plan[ticket.pk]
        kind = getattr(stored, "kind", "")
        found: list[Changed] = []
        problems: list[str] = []
        for cell in self._that_differ(row, stored, kind):
            try:
                changed = self._difference(cell, stored, ticket, since, people)
            except NotUnderstood as refusal:
                problems.append(wrong.cell(row.number, cell.field, cell.text, str(refusal)))
                continue
            if changed:
                found.append(changed)
        if not found and not problems:
            return None
        state = State.CONFLICT if any(one.is_conflict for one in found) else State.CHANGED
        return Difference(
            key=ticket.id,
            table=self.table,
            state=State.WRONG if problems else state,
            title=str(stored),
            number=row.number,
            row=stored,
            fields=tuple(found),
            problems=tuple(problems),
        )

    def _that_differ(self, row: Row, stored: Any, kind: str) -> Iterator[_Cell]:
        """Cells whose text is not what the plan would write there today."""
        wanted = self._kind_wanted(row, kind)
        for one in self.today.otherwise(stored, row.texts, kind=kind, wanted=wanted):
            if one.field.is_read_only:
                self._say_only_read(row, one.field, one.today)
            else:
                yield _Cell(field=one.field, text=one.text, kind=wanted)

    def _kind_wanted(self, row: Row, kind: str) -> str:
        """How the sheet says it is measured; as it is where it does not say."""
        text = row.texts.get("kind", "")
        if self.table.letter == "O" or not text:
            return kind
        try:
            return str(self.reader.kind(self.table, text))
        except NotUnderstood:
            return kind

    def _say_only_read(self, row: Row, field: Field, today: str) -> None:
        if not field.value.same(row.texts[field.name], today):
            self.only_read.append(wrong.only_read(row.number, field, today))

    def _difference(
        self, cell: _Cell, stored: Any, ticket: Ticket, since: Since, people: Mapping[int, Any]
    ) -> Changed | None:
        field, kind = cell.field, getattr(stored, "kind", "")
        value = self.reader.read(field, cell.text, cell.kind)
        now = field.now(stored)
        if field.value.same(now, value):
            return None
        if isinstance(now, str) and len(now) > LONGEST:
            raise NotUnderstood(_("It is too long for a sheet: change it on its own page."))
        base, who = since.base(self.table, field, stored, ticket.entry)
        if base is not UNKNOWN and field.value.same(base, value):
            return None  # the sheet says what it said: the plan moved on
        is_conflict = base is UNKNOWN or not field.value.same(base, now)
        return Changed(
            field=field,
            value=value,
            base=self._named(field, base, people),
            stored=now,
            kinds=(kind, cell.kind),
            since=who if is_conflict else "",
            is_conflict=is_conflict,
        )

    def _named(self, field: Field, base: Any, people: Mapping[int, Any]) -> Any:
        """A person or a keep-at that the record knows by number alone, by name."""
        if base is UNKNOWN or base is None:
            return base
        if field.name in PEOPLE:
            return people.get(base.pk, base)
        if field.name == "guardrail" and base.pk in (keeps := self.reader.among.keeps):
            return Partner(base.pk, keeps[base.pk])
        return base

    def _removed(self) -> Iterator[Difference]:
        """Rows of the plan that the sheet had and has no more: offered, never taken by itself."""
        entry = max((one.entry for one in self.tickets.values()), default=None)
        if entry is None:
            return
        here = {one.pk for one in self.tickets.values()}
        missing = [pk for pk in self.plan if pk not in here]
        later = added_since(self.table, missing, entry)
        for pk in missing:
            if pk not in later:
                yield Difference(
                    key=f"{self.table.letter}-{pk}",
                    table=self.table,
                    state=State.REMOVED,
                    title=str(self.plan[pk]),
                    row=self.plan[pk],
                )
