"""What the first two pages of an import ask: the sheet, and what each of its columns is."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from accounts.plain_sheets import ZIP
from accounts.sheet_form import SheetForm, pasted_rows
from okrs.sheets import lines, reading
from okrs.sheets.columns import LABELS, Match, Part
from okrs.sheets.headed_days import day_headed
from okrs.sheets.lines import Sheet
from okrs.sheets.wording import one_line, shortened

FIRST_VALUES = 3
HEADERS_OFFERED = 25


class PlanSheetForm(SheetForm):
    """A sheet of the plan: a file, or rows pasted out of a spreadsheet."""

    is_text = True  # pasted, or a .csv: not a workbook, which keeps text apart from formulas
    file = forms.FileField(
        required=False,
        label=_("Upload a sheet"),
        help_text=_(
            "An Excel workbook (.xlsx), a .csv file or a .zip of .csv files, of at most 5 MB and"
            " 5,000 rows a sheet."
        ),
    )
    pasted = pasted_rows(lines=6)

    def read_file(self, file: Any) -> dict[str, Any]:
        self._refuse_size(file)
        content = file.read()
        self.is_text = not content.startswith(ZIP) or bool(reading.archived(content))
        sheets = reading.read_upload(name=file.name, content=content)
        return {"sheets": sheets, "name": lines.clean(file.name)}

    def read_pasted(self, text: str) -> dict[str, Any]:
        return {"sheets": reading.read_pasted(text), "name": gettext("Pasted rows")}

    def sheets_and_name(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("sheets", "name")}

    @staticmethod
    def _refuse_size(file: Any) -> None:
        if file.size > reading.BIGGEST:
            reading.read_upload(name=file.name, content=b" " * (reading.BIGGEST + 1))


class ColumnsForm(PlainForm):
    """One question a column: what is it? The header's line is asked first."""

    header = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label=_("Which row is the header?"),
        help_text=_("Rows above it are a title: only the last one counts, as an objective."),
    )

    def __init__(self, *args: Any, sheet: Sheet, match: Match, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.match = sheet, match
        header = self.fields["header"]
        assert isinstance(header, forms.TypedChoiceField)
        header.choices = [("", gettext("There is no header"))] + [
            (line.number, _line(line.number, line.cells)) for line in sheet.lines[:HEADERS_OFFERED]
        ]
        header.initial = match.header
        parts = {column: part for part, column in match.columns.items()}
        parts |= dict.fromkeys(match.readings, Part.READING)
        for column in range(sheet.width):
            self.fields[f"column{column}"] = self._question(column, parts.get(column))

    def _question(self, column: int, part: Part | None) -> forms.ChoiceField:
        head = self._head(column)
        below = [
            line.at(column)
            for line in self.sheet.lines
            if line.number > (self.match.header or 0) and line.at(column)
        ]
        values = " · ".join(shortened(one_line(text), 48) for text in below[:FIRST_VALUES])
        return forms.ChoiceField(
            required=False,
            label=shortened(one_line(head), 60)
            or gettext("Column %(letter)s") % {"letter": column_letter(column)},
            help_text=values or gettext("Empty"),
            choices=[("", gettext("Leave it out")), *((p.value, LABELS[p]) for p in Part)],
            initial=part.value if part else "",
            widget=forms.Select(attrs={"class": "input"}),
        )

    def _head(self, column: int) -> str:
        lines = self.sheet.lines
        return next((x.at(column) for x in lines if x.number == self.match.header), "")

    def said(self) -> dict[str, Any]:
        """The header's line, the column of each part, and those headed by a day."""
        return {name: self.cleaned_data[name] for name in ("header", "parts", "headed")}

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parts: dict[Part, int] = {}
        headed: dict[int, str] = {}
        for column in range(self.sheet.width):
            said = data.get(f"column{column}")
            day = day_headed(self._head(column)) if said == Part.READING else ""
            if day:
                headed[column] = day
            elif said and Part(said) in parts:
                self.add_error(
                    f"column{column}",
                    gettext("%(part)s is chosen twice. Leave one of the two out.")
                    % {"part": LABELS[Part(said)]},
                )
            elif said:
                parts[Part(said)] = column
        data["parts"], data["headed"] = parts, headed
        return data


def column_letter(column: int) -> str:
    """ "A" to "BH", as a spreadsheet names its columns."""
    first, second = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _line(number: int, cells: tuple[str, ...]) -> str:
    texts = " · ".join(shortened(one_line(cell), 24) for cell in cells[:6] if cell)
    return gettext("Row %(number)s: %(cells)s") % {"number": number, "cells": texts}
