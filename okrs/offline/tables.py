"""What a column and a table of the offline edition are; which there are stands in fields.py."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okrs.offline.values import Words

NO_FIGURE = _(
    "What is measured in this way has none. Empty the cell, or change how it is measured."
)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column: the attribute it is of, and how its cells are written and read."""

    name: str
    label: str | Promise
    value: Words
    width: int = 12  # characters
    needed: bool = False  # may not be emptied
    longest: int = 0  # letters; 0 for no limit of its own
    kinds: frozenset[str] = frozenset()  # which of them have one, by their kind; none for all
    none: str | Promise = NO_FIGURE  # what to say where it has none, and somebody wrote one
    is_read_only: bool = False  # shown, and never taken over
    is_end: bool = False  # From, To or a limit: once set, it moves by a re-baseline
    path: str = ""  # where the row has it, if not under this name
    reached: Callable[[Any], Any] | None = None  # what gives it, where no path does

    def __post_init__(self) -> None:
        object.__setattr__(self, "now", self.reached or attrgetter(self.path or self.name))

    now: Callable[[Any], Any] = dataclass_field(init=False, repr=False, compare=False)

    def has(self, kind: str) -> bool:
        """Whether what is of this kind has such a cell."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, kw_only=True)
class Table:
    """One sheet of the workbook."""

    letter: str  # what ids begin with
    slug: str  # what its .csv is called
    label: str | Promise
    fields: tuple[Field, ...]
    model: str  # how the record of changes names its rows
    title: str  # the field that rows are called by

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)
