"""A plan with one key result of every kind, taken away and brought back by tests."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from okrs.importing.checking import setting_of
from okrs.models import KeyResult, SheetImport
from okrs.offline import arriving, comparing, files, taking
from okrs.offline.differences import Comparison
from okrs.sheets import reading
from strategy.models import Strategy
from tests.factories import KeyResultFactory, MilestoneFactory, ObjectiveFactory, UserFactory

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
TODAY = date(2027, 2, 1)
SHEETS = {"KR": "Key results", "O": "Objectives", "M": "Milestones"}


def a_plan(strategy: Strategy) -> list[KeyResult]:
    """Two objectives; key results of all six kinds, and one with everything unset."""
    listen = ObjectiveFactory.create(strategy=strategy, title="Listen", pillar="culture")
    hire = ObjectiveFactory.create(strategy=strategy, title="Reach further", pillar="hiring")
    jo = UserFactory.create(name="Jo Bevan", email="jo@example.org", contributor=True)
    made = [
        KeyResultFactory.create(
            objective=listen, title="Response rate", owner=jo, from_value=Decimal("19.3456"),
            definition="All who were asked.\n\nWith an é, a £ and “quotes”.",
            also_supports=["data", "hiring"], from_as_of=date(2027, 1, 1),
        ),
        KeyResultFactory.create(objective=listen, title="Sessions", number=True, to_value=1200),
        KeyResultFactory.create(
            objective=hire, title="Applicants", kind="percent_change", base_count=400,
            to_value=Decimal("-14.5"), direction="decrease",
        ),
        KeyResultFactory.create(objective=hire, title="Policy", status=True, reviewer=jo),
        KeyResultFactory.create(objective=hire, title="Toolkit", milestones=True),
        KeyResultFactory.create(objective=hire, title="Quality", keep_at=True),
        KeyResultFactory.create(objective=hire, title="Unset", unset=True, weight=Decimal("2.5")),
    ]  # fmt: skip
    MilestoneFactory.create(key_result=made[4], text="Write it", due_on=date(2027, 5, 1))
    MilestoneFactory.create(key_result=made[4], text="Try it", owner=jo)
    return made


def with_all_that_moves(made: list[KeyResult]) -> None:
    """Gives the plan a guardrail, own points, a figure of the survey, a tick and a target."""
    rate, sessions, applicants, policy, _toolkit, quality, unset = made
    KeyResult.objects.filter(pk=rate.pk).update(
        follows=KeyResult.RESPONSE_RATE, cadence="on_survey"
    )
    KeyResult.objects.filter(pk=sessions.pk).update(guardrail=quality)
    KeyResult.objects.filter(pk=applicants.pk).update(
        pace="curve", curve=[["2027-06-30", "0.25"], ["2027-09-30", "0.6"]]
    )
    KeyResult.objects.filter(pk=unset.pk).update(direction="decrease")
    MilestoneFactory.create(key_result=policy, text="Sign it", done_on=date(2027, 1, 15))
    MilestoneFactory.create(
        key_result=policy, text="Most know it", kind="outcome", target_value=Decimal("62.5"),
        target_unit="% of staff",
    )  # fmt: skip


class Sheet:
    """One table of the workbook as somebody edits it: cells by the words above their column."""

    def __init__(self, book: Any, name: str) -> None:
        self.sheet = book[name]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}

    def row_of(self, title: str) -> int:
        for row in range(2, self.sheet.max_row + 1):
            if title in [cell.value for cell in self.sheet[row]]:
                return row
        raise AssertionError(f"No row says “{title}”.")

    def put(self, title: str, **cells: Any) -> None:
        """Write into the row that says `title`; `_` stands for a space."""
        row = self.row_of(title)
        for name, value in cells.items():
            self.sheet.cell(row, self.columns[name.replace("_", " ")]).value = value

    def add(self, **cells: Any) -> None:
        row = self.sheet.max_row + 1
        for name, value in cells.items():
            self.sheet.cell(row, self.columns[name.replace("_", " ")]).value = value

    def drop(self, title: str) -> None:
        self.sheet.delete_rows(self.row_of(title))


class Offline:
    """The plan as a workbook in somebody's hands."""

    def __init__(self, strategy: Strategy) -> None:
        self.content = files.as_workbook(taking.everything(strategy), name=strategy.name)
        self.book = load_workbook(io.BytesIO(self.content))
        self.key_results = Sheet(self.book, "Key results")
        self.objectives = Sheet(self.book, "Objectives")
        self.milestones = Sheet(self.book, "Milestones")

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def brought(content: bytes, *, strategy: Strategy, by: Any, is_text: bool = False) -> SheetImport:
    sheets = reading.read_upload(name="plan.xlsx", content=content)
    return arriving.start(
        sheets=sheets, name="plan.xlsx", strategy=strategy, by=by, at=NOW, is_text=is_text
    )


def compared(draft: SheetImport) -> Comparison:
    return comparing.compare(draft, setting_of(draft, today=TODAY))


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
