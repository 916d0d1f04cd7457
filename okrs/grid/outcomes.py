"""What became of one row that was sent: saved, or not and why, with the ways out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from okrs.grid.columns import Column, exact, locked, shown
from okrs.models import KeyResult
from okrs.paths import read_now
from okrs.rules.words import Kind, Source


class State(StrEnum):
    """Each needs something else of whoever typed."""

    SAVED = "saved"
    BAD = "bad"  # a cell was not taken
    WHY = "why"  # what was set would move: why, and who approved it
    CONFLICT = "conflict"  # somebody else changed the same cell
    GONE = "gone"  # archived, or not there


class Do(StrEnum):
    """What a way out does with what was typed."""

    BACK = "back"  # as it is stored
    TYPE = "type"  # another text in one cell
    KEEP = "keep"  # a promise to keep the figure
    MINE = "mine"
    THEIRS = "theirs"
    SET_ANEW = "why"
    OPEN = "open"  # the page of the key result


@dataclass(frozen=True, kw_only=True)
class Way:
    """A button under a row."""

    do: Do
    words: str
    column: Column | None = None
    text: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a row. `strong` is the first sentence, `sentence` what follows.

    `key_result` is the row as it is stored by now; None where there is none. `events` are the
    entries of the record that were written, which undo takes back.
    """

    pk: int
    state: State
    strong: str = ""
    sentence: str = ""
    columns: tuple[Column, ...] = ()
    ways: Sequence[Way] = ()
    key_result: KeyResult | None = None
    events: Sequence[int] = field(default=())

    @property
    def title(self) -> str:
        return self.key_result.title if self.key_result else ""

    @property
    def is_saved(self) -> bool:
        return self.state is State.SAVED

    def as_json(self) -> dict[str, Any]:
        """What the script lays out: plain words and names, no markup."""
        return {
            "id": self.pk,
            "state": self.state.value,
            "strong": self.strong,
            "sentence": self.sentence,
            "columns": [column.value for column in self.columns],
            "ways": [_way(way) for way in self.ways],
            "events": list(self.events),
            **row_as_json(self.key_result),
        }


def row_as_json(key_result: KeyResult | None) -> Mapping[str, Any]:
    """The row as it is stored by now: {"to": ["25%", "25.4%"], …}, shown and exact."""
    if key_result is None:
        return {}
    return {
        "version": key_result.version,
        "out": bool(key_result.retired_as),
        "read": _read_only(key_result),
        "cells": {one.value: [shown(key_result, one), exact(key_result, one)] for one in Column},
        "locked": [column.value for column in locked(key_result.kind)],
    }


def _read_only(key_result: KeyResult) -> dict[str, str]:
    """What a saved row may say anew beside what was typed; milestones are not read again."""
    told = {"kind": str(Kind[key_result.kind].label)}
    if key_result.source == Source.milestones.value:
        return told
    return told | {"now": read_now(key_result)}


def _way(way: Way) -> dict[str, str]:
    told = {"do": way.do.value, "words": way.words, "text": way.text, "href": way.href}
    return told | {"column": way.column.value if way.column else ""}
