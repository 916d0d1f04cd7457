"""Contents with every text fit to be set: without the characters that no document may hold.

Names come from people and from sheets. A character that steers a machine (a bell, a half of a pair)
would make a slide or a drawing one that does not open; one that turns the direction of words round
would make a sentence say something else.
"""

import re
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

T = TypeVar("T")
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ud800-\udfff\ufffe\uffff]"
)


def cleaned(value: T) -> T:
    """The same values, all the way down."""
    made: T = _cleaned(value)
    return made


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return STEERING.sub("", value)
    if isinstance(value, tuple):
        return tuple(_cleaned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: _cleaned(getattr(value, one.name)) for one in fields(value)}
        return type(value)(**told)
    return value
