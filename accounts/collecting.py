"""Python's search for circles of objects waits while something large and plain is built.

The search walks everything the process holds, again and again as new objects are made. Taking over
5,000 rows makes some million of them and no circles, and spent two fifths of its time being
searched. What is built is freed all the same, once nothing points at it; circles wait for the end.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_inside = 0  # how many, in all threads together
_was_on = True  # before the first of them


@contextmanager
def later() -> Iterator[None]:
    """Nothing is searched inside, in whatever thread; also as a decorator."""
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _inside, _was_on
    with _lock:
        if not _inside:
            _was_on = gc.isenabled()
        _inside += 1
        gc.disable()


def _leave() -> None:
    global _inside
    with _lock:
        _inside -= 1
        if not _inside and _was_on:
            gc.enable()
