"""Which letters a PDF can show: those of the fonts that come with it (fonts/), and no other.

A font that has not a letter would end the making of an accessible PDF. What no font has, such as a
face or a flag, is shown as one empty box; so is a row of them. Some scripts are set only together
with the right marks: where a text cannot be set, it is tried again in plain letters alone.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

FONTS = Path(__file__).with_name("fonts")
ALL, PLAIN = "covered", "plain"
BOX = "□"
LONG = re.compile(r"(\S{24})(?=\S{4})")  # a word as long as this may be broken
BREAK = "\u200b"  # a space of no width


def compiled(make: Callable[[Any], bytes], content: Any) -> bytes:
    """What `make` makes of a content in letters that can be shown; it raises what typst raises."""
    try:
        return make(printable(content))
    except BaseException as failed:  # a panic of the compiler is no Exception
        if type(failed).__name__ not in ("TypstError", "PanicException"):
            raise
        return make(printable(content, PLAIN))


def printable(value: Any, letters: str = ALL) -> Any:
    """The same values with every text in letters that can be shown."""
    if isinstance(value, str):
        return _broken(_others(letters).sub(BOX, normalize("NFC", value)))
    if isinstance(value, dict):
        return {key: printable(one, letters) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one, letters) for one in value]
    return value


def _broken(words: str) -> str:
    """A drawing is no words: a space in it could part what belongs together."""
    return words if words.startswith("<svg") else LONG.sub(rf"\1{BREAK}", words)


@cache
def _others(letters: str) -> re.Pattern[str]:
    """Any run of letters that are in none of the ranges."""
    ranges = json.loads((FONTS / "covered.json").read_text())[letters]
    inside = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
    return re.compile(f"(?:[^{inside}]\u200d?)+")
