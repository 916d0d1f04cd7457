"""CPU time of several ways to do one thing, measured in turn: a busy machine is fair to all."""

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

Clock = Callable[[], float]


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
            way()
            spent = now() - started
            if turn:
                taken[name].append(spent * 1000)
    return {name: median(times) for name, times in taken.items()}
