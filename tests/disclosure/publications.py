"""A small publication for tests: 590 of 1,000 invented staff, five cuts, three questions, in words.

Its codes and words are those that a wave of the product would have, so a page can be tried on it.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from bench import workforce
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Cut, Measure, Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect
from disclosure.models import Publication
from disclosure.storing import About, store

CUTS: tuple[Cut, ...] = ((), ("UNIT",), ("GRADE",), ("GENDER",), ("UNIT", "GRADE"))
AT = datetime(2027, 1, 20, 12, tzinfo=UTC)
NOT_SAID = "not_disclosed"
_NAMES = {"DIVISION": "UNIT", "LEVEL": "GRADE", "GENDER": "GENDER"}
_LABELS = {
    "UNIT": ("North", "South", "East", "West"),
    "GRADE": ("Entry", "Junior", "Middle", "Manager", "Senior", "Board"),
    "GENDER": ("Woman", "Man", "I describe myself in another way"),
}
_MEASURES: dict[str, tuple[str, tuple[str, ...], tuple[int, ...], str]] = {
    "PARENT": (
        "SEB1",
        ("professional", "intermediate", "lower", "unclassified"),
        (0, 1, 2),
        "lower",
    ),
    "SCHOOL": (
        "SEB2",
        ("state", "independent", "not_applicable", "unclassified"),
        (0, 1),
        "independent",
    ),
    "MEALS": ("SEB3", ("fsm_yes", "fsm_no", "not_applicable"), (0, 1), "fsm_yes"),
}
_SAID = {
    "UNIT": "Unit",
    "GRADE": "Level",
    "GENDER": "Gender",
    "SEB1": "Main earner’s job when you were 14",
    "SEB2": "School between 11 and 16",
    "SEB3": "Free school meals",
    "professional": "Professional background",
    "intermediate": "Intermediate background",
    "lower": "Lower socio-economic background",
    "state": "State school",
    "independent": "Independent or fee-paying school",
    "fsm_yes": "Eligible for free school meals",
    "fsm_no": "Not eligible for free school meals",
    "not_applicable": "Not applicable",
    "unclassified": "Could not be placed",
    NOT_SAID: "Preferred not to say, or left it out",
}


def publication(source: str = "w1", *, seed: int = 1, **over: Any) -> Publication:
    """The next version of a source's tables, stored. Everything of About can be given, and `at`,
    `by`, `reason`, `pay` and `protected`."""
    protected = over.pop("protected", None) or protected_tables(seed)
    kept = {name: over.pop(name) for name in ("by", "reason", "pay") if name in over}
    at = over.pop("at", AT)
    return store(protected=protected, about=about(source, **over), at=at, **kept)


def about(source: str = "w1", **over: Any) -> About:
    """What stands beside the figures of a source."""
    given: Mapping[str, Any] = {
        "source": source,
        "title": "Survey, autumn",
        "population": "Everybody invited to “Survey, autumn”",
        "starts_on": date(2027, 1, 4),
        "ends_on": date(2027, 1, 18),
        "asked": "Socio-economic background, SMC-2020-11",
        "plan_hash": "c" * 64,
        "invited": 1_000,
        "responded": len(_people(1)[0]),
        "words": words(),
    }
    return About(**{**given, **over})


@cache
def protected_tables(seed: int = 1) -> Protected:
    """Through the gate once for each seed; others are another wave of other people."""
    people, plan = _people(seed)
    return protect(people, plan)


def plan_of(seed: int = 1) -> Plan:
    """The plan that these tables were made of."""
    return _people(seed)[1]


@cache
def _people(seed: int) -> tuple[People, Plan]:
    """The workforce with the codes of our own catalogue."""
    people, plan = workforce.wave(1_000, seed=seed)
    renamed = People(
        attributes={new: people.attributes[old] for old, new in _NAMES.items()},
        measures={told[0]: people.measures[old] for old, told in _MEASURES.items()},
        keys=people.keys,
    )
    return renamed, Plan(
        attributes=tuple(_attribute(plan.by_code[old], new) for old, new in _NAMES.items()),
        measures=tuple(
            Measure(code, (*groups, NOT_SAID), classified, len(groups))
            for code, groups, classified, _headline in _MEASURES.values()
        ),
        cuts=CUTS,
    )


def _attribute(made: Attribute, code: str) -> Attribute:
    """With a place for those who did not say, whether anybody is there or not."""
    named = tuple(label.upper().replace(" ", "_") for label in _LABELS[code])
    return Attribute(code, (*named, NOT_SAID), made.not_said or len(named))


def words() -> dict[str, Any]:
    """What the codes mean, in the form that Publication.words has."""
    return {
        "attributes": {code: _of_attribute(code) for code in _LABELS},
        "measures": {told[0]: _of_measure(*told) for told in _MEASURES.values()},
    }


def _of_attribute(code: str) -> dict[str, Any]:
    labels = {label.upper().replace(" ", "_"): {"en-gb": label} for label in _LABELS[code]}
    return {"name": _in_english(code), "categories": labels | {NOT_SAID: _in_english(NOT_SAID)}}


def _of_measure(
    code: str, groups: tuple[str, ...], classified: tuple[int, ...], headline: str
) -> dict[str, Any]:
    return {
        "name": _in_english(code),
        "kind": "background",
        "categories": {group: _in_english(group) for group in (*groups, NOT_SAID)},
        "classified": [groups[place] for place in classified],
        "not_said": NOT_SAID,
        "headline": headline,
        "mapping": "SMC-2020-11",
        "definition": code,
    }


def _in_english(code: str) -> dict[str, str]:
    return {"en-gb": _SAID[code]}
