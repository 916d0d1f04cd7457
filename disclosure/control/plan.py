"""The table plan as disclosure control needs it: attributes, measures, and the cuts between them.

A cut is a tuple of codes of attributes; () is everybody. Plans are compared and ordered by nothing:
they are frozen, with the question set, before anybody is asked.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

Cut = tuple[str, ...]
Key = tuple[str, ...]
"""The codes of a group's categories, in the order of its cut. Of everybody: ()."""

Joined = Mapping[str, Mapping[str, str]]
"""By attribute, which category stands with which other: {"GENDER": {"OTHER": "PNTS"}}."""

TOTAL: Cut = ()
BETWEEN = "*"
"""What stands between the codes of a cut where it is written as one text."""
LOWEST_MINIMUM = 10
"""No group of fewer people is ever shown. Source: docs/adr/0008-disclosure-control.md."""
LOWEST_NOISE, LOWEST_VARIANCE = 3, 2


def cut_name(cut: Cut) -> str:
    """A cut as one text, for a column or a file: "UNIT*GRADE"; everybody is ""."""
    return BETWEEN.join(cut)


def cut_named(name: str) -> Cut:
    """The cut that `cut_name` wrote."""
    return tuple(name.split(BETWEEN)) if name else TOTAL


class NotAPlan(ValueError):
    """These tables could not be made, or would protect less than we promise."""


@dataclass(frozen=True)
class Attribute:
    """What groups are made of. People hold the place of their category in `categories`.

    `not_said` is the place of those who did not say; other categories too small to show may join
    it (recoding). Categories may lie inside those of a `coarser` attribute: teams in departments;
    `inside` then gives for each category the place of the one it lies in. `listed`: a staff list
    has it, so that whoever holds one knows which groups are empty. Of what people only say
    themselves nobody knows, and that no one in a unit said so may not come out; that no one left
    it unsaid may.
    """

    code: str
    categories: tuple[str, ...]
    not_said: int | None = None
    coarser: str = ""
    inside: tuple[int, ...] = ()
    listed: bool = True


@dataclass(frozen=True)
class Measure:
    """What is counted within groups. `classified` are the places that make the denominator."""

    code: str
    categories: tuple[str, ...]
    classified: tuple[int, ...]
    not_said: int | None = None


@dataclass(frozen=True)
class Plan:
    """Which tables are made, and no others. Raises NotAPlan for what would protect too little."""

    attributes: tuple[Attribute, ...]
    measures: tuple[Measure, ...]
    cuts: tuple[Cut, ...]
    minimum: int = LOWEST_MINIMUM
    noise: int = LOWEST_NOISE
    variance: int = LOWEST_VARIANCE

    def __post_init__(self) -> None:
        if self.minimum < LOWEST_MINIMUM:
            raise NotAPlan("The smallest group shown is never below 10 people.")
        if self.noise < LOWEST_NOISE or self.variance < LOWEST_VARIANCE:
            raise NotAPlan("The noise cannot be made smaller.")
        if self.variance >= self.noise:  # disclosure/control/noise.py says why
            raise NotAPlan("The variance of the noise is smaller than the most that it adds.")
        if TOTAL not in self.cuts or len(set(map(frozenset, self.cuts))) < len(self.cuts):
            raise NotAPlan("A plan has everybody together, and each cut once.")
        if not {code for cut in self.cuts for code in cut} <= set(self.by_code):
            raise NotAPlan("A cut names an attribute that the plan does not have.")

    @cached_property
    def by_code(self) -> dict[str, Attribute]:
        """Each attribute by its code."""
        return {attribute.code: attribute for attribute in self.attributes}

    def is_listed(self, cut: Cut) -> bool:
        """Whether everyone with a staff list knows which groups of this cut are empty."""
        return all(self.by_code[code].listed for code in cut)

    def is_secret(self, cut: Cut, key: Key, on_the_list: Mapping[str, Set[str]]) -> bool:
        """Whether it may not come out that nobody is in this group: its categories that no staff
        list has are things that people say, and those that one has are on it (by attribute)."""
        pairs = zip(map(self.by_code.__getitem__, cut), key, strict=True)
        return not self.is_listed(cut) and all(
            name in on_the_list[one.code]
            if one.listed
            else one.not_said is None or name != one.categories[one.not_said]
            for one, name in pairs
        )

    def measure(self, code: str) -> Measure:
        """The measure of this code. Raises KeyError for one that the plan does not have."""
        return {measure.code: measure for measure in self.measures}[code]

    def keys(self, cut: Cut) -> Iterator[Key]:
        """Every group that the cut could have, with people in it or not, in a fixed order."""
        keys: list[Key] = [()]
        for code in cut:
            keys = [(*key, category) for key in keys for category in self.by_code[code].categories]
        return iter(keys)
