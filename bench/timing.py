"""CPU time of several ways to do one thing, measured in turn: a busy machine is fair to all.

Each round stands deeper in the stack than the one before. Python, before it was mended in March
2026, keeps its frames in pieces of 16 kB, and asks the system for a piece at each call that goes
beyond the last one's end (github.com/python/cpython/issues/142183). What calls often just there
takes some times as long, and where that is depends on who called it, so the median of one depth
would say as much of that as of the page. No two rounds have it at the same place.
"""

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

Clock = Callable[[], float]
DEEPER = 16  # frames: a piece has room for some hundred, so seven rounds go through all of it


def clock(servers: Iterable[int] = ()) -> Clock:
    """Seconds of CPU that this process has used, and these processes of a database server."""
    files = [Path(f"/proc/{server}/schedstat") for server in servers]

    def now() -> float:
        nanoseconds = sum(int(file.read_text().split()[0]) for file in files)
        return time.process_time() + nanoseconds / 1e9

    return now


def medians(ways: dict[str, Callable[[], object]], *, rounds: int, now: Clock) -> dict[str, float]:
    """Milliseconds of CPU of each way: the median of so many rounds, in each of which every way
    runs once. A round before them warms up and is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()
            started = now()
            _deeper(turn * DEEPER, way)
            spent = now() - started
            if turn:
                taken[name].append(spent * 1000)
    return {name: median(times) for name, times in taken.items()}


def _deeper(frames: int, way: Callable[[], object]) -> None:
    """Do it so many frames further down."""
    if frames:
        _deeper(frames - 1, way)
    else:
        way()
