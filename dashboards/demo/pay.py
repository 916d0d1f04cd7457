"""What the invented employer's people say they are paid, in the bands of the survey.

Pay follows the level most, the unit a little, and background least: people from lower backgrounds
are paid less mainly because fewer of them are senior. That is what a class pay gap often is.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from random import Random

from dashboards.demo.answers import COLUMNS, JOBS
from disclosure.control.bands import floors_of
from surveys.questions import catalogue, options

SEED = 5
SILENT = 0.07  # of those who answered
SPREAD = 0.13  # of a salary: two thirds of a level are paid within so much of the usual
USUAL: Mapping[str, int] = {
    "Entry / early career": 27_500,
    "Mid level": 33_500,
    "Manager": 41_000,
    "Senior leader": 53_000,
    "Executive / board": 96_000,
}
BY_UNIT: Mapping[str, float] = {"Technology": 1.05, "Finance": 1.02, "Operations": 0.98}
BY_BACKGROUND: Mapping[str, float] = {"lower": 0.97, "intermediate": 0.985}
BACKGROUNDS = {job: background for background, jobs in JOBS.items() for job in jobs}
JOB, UNIT, LEVEL = (tuple(COLUMNS.values()).index(code) for code in ("SEB1", "UNIT", "GRADE"))


def bands(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """For each row of the sheet the code of an option: a band of pay, or NOT_SAID."""
    codes = [option.code for option in catalogue.pay().options if option.code != options.NOT_SAID]
    floors = floors_of(codes)
    chance = Random(SEED)  # noqa: S311 (invented on purpose)
    for row in rows:
        salary, speaks = _salary(row, chance), chance.random() > SILENT
        yield codes[bisect_right(floors, salary) - 1] if speaks else options.NOT_SAID


def _salary(row: tuple[str, ...], chance: Random) -> float:
    """In pounds a year."""
    part = BY_BACKGROUND.get(BACKGROUNDS.get(row[JOB], ""), 1) * BY_UNIT.get(row[UNIT], 1)
    return max(0.0, USUAL[row[LEVEL]] * part * chance.gauss(1, SPREAD))
