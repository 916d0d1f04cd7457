"""What the plan would write into each cell of a sheet today: what its texts are held against.

A sheet of 5,000 rows has some hundred thousand cells, and nearly all say what the plan says. So
what a column asks is found out once for all rows that are measured alike, and each of the few
values that come again and again is written once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from okrs.offline.tables import Field, Table


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """A cell that does not say what the plan would write there."""

    field: Field
    text: str
    today: str


Look = tuple[Field, str, Callable[[Any], Any] | None, dict[Any, str] | None, bool]
"""A field, its name, what gives its value (None where there is no such cell), its texts by value
(None where writing one costs less than finding it), and whether the sheet may have such a cell."""


class Today:
    """One table of the plan as it would be written today."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.known: dict[tuple[str, str], dict[Any, str]] = {}  # by field and kind
        self.looks: dict[tuple[str, str], Sequence[Look]] = {}

    def otherwise(
        self, stored: Any, texts: Mapping[str, str], *, kind: str, wanted: str
    ) -> Iterator[Otherwise]:
        """Cells whose text is another than today: few, as a rule. `kind` is how the row is
        measured, `wanted` how the sheet says it is; what is of the old kind alone counts too."""
        looks = self.looks.get((kind, wanted)) or self._looks(kind, wanted)
        for field, name, now, known, is_of_wanted in looks:
            text = texts.get(name)
            if text is None:
                continue
            if now is None:
                today = ""
            elif known is None:
                today = field.value.text(now(stored), kind)
            else:
                value = now(stored)
                if value in known:
                    today = known[value]
                else:
                    today = known[value] = field.value.text(value, kind)
            if text != today or (text and not is_of_wanted):
                yield Otherwise(field=field, text=text, today=today)

    def _looks(self, kind: str, wanted: str) -> Sequence[Look]:
        return self.looks.setdefault(
            (kind, wanted), [self._look(field, kind, wanted) for field in self.table.fields]
        )

    def _look(self, field: Field, kind: str, wanted: str) -> Look:
        comes_again = field.value.is_few and not field.value.is_short
        known = self.known.setdefault((field.name, kind), {}) if comes_again else None
        now = field.now if field.has(kind) else None
        return field, field.name, now, known, field.has(wanted)
