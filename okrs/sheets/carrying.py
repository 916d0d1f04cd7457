"""What is written once above the rows it holds for: carried down to empty cells."""

from dataclasses import replace

from okrs.sheets.columns import Part
from okrs.sheets.sheet_rows import SheetRow

CARRIED_DOWN = (Part.PILLAR, Part.OBJECTIVE)
UNDER = "the objective beside the pillar that is carried down"


def carried_down(row: SheetRow, above: dict[str, str]) -> SheetRow:
    """A pillar or objective is often written once, above the rows it holds for.

    A pillar of a row that stands under another objective may not be meant: it counts as guessed.
    """
    has_own = bool(row.pillar)
    for part in CARRIED_DOWN:
        if text := row.text_of(part):
            above[part] = text
        elif part in above:
            row = row.mended(part, above[part])
    if has_own or UNDER not in above:
        above[UNDER] = row.objective
    is_another = bool(above[UNDER]) and row.objective != above[UNDER]
    return replace(row, pillar_from_above=bool(row.pillar) and is_another)
