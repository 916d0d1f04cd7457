"""One row of a sheet on its way to becoming a key result: everything in it is still text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from okrs.sheets.columns import Part

FIELDS: dict[Part, str] = {
    Part.KEY_RESULT: "title",
    Part.FROM: "from_text",
    Part.TO: "to_text",
    Part.OWNER: "owner",
    Part.DUE: "due",
    Part.PILLAR: "pillar",
    Part.OBJECTIVE: "objective",
    Part.UNIT: "unit",
    Part.CADENCE: "cadence",
    Part.WEIGHT: "weight",
}
"""Where each part is kept; milestones are a list, so they are kept apart."""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """What a row says, as typed or as mended.

    `heading` is the key-result cell it stands under, `section` the title above its table.
    `shifted` is True while its cells are read one column to the left of where they stand; `stood`
    keeps the four cells as they stand.
    """

    number: int
    title: str = ""
    definition: str = ""
    from_text: str = ""
    to_text: str = ""
    milestones: tuple[str, ...] = ()
    owner: str = ""
    due: str = ""
    pillar: str = ""
    objective: str = ""
    unit: str = ""
    cadence: str = ""
    weight: str = ""
    heading: str = ""
    section: str = ""
    shifted: bool = False
    stood: tuple[str, ...] = ()
    left_out: bool = False

    def text_of(self, part: Part) -> str:
        if part is Part.MILESTONES:
            return "\n".join(self.milestones)
        return str(getattr(self, FIELDS[part]))

    def mended(self, part: Part, text: str) -> "SheetRow":
        """The same row with another text in one of its cells."""
        if part is Part.MILESTONES:
            lines = tuple(line.strip() for line in text.splitlines() if line.strip())
            return replace(self, milestones=lines)
        text_only: dict[str, Any] = {FIELDS[part]: " ".join(text.split())}
        return replace(self, **text_only)

    def as_json(self) -> dict[str, Any]:
        """What differs from an empty row: a sheet of 2,000 rows is kept in one column."""
        empty = SheetRow(number=0)
        return {k: v for k, v in asdict(self).items() if v != getattr(empty, k)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "SheetRow":
        kept: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in stored.items()
        }
        return cls(**kept)
