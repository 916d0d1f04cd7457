"""Which letters a PDF can show: those of the fonts that come with it (fonts/), and no other.

A font that has not a letter would end the making of an accessible PDF. What no font has, such as a
face or a flag, is shown as one empty box; so is a row of them.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).with_name("fonts")
COVERED = FONTS / "covered.json"
BOX = "▯"
LONG = re.compile(r"(\S{24})(?=\S{4})")  # a word as long as this may be broken
BREAK = "\u200b"  # a space of no width


def printable(value: Any) -> Any:
    """The same values with every text in letters that can be shown."""
    if isinstance(value, str):
        return _broken(_uncovered().sub(BOX, value))
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def _broken(words: str) -> str:
    """A drawing is no words: a space in it could part what belongs together."""
    return words if words.startswith("<svg") else LONG.sub(rf"\1{BREAK}", words)


@cache
def _uncovered() -> re.Pattern[str]:
    """Any run of letters that are in none of the ranges."""
    ranges = json.loads(COVERED.read_text())
    inside = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
    return re.compile(f"(?:[^{inside}]\u200d?)+")
