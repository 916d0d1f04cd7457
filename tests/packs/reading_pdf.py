"""A PDF read back: its words, its tags, and what it says of itself."""

import io
import re
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
AXIS = {str(percent) for step in (10, 20, 25, 50) for percent in range(0, 101, step)}


def read(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


@cache
def text(document: bytes, *, first: int | None = None) -> str:
    """All its words, with a space where a line was broken; or those of its first few pages, which
    are there much sooner. One that many tests read is read once."""
    pages = read(document).pages[:first]
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def elements(document: bytes, kind: str) -> list[DictionaryObject]:
    """Elements of its tree of tags of one kind, such as "/Figure"."""
    found: list[DictionaryObject] = []
    root: Any = read(document).trailer["/Root"]
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += [each.get_object() for each in one]
        elif isinstance(one, DictionaryObject):
            waiting.append(one.get("/K", []))
            found += [one] if one.get("/S") == kind else []
    return found


def numbers(words: str) -> set[str]:
    return set(NUMBER.findall(words))


def told(value: Any) -> set[str]:
    """Every number that a pack says anywhere: in its words, and in its days."""
    if isinstance(value, str):
        return numbers(value)
    if isinstance(value, date):
        return {str(value.day), str(value.year)}
    if isinstance(value, tuple):
        return set().union(*map(told, value))
    if is_dataclass(value):
        return set().union(*(told(getattr(value, one.name)) for one in fields(value)))
    return set()
