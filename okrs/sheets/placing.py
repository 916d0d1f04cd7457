"""Which pillar words point at: a guess to be shown, never a decision."""

import re

from okrs.sheets.columns import normal
from strategy.pillars import Pillar

POINTS_AT: dict[Pillar, tuple[str, ...]] = {
    Pillar.DATA: ("data", "baseline", "survey", "measure", "measurement", "benchmark", "evidence"),
    Pillar.PROGRESSION: (
        "progression", "progress", "promotion", "promote", "in reach", "inreach", "retention",
        "develop", "development", "reward", "pay",
    ),
    Pillar.HIRING: (
        "hiring", "hire", "outreach", "recruitment", "recruit", "attract", "attraction",
        "candidates", "applicants", "apprenticeships", "early careers", "talent pipeline",
    ),
    Pillar.CULTURE: ("culture", "leadership", "leaders", "inclusive", "inclusion", "belonging"),
    Pillar.COLLABORATION: (
        "collaboration", "collaborate", "partners", "partnership", "partnerships", "community",
        "sector",
    ),
}  # fmt: skip
OWN_WORDS = {normal(str(pillar.label)): pillar for pillar in Pillar} | {
    pillar.value: pillar for pillar in Pillar
}


def pillar_named(text: str) -> Pillar | None:
    """The pillar a cell names outright, or the only one its words point at."""
    name = normal(text)
    if found := OWN_WORDS.get(name):
        return found
    pointed = pointed_at(text)
    return pointed[0][0] if len(pointed) == 1 else None


def pointed_at(text: str) -> list[tuple[Pillar, str]]:
    """Pillars whose words a text holds, each with its first such word, in the text's order."""
    name = normal(text)
    places: list[tuple[int, Pillar, str]] = []
    for pillar, words in POINTS_AT.items():
        found = [(hit.start(), word) for word in words if (hit := re.search(rf"\b{word}\b", name))]
        if found:
            place, word = min(found)
            places.append((place, pillar, word))
    return [(pillar, word) for _place, pillar, word in sorted(places, key=lambda one: one[0])]
