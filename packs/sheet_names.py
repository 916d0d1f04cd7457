"""Names of sheets that every spreadsheet program takes: short, of few signs, and each only once."""

import re
from collections.abc import Iterable

LONGEST = 31  # characters (Excel, "Rename a worksheet")
REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = "history"  # Excel keeps it for itself


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A name for each title, in order. Two that would be the same get a number."""
    names: list[str] = []
    for title in titles:
        names.append(_free(_fit(title), {name.casefold() for name in names}))
    return names


def _fit(title: str) -> str:
    """Without the signs that are refused; an apostrophe may stand inside only."""
    words = " ".join(REFUSED.sub(" ", title).split())[:LONGEST].strip(" '")
    return words if words and words.casefold() != RESERVED else f"{words}_"


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        end = f" ({number})"
        free = name[: LONGEST - len(end)] + end
    return free
