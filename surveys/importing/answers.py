"""The answers of an earlier survey as they travel from page to page: columns, and who chose what.

Rows that say the same are one row with a number, in no order of the file's. Columns that are no
question, or may tell who somebody is (`people`), are dropped here, when the file is read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self
from uuid import uuid4

from django.core import signing
from django.utils.translation import gettext as _

from surveys.importing.people import AN_ADDRESS, tells_who
from surveys.questions.words import alike
from surveys.sheets import Row

LONGEST = 4 * 1024 * 1024  # letters of the packed sheet; the server takes 6 MB in one page
KEPT_FOR = 12 * 60 * 60  # seconds: a working day, as a session
SALT = "surveys.importing"
COUNTS = {"freq", "frequency", "count", "counts", "n", "number", "people", "respondents", "total"}
"""What a column may be called in which each row says how many people it stands for."""


class CannotImport(Exception):
    """This cannot be brought in; the message is fit to show, `field` says where on the page."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Column:
    """A column that may be a question, with the different texts in it. An empty cell is none."""

    name: str
    texts: tuple[str, ...]

    @property
    def may_count(self) -> bool:
        """Whether every text in it is a whole number."""
        return bool(self.texts) and all(whole(text) is not None for text in self.texts)


@dataclass(frozen=True)
class Answers:
    """`rows` gives, for each column, the place of its text or None, and how many rows say so."""

    key: str
    columns: tuple[Column, ...]
    left_out: tuple[str, ...]
    rows: tuple[tuple[tuple[int | None, ...], int], ...]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """The answers in a sheet whose first row is its header. Raises CannotImport."""
        header, body = rows[0], rows[1:]
        if not body:
            raise CannotImport(_("There is a header and nothing below it."))
        names, fold = _names(header), cache(alike)
        texts = [_different((row[place] for row in body), fold) for place in range(len(header))]
        filled = [sum(map(bool, cells)) for cells in zip(*body, strict=True)]
        kept = [at for at, name in enumerate(names) if _is_kept(name, texts[at], filled[at])]
        if not kept:
            raise CannotImport(
                _("No column holds answers to choose from: each is empty, or may tell who is who.")
            )
        places = {place: {fold: n for n, fold in enumerate(texts[place])} for place in kept}
        said = Counter(tuple(places[at].get(fold(row[at])) for at in kept) for row in body)
        return cls(
            key=uuid4().hex,
            columns=tuple(Column(names[at], tuple(texts[at].values())) for at in kept),
            left_out=tuple(names[at] for at in range(len(header)) if at not in kept),
            rows=tuple(
                sorted(said.items(), key=lambda row: [-1 if n is None else n for n in row[0]])
            ),
        )

    def packed(self) -> str:
        """As a page carries it: compressed, and signed so that it comes back as it was."""
        data = {
            "key": self.key,
            "columns": [[column.name, *column.texts] for column in self.columns],
            "left_out": self.left_out,
            "rows": [[times, *row] for row, times in self.rows],
        }
        text = signing.dumps(data, salt=SALT, compress=True)
        if len(text) > LONGEST:
            raise CannotImport(
                _("The rows differ too much to be carried along. Leave out columns, and try again.")
            )
        return text

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """What `packed` gave. Raises CannotImport for anything else, and for what is a day old."""
        try:
            if len(text) > LONGEST:
                raise signing.BadSignature
            data: dict[str, Any] = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature as wrong:
            raise CannotImport(
                _("The sheet was not kept, because it never is. Choose the file again.")
            ) from wrong
        return cls(
            key=data["key"],
            columns=tuple(Column(name, tuple(texts)) for name, *texts in data["columns"]),
            left_out=tuple(data["left_out"]),
            rows=tuple((tuple(row), times) for times, *row in data["rows"]),
        )


def whole(text: str) -> int | None:
    """ "1,200" as a number; None for what is no whole number of people."""
    digits = text.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else None


def _names(header: Row) -> list[str]:
    return [
        _("Column %(number)s") % {"number": place} if not name or AN_ADDRESS.search(name) else name
        for place, name in enumerate(header, start=1)
    ]


def _different(cells: Iterable[str], fold: Callable[[str], str]) -> dict[str, str]:
    """The different texts of a column by what they have in common, numbers in their own order."""
    found: dict[str, str] = {}
    for cell in cells:
        if cell:
            found.setdefault(fold(cell), cell)
    numbers = all(whole(text) is not None for text in found.values())
    order = sorted(found.items(), key=lambda pair: whole(pair[1]) or 0) if numbers else None
    return dict(order or sorted(found.items()))


def _is_kept(name: str, texts: dict[str, str], filled: int) -> bool:
    is_count = alike(name) in COUNTS and all(whole(text) is not None for text in texts.values())
    return bool(texts) and (is_count or not tells_who(name, texts, filled=filled))
