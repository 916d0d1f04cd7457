"""A reader tried on anything: what it refused, or nothing when it understood."""

from collections.abc import Callable
from typing import Any, TypeVar

R = TypeVar("R", bound=Exception)


def refused(kind: type[R], read: Callable[[], Any]) -> R | None:
    try:
        read()
    except kind as refusal:
        return refusal
    return None
