"""What is recorded of another product's export: data, read by `okrs.sheets.shapes.exports`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okrs.sheets.columns import normal
from okrs.sheets.lines import Line


class Field(Enum):
    """What a column of an export may hold, and what becomes of it here."""

    TITLE = "title", _("Key result, or objective, by its type")
    KIND = "kind", _("What the row is")
    OBJECTIVE = "objective", _("Objective")
    ID = "id", _("What others name as their parent")
    PARENT_ID = "parent_id", _("Objective, by its number")
    OWNER = "owner", _("Owner")
    DUE = "due", _("Due")
    UNIT = "unit", _("Unit")
    FROM = "from", _("From")
    TO = "to", _("To")
    NOW = "now", _("Reading")
    PROGRESS = "progress", _("Reading, where no figure stands")
    READ_ON = "read_on", _("Day of the reading")
    STATE = "state", _("Whether it is closed")
    TARGET_TYPE = "target_type", _("How it is measured")
    DEFINITION = "definition", _("Definition")

    def __init__(self, key: str, label: Promise) -> None:
        self.key = key
        self.label = label


class RowKind(Enum):
    """What a row of an export is."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    STEP = "step"  # an initiative, a project or a deliverable: a milestone here


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One product's export. Names and words are as `columns.normal` writes them.

    `marks` are headings that few others write: `enough` of them make a sheet this product's.
    `sources` say where the columns are documented, `unsure` what of them nobody could verify.
    """

    key: str
    name: str
    columns: Mapping[Field, tuple[str, ...]]
    marks: frozenset[str]
    enough: int
    kinds: Mapping[str, RowKind]
    closed: frozenset[str]
    done: frozenset[str]
    keeps: frozenset[str] = frozenset()  # target types that hold a figure rather than move it
    yes_or_no: frozenset[str] = frozenset()  # target types from 0 to 1
    sources: tuple[str, ...] = field(default=())
    unsure: str | Promise = ""

    def columns_in(self, header: Line) -> dict[Field, int]:
        """Which column of this header holds what: the first name that is there."""
        at: dict[str, int] = {}
        for column, text in enumerate(header.cells):
            at.setdefault(normal(text), column)
        return {
            what: at[name]
            for what, names in self.columns.items()
            if (name := next((one for one in names if one in at), None))
        }
