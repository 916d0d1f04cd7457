"""What the codes of a publication mean, in the reader's language, and in which order they stand.

A database may keep the keys of JSON in an order of its own, so the plan's order is kept beside
them: without it nobody could tell which category a count belongs to.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from disclosure.control.plan import Cut, Key
from disclosure.models import Publication

FALLBACK = "en-gb"
Words = Mapping[str, str]


def with_order(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a publication with the order of all categories written out beside them.

    Words that have it already keep it: what comes back from a database may be in another order.
    """
    return {kind: {code: _ordered(told) for code, told in words[kind].items()} for kind in words}


def _ordered(told: Mapping[str, Any]) -> dict[str, Any]:
    return {"order": list(told["categories"]), **told}


def in_language(words: Words) -> str:
    """A text in the reader's language, else without its region, else in British English."""
    language = get_language() or FALLBACK
    wanted = (language, language.partition("-")[0], FALLBACK)
    return next((words[known] for known in wanted if known in words), "")


def attribute_name(publication: Publication, code: str) -> str:
    return in_language(publication.words["attributes"][code]["name"])


def measure_name(publication: Publication, code: str) -> str:
    return in_language(publication.words["measures"][code]["name"])


def measure_category(publication: Publication, measure: str, category: str) -> str:
    return in_language(publication.words["measures"][measure]["categories"][category])


def category_name(publication: Publication, attribute: str, category: str) -> str:
    """A group's name; with those that were too small of themselves and stand with it."""
    told = publication.words["attributes"][attribute]
    joined = publication.recoded.get(attribute, {})
    inside = [code for code in told["order"] if joined.get(code) == category and code != category]
    names = [in_language(told["categories"][code]) for code in (category, *inside)]
    return _(" · ").join(names)


def key_names(publication: Publication, cut: Cut, key: Key) -> tuple[str, ...]:
    """The names of a group, one for each attribute of its cut. Of everybody: ()."""
    return tuple(
        category_name(publication, code, category) for code, category in zip(cut, key, strict=True)
    )


def order(publication: Publication, attribute: str) -> dict[str, int]:
    """The place of each category of an attribute in the plan."""
    told = publication.words["attributes"][attribute]["order"]
    return {category: place for place, category in enumerate(told)}
