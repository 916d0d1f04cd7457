"""Lists of answers that the employer writes: units, levels, places, kinds of work, own questions.

A code is made from the words, so the same list has the same codes in every wave.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from surveys.questions.options import NOT_SAID
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.words import FALLBACK, alike, tidy

LONGEST_CODE = 32
NOT_SAID_TOO = {
    "prefer not to say",
    "i prefer not to say",
    "rather not say",
    "prefer not to answer",
}
"""Written by a lead, these are the option that is there anyway."""
TO_FILL_IN = re.compile(r"__|\.{4,}|…{2,}|@")
"""The shape of a line to write on, or of an address: neither belongs among answers to choose."""


def tidied(answers: Iterable[str]) -> tuple[str, ...]:
    """The answers as written, without blanks, doubled spaces and "prefer not to say".

    Refuses what is not there to be chosen: a line to write on, an address.
    """
    lines = map(tidy, answers)
    kept = tuple(line for line in lines if line and alike(line.rstrip(".")) not in NOT_SAID_TOO)
    for line in kept:
        if TO_FILL_IN.search(line):
            raise NotAQuestionSet(
                _(
                    "“%(line)s” looks like something to write on, or an address. People choose "
                    "one answer here; what they write could give them away."
                )
                % {"line": line}
            )
    return kept


def with_answers(data: Mapping[str, Any], answers: Iterable[str]) -> dict[str, Any]:
    """A question of the JSON form with these answers, and its "Prefer not to say" after them."""
    kept = [option for option in data["options"] if option["code"] == NOT_SAID]
    return {**data, "options": [*_options(tidied(answers)), *kept]}


def _options(labels: tuple[str, ...]) -> list[dict[str, Any]]:
    taken = {NOT_SAID}
    return [
        {
            "code": _free(code_of(label), taken),
            "label": {FALLBACK: label},
            "examples": {},
            "group": "",
            "counts": True,
            "apart": False,
        }
        for label in labels
    ]


def code_of(label: str) -> str:
    """A code from words: "People & Places" gives PEOPLE_PLACES; other scripts give a short hash."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().upper()
    code = re.sub(r"[^A-Z0-9]+", "_", plain).strip("_")[:LONGEST_CODE]
    if not code:
        return f"O_{hashlib.sha256(label.encode()).hexdigest()[:8].upper()}"
    return code if code[0].isalpha() else f"O_{code}"


def _free(code: str, taken: set[str]) -> str:
    """The code, with a number where two lines would share one."""
    number, free = 1, code
    while free in taken:
        number += 1
        free = f"{code}_{number}"
    taken.add(free)
    return free
