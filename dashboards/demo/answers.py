"""What the invented employer's people answered in its two surveys. Nobody here exists.

The same people come out every time. Where somebody started depends on the level: fewer of the
senior people come from a lower background, and in a year that moves most among those who begin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from dashboards.demo import people

Weights = Mapping[str, float]
COLUMNS = {
    "Main earner": "SEB1",
    "School": "SEB2",
    "Free school meals": "SEB3",
    "Unit": "UNIT",
    "Level": "GRADE",
    "Gender": "GENDER",
    "Age": "AGE",
    "Parents’ degree": "SEB4",
}
"""What the columns of the sheets are called, and which of our questions each is. The last one was
asked in the second survey only."""
NOT_SAID = "Prefer not to say"
LEVELS: Weights = {
    "Entry / early career": 33,
    "Mid level": 30,
    "Manager": 15,
    "Senior leader": 19,
    "Executive / board": 3,
}
PLACED = ("professional", "intermediate", "lower")
JOBS: Mapping[str, Weights] = {
    "professional": {
        "Modern professional & traditional professional occupations": 55,
        "Senior, middle or junior managers or administrators": 45,
    },
    "intermediate": {"Clerical and intermediate occupations": 60, "Small business owners": 40},
    "lower": {
        "Technical and craft occupations": 40,
        "Routine, semi-routine manual and service occupations": 50,
        "Long-term unemployed": 10,
    },
    "unplaced": {"Other": 1},
}
UNPLACED = 3  # percent of those who said something
SCHOOLS: Mapping[str, Weights] = {
    "professional": {"state": 66, "selective": 10, "fee-paying": 17, "bursary": 2, "abroad": 5},
    "intermediate": {"state": 79, "selective": 9, "fee-paying": 6, "bursary": 1, "abroad": 5},
    "lower": {"state": 86, "selective": 6, "fee-paying": 2, "bursary": 1, "abroad": 5},
    "unplaced": {"state": 60, "fee-paying": 5, "abroad": 35},
    NOT_SAID: {"state": 60, "selective": 6, "fee-paying": 8, NOT_SAID: 26},
}
SCHOOL = {
    "state": "A state-run or state-funded school – non-selective",
    "selective": "A state-run or state-funded school – selective",
    "fee-paying": "Independent or fee-paying school",
    "bursary": "Independent or fee-paying school, where I received a bursary covering 90% or "
    "more of my tuition",
    "abroad": "Attended school outside the UK",
    NOT_SAID: NOT_SAID,
}
MEALS: Mapping[str, Weights] = {
    "professional": {"Yes": 4, "No": 90, "I don’t know": 6},
    "intermediate": {"Yes": 11, "No": 81, "I don’t know": 8},
    "lower": {"Yes": 31, "No": 60, "I don’t know": 9},
    "unplaced": {"Yes": 10, "No": 60, "I don’t know": 30},
    NOT_SAID: {"Yes": 8, "No": 52, NOT_SAID: 40},
}
PARENTS: Mapping[str, Weights] = {
    "professional": {"no": 41, "yes": 55, "unknown": 4},
    "intermediate": {"no": 70, "yes": 24, "unknown": 6},
    "lower": {"no": 84, "yes": 8, "unknown": 8},
    "unplaced": {"no": 50, "yes": 20, "unknown": 30},
    NOT_SAID: {"no": 40, "yes": 25, NOT_SAID: 35},
}
DEGREE = {
    "no": "No, neither of my parents attended university",
    "yes": "Yes, one or both of my parents attended university",
    "unknown": "Do not know / not sure",
    NOT_SAID: NOT_SAID,
}
UNITS: Weights = dict(zip(people.UNITS, (11, 48, 28, 13), strict=True))
GENDERS: Weights = {"Woman": 46, "Man": 50, "I describe myself in another way": 0.5, NOT_SAID: 8}
AGES: Weights = {
    "Under 25": 12,
    "25 to 34": 30,
    "35 to 44": 26,
    "45 to 54": 18,
    "55 to 64": 11,
    "65 or over": 3,
}
YOUNGER = {"Under 25": 2.2, "25 to 34": 1.5, "45 to 54": 0.6, "55 to 64": 0.4, "65 or over": 0.3}
"""How much likelier an age is at the first level than elsewhere."""


@dataclass(frozen=True)
class Asked:
    """One survey: who was invited, who answered, and what each level said.

    `silent` percent did not say where they started; `backgrounds` has, by level, percents of those
    who could be placed: professional, intermediate, lower.
    """

    seed: int
    invited: int
    responded: int
    silent: int
    backgrounds: Mapping[str, tuple[int, int, int]]
    parents: bool = False  # whether it asked of parents


FIRST = Asked(
    seed=1,
    invited=1180,
    responded=684,
    silent=17,
    backgrounds={
        "Entry / early career": (45, 24, 31),
        "Mid level": (47, 24, 29),
        "Manager": (55, 21, 24),
        "Senior leader": (65, 18, 17),
        "Executive / board": (74, 14, 12),
    },
)
SECOND = Asked(
    seed=2,
    invited=1200,
    responded=816,
    silent=9,
    parents=True,
    backgrounds={
        "Entry / early career": (41, 23, 36),
        "Mid level": (46, 24, 30),
        "Manager": (54, 21, 25),
        "Senior leader": (63, 18, 19),
        "Executive / board": (74, 14, 12),
    },
)


def sheet(asked: Asked) -> list[tuple[str, ...]]:
    """A header, and a row for each person who answered: what the employer's file would hold."""
    header = tuple(COLUMNS) if asked.parents else tuple(COLUMNS)[:-1]
    chance, apart = Random(asked.seed), Random(asked.seed + 100)  # noqa: S311 (invented on purpose)
    return [header, *_rows(asked, chance, apart)]


def _rows(asked: Asked, chance: Random, apart: Random) -> Iterator[tuple[str, ...]]:
    """Chance apart gives what was asked later: what else people said is as it was without it."""
    for level, people_there in shared_out(asked.responded, LEVELS).items():
        for background, number in _backgrounds(asked, level, people_there).items():
            for _person in range(number):
                later = (DEGREE[_one_of(PARENTS[background], apart)],) if asked.parents else ()
                yield (*_answers(level, background, chance), *later)


def _backgrounds(asked: Asked, level: str, people_there: int) -> dict[str, int]:
    """How many of a level said what, those who said nothing and those nobody can place too."""
    said = people_there - round(people_there * asked.silent / 100)
    unplaced = round(said * UNPLACED / 100)
    placed = dict(zip(PLACED, asked.backgrounds[level], strict=True))
    others = {"unplaced": unplaced, NOT_SAID: people_there - said}
    return shared_out(said - unplaced, placed) | others


def _answers(level: str, background: str, chance: Random) -> tuple[str, ...]:
    ages = {a: w * YOUNGER.get(a, 1) for a, w in AGES.items()} if level in _FIRST_LEVEL else AGES
    return (
        _one_of(JOBS[background], chance) if background in JOBS else NOT_SAID,
        SCHOOL[_one_of(SCHOOLS[background], chance)],
        _one_of(MEALS[background], chance),
        _one_of(UNITS, chance),
        level,
        _one_of(GENDERS, chance),
        _one_of(ages, chance),
    )


_FIRST_LEVEL = tuple(LEVELS)[:1]


def _one_of(weights: Weights, chance: Random) -> str:
    return chance.choices(tuple(weights), tuple(weights.values()))[0]


def shared_out(number: int, weights: Weights) -> dict[str, int]:
    """So many people shared out by these weights, as nearly as whole people can be: each share
    rounded down, and who is left over given to the largest remainders."""
    total = sum(weights.values())
    exact = {name: number * weight / total for name, weight in weights.items()}
    shares = {name: int(share) for name, share in exact.items()}
    nearest_first = sorted(exact, key=lambda name: shares[name] - exact[name])
    for name in nearest_first[: number - sum(shares.values())]:
        shares[name] += 1
    return shares
