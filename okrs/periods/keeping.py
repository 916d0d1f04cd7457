"""A closed period as text and back, written in one way only: its digest says if it is whole.

What this program does not know, it refuses: a period shown without a part of it would be another.
"""

import hashlib
import json
from datetime import date
from functools import cache
from typing import Any

from cattrs import BaseValidationError, Converter
from django.utils.translation import gettext as _

from okrs.models import PeriodSnapshot
from okrs.periods.contents import FORMAT, Contents


class Unreadable(Exception):
    """What is kept is not what was closed, or cannot be read; the message is fit to show."""


def text_of(contents: Contents) -> str:
    """Canonical JSON: names sorted, no spaces, every field. The same contents, the same text."""
    plain = _converter().unstructure(contents)
    return json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest_of(text: str) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def contents_of(snapshot: PeriodSnapshot) -> Contents:
    """What was kept when the period was closed. Raises Unreadable where it was altered since."""
    if digest_of(snapshot.content) != snapshot.digest:
        raise Unreadable(
            _(
                "What was kept of this period has been altered in the database since it was "
                "closed, so none of it is shown. Ask whoever runs Mobility for a copy from a "
                "backup."
            )
        )
    try:
        plain = json.loads(snapshot.content)
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            raise Unreadable(_not_known())
        return _converter().structure(plain, Contents)
    except (ValueError, RecursionError, BaseValidationError) as error:
        raise Unreadable(_not_known()) from error


def _not_known() -> str:
    return _(
        "This period was closed by another version of Mobility, and this one cannot read it. "
        "Nothing of it is shown, so that nothing is left out."
    )


@cache
def _converter() -> Converter:
    made = Converter(forbid_extra_keys=True)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda text, _type: date.fromisoformat(text))
    made.register_structure_hook(str, _only_text)
    return made


def _only_text(plain: Any, _type: Any) -> str:
    """Text stays text: a number or nothing in its place was not kept by us."""
    if not isinstance(plain, str):
        raise TypeError(plain)
    return plain
