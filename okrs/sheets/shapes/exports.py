"""An export becomes rows: one a key result, under its objective, its initiatives as milestones.

What is closed is left out and can be put back; what is no key result is named. Nothing is dropped
without a sentence, and nothing is guessed without one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs.sheets import days, wording
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal
from okrs.sheets.dating import Order
from okrs.sheets.lines import Line, Sheet
from okrs.sheets.shapes.measured import Measured, measured
from okrs.sheets.shapes.shape import Field, RowKind, Shape
from okrs.sheets.sheet_rows import SheetRow

NAMED = re.compile(r"^(?P<title>.*?)\s*\(weight:[^()]*?(?:id:\s*(?P<id>\w+))?\)$", re.I | re.S)
NAMED_AT_MOST = 6  # objectives
FURTHEST_UP = 10  # objectives above each other: a circle would never end


@dataclass
class Item:
    """One row of an export, as it stands in its tree."""

    line: Line
    kind: RowKind | None
    title: str
    parent: str
    parent_id: str
    id: str
    state: str
    steps: list["Item"] = field(default_factory=list)


@dataclass(frozen=True)
class Export:
    """The rows of an export, and what was made of it, in sentences."""

    rows: list[SheetRow]
    told: list[str]


def read(sheet: Sheet, shape: Shape, header: int) -> Export:
    """Every row below the header, understood as this product means it."""
    return _Reader(sheet, shape, header).export()


class _Reader:
    def __init__(self, sheet: Sheet, shape: Shape, header: int) -> None:
        self.shape = shape
        head = next(line for line in sheet.lines if line.number == header)
        self.at = shape.columns_in(head)
        below = [line for line in sheet.lines if line.number > header]
        self.items = [self._item(line) for line in below]
        self.order = Order(
            self._text(line, what) for line in below for what in (Field.DUE, Field.READ_ON)
        )
        self.by_id = {item.id: item for item in self.items if item.id}
        self.by_title: dict[str, Item] = {}
        for item in self.items:
            self.by_title.setdefault(normal(item.title), item)

    def export(self) -> Export:
        alone = [item for item in self.items if item.kind is RowKind.STEP and not self._moved(item)]
        of_rows = [*alone, *(i for i in self.items if i.kind in (RowKind.KEY_RESULT, None))]
        rows = [self._row(item) for item in sorted(of_rows, key=lambda one: one.line.number)]
        return Export(rows, self._told(rows))

    def _text(self, line: Line, what: Field) -> str:
        return wording.one_line(line.at(self.at.get(what)))

    def _item(self, line: Line) -> Item:
        title, parent = self._text(line, Field.TITLE), self._text(line, Field.OBJECTIVE)
        named = NAMED.match(parent)
        kind = self._kind(line)
        if Field.KIND not in self.at and not title:
            kind, title, parent = RowKind.OBJECTIVE, parent, ""
        return Item(
            line=line,
            kind=kind,
            title=title,
            parent=named["title"] if named else parent,
            parent_id=(named and named["id"]) or self._text(line, Field.PARENT_ID),
            id=self._text(line, Field.ID),
            state=normal(self._text(line, Field.STATE)),
        )

    def _kind(self, line: Line) -> RowKind | None:
        if Field.KIND not in self.at:
            return RowKind.KEY_RESULT
        return self.shape.kinds.get(normal(self._text(line, Field.KIND)))

    def _above(self, item: Item) -> Item | None:
        found = self.by_id.get(item.parent_id) if item.parent_id else None
        return found or (self.by_title.get(normal(item.parent)) if item.parent else None)

    def _moved(self, step: Item) -> bool:
        """Put a step with the key result it stands under; False where there is none."""
        above = self._above(step)
        if above is None or above.kind is not RowKind.KEY_RESULT:
            return False
        above.steps.append(step)
        return True

    def _objective(self, item: Item) -> str:
        """The title of the first objective above; of one that was not exported, its name."""
        at = item
        for _step in range(FURTHEST_UP):
            above = self._above(at)
            if above is None or above is at:
                return at.parent
            if above.kind is RowKind.OBJECTIVE:
                return above.title
            at = above
        return ""

    def _row(self, item: Item) -> SheetRow:
        title, rest = wording.title_and_rest(item.title)
        read = self._measured(item)
        due, due_told = self.order.read(self._text(item.line, Field.DUE))
        steps = [step for step in item.steps if step.state not in self.shape.closed]
        done = [step for step in steps if step.title and step.state in self.shape.done]
        told = (*self._told_of(item), *read.told, *filter(None, [due_told]))
        return SheetRow(
            number=item.line.number,
            title=title,
            heading=title,
            definition="\n".join(filter(None, [rest, self._text(item.line, Field.DEFINITION)])),
            from_text=read.start,
            to_text=read.end,
            unit=read.unit,
            readings=read.readings,
            milestones=tuple(wording.shortened(step.title, 400) for step in steps if step.title),
            done=tuple(wording.shortened(step.title, 400) for step in done),
            done_on=tuple(day.isoformat() if (day := self._done_on(s)) else "" for s in done),
            owner=self._text(item.line, Field.OWNER),
            due=due,
            objective=self._objective(item),
            of_export=True,
            left_out=read.is_kept or item.kind is None or item.state in self.shape.closed,
            told=told,
        )

    def _measured(self, item: Item) -> Measured:
        if item.kind is RowKind.STEP:
            return Measured(
                start="Not started",
                end="Completed",
                told=(_("An initiative under no key result: it comes in as a status."),),
            )
        texts = {what: self._text(item.line, what) for what in Field}
        day, told = self.order.read(texts[Field.READ_ON])
        found = measured(texts, self.shape, day=day)
        return replace(found, told=(*found.told, told)) if told and found.readings else found

    def _told_of(self, item: Item) -> Iterable[str]:
        """Why it is left out, and what of its milestones is not as it was there."""
        name = self.shape.name
        if item.kind is None:
            text = wording.shortened(self._text(item.line, Field.KIND), 60) or _("nothing")
            yield _(
                "%(name)s calls it “%(text)s”, which is not a key result, so it is left out. Put "
                "it back if it is one."
            ) % {"name": name, "text": text}
        if item.state in self.shape.closed:
            yield _("It is closed in %(name)s, so it is left out. Put it back if it counts.") % {
                "name": name
            }
        for step in item.steps:
            words = {"name": name, "title": wording.shortened(step.title, 80)}
            if step.state in self.shape.closed:
                yield _("“%(title)s” is closed in %(name)s: it is not a milestone here.") % words
            elif step.state in self.shape.done:
                yield self._told_of_done(step, words)

    def _done_on(self, step: Item) -> date | None:
        """When a step was last spoken of, which is when it was said to be done."""
        try:
            return days.day(self.order.read(self._text(step.line, Field.READ_ON))[0])
        except NotUnderstood:
            return None

    def _told_of_done(self, step: Item, words: dict[str, str]) -> str:
        day = self._done_on(step)
        if day is None:
            said = _("“%(title)s” is done in %(name)s, with no day: it is ticked when it goes in.")
            return said % words
        said = _(
            "“%(title)s” is done in %(name)s, last mentioned on %(day)s: it is ticked that day."
        )
        return said % (words | {"day": date_format(day, "j F Y")})

    def _told(self, rows: list[SheetRow]) -> list[str]:
        objectives = sum(item.kind is RowKind.OBJECTIVE for item in self.items)
        steps = sum(len(row.milestones) for row in rows)
        out = sum(row.left_out for row in rows)
        counts = (
            (objectives, ngettext("%(n)s objective", "%(n)s objectives", objectives)),
            (len(rows), ngettext("%(n)s key result", "%(n)s key results", len(rows))),
            (
                steps,
                ngettext("%(n)s initiative as milestone", "%(n)s initiatives as milestones", steps),
            ),
            (out, ngettext("%(n)s left out", "%(n)s left out", out)),
        )
        told = [said % {"n": number} for number, said in counts if number]
        return [*told, *self._stays_behind(rows)]

    def _stays_behind(self, rows: list[SheetRow]) -> list[str]:
        """Objectives that no key result of the file stands under, by name."""
        named = {normal(row.objective) for row in rows}
        alone = [
            item.title
            for item in self.items
            if item.kind is RowKind.OBJECTIVE and item.title and normal(item.title) not in named
        ]
        if not alone:
            return []
        names = "; ".join(f"“{wording.shortened(title, 60)}”" for title in alone[:NAMED_AT_MOST])
        said = ngettext(
            "%(n)s objective without a key result stays behind: %(names)s",
            "%(n)s objectives without a key result stay behind: %(names)s",
            len(alone),
        )
        return [said % {"n": len(alone), "names": names}]
