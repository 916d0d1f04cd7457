"""What stored.py has, published in words: pages can be tried on it as on a wave of the product."""

from datetime import UTC, date, datetime
from typing import Any

from disclosure.control.plan import Measure, Plan
from disclosure.models import Publication
from disclosure.storing import About, store
from tests.disclosure.stored import LARGE, NOT_SAID, WAVES, people, tables

HEADLINE = {"SEB1": "lower", "SEB2": "independent"}
CALLED = {
    "SEB1": "Main earner’s job when you were 14",
    "SEB2": "School between 11 and 16",
    "SEB3": "Free school meals",
    "SEB4": "Whether a parent had a degree",
    NOT_SAID: "Preferred not to say, or left it out",
}


def publication(name: str, source: str = "w1", **over: Any) -> Publication:
    """The next version of a source's tables, stored. Everything of About can be given, `reason`
    and `at` too."""
    year = WAVES.get(name, 2025)
    given: dict[str, Any] = {
        "source": source,
        "title": f"October {year}",
        "population": f"Everybody invited to “October {year}”",
        "starts_on": date(year, 10, 1),
        "ends_on": date(year, 10, 30),
        "asked": "Socio-economic background, SMC-2020-11",
        "plan_hash": "c" * 64,
        "invited": 20_000 if name == LARGE else 1_000,
        "responded": len(people()[name][0]),
        "words": words(people()[name][1]),
    }
    kept = {one: over.pop(one) for one in ("reason", "at") if one in over}
    at = kept.pop("at", datetime(year, 11, 3, 12, tzinfo=UTC))
    return store(protected=tables(name), about=About(**given | over), at=at, **kept)


def words(plan: Plan) -> dict[str, Any]:
    """What the codes mean, in the form that Publication.words has."""
    return {
        "attributes": {one.code: _told(one.code, one.categories) for one in plan.attributes},
        "measures": {one.code: _of_measure(one) for one in plan.measures},
    }


def _told(code: str, categories: tuple[str, ...]) -> dict[str, Any]:
    return {"name": _in_english(code), "categories": {one: _in_english(one) for one in categories}}


def _of_measure(measure: Measure) -> dict[str, Any]:
    code, categories = measure.code, measure.categories
    return _told(code, categories) | {
        "kind": "background",
        "classified": [categories[place] for place in measure.classified],
        "not_said": "" if measure.not_said is None else categories[measure.not_said],
        "headline": HEADLINE.get(code, categories[0]),
        "mapping": "SMC-2020-11",
        "definition": code,
    }


def _in_english(code: str) -> dict[str, str]:
    return {"en-gb": called(code)}


def called(code: str) -> str:
    """A question, a group or a category by its code, as a reader sees it."""
    return CALLED.get(code, code.replace("_", " ").capitalize())
