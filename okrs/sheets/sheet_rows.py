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
"""Where each part is kept; what is a list is kept apart."""
LISTS: dict[Part, str] = {Part.MILESTONES: "milestones", Part.READING: "readings"}


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """What a row says, as typed or as mended.

    `heading` is the key-result cell it stands under, `section` the title above its table.
    `done` are those of its milestones that an export says are done, `done_on` the day of each as
    2027-05-02, or nothing. `readings` are lines of okrs.sheets.readings. `place` says where it
    stands where a number alone cannot; `told` are sentences about how it was read. Of an export
    no pillar is guessed, so that an objective stays whole. `pillar_from_above` is True while an
    empty cell has the pillar of a row above it that stands under another objective.
    `shifted` is True while its cells are read one column to the left of where they stand; `stood`
    keeps the four cells as they stand.
    """

    number: int
    title: str = ""
    definition: str = ""
    from_text: str = ""
    to_text: str = ""
    milestones: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    done_on: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    owner: str = ""
    due: str = ""
    pillar: str = ""
    objective: str = ""
    unit: str = ""
    cadence: str = ""
    weight: str = ""
    heading: str = ""
    section: str = ""
    pillar_from_above: bool = False
    shifted: bool = False
    stood: tuple[str, ...] = ()
    left_out: bool = False
    place: str = ""
    of_export: bool = False
    told: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """ "12", or "Hiring 12" where several sheets are read as one."""
        return self.place or str(self.number)

    def text_of(self, part: Part) -> str:
        if part in LISTS:
            return "\n".join(getattr(self, LISTS[part]))
        return str(getattr(self, FIELDS[part]))

    def mended(self, part: Part, text: str) -> "SheetRow":
        """The same row with another text in one of its cells."""
        if part in LISTS:
            lines = tuple(line.strip() for line in text.splitlines() if line.strip())
            listed: dict[str, Any] = {LISTS[part]: lines}
            return replace(self, **listed)
        if part not in FIELDS:
            return self
        text_only: dict[str, Any] = {FIELDS[part]: " ".join(text.split())}
        if part is Part.PILLAR:
            text_only["pillar_from_above"] = False
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
