"""What the codes of a publication mean, in the reader's language, and in which order they stand.

A database may keep the keys of JSON in an order of its own, so the plan's order is kept beside
them: without it nobody could tell which category a count belongs to.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from disclosure.control.plan import Cut, Key, cut_named
from disclosure.models import Publication

FALLBACK = "en-gb"
Words = Mapping[str, str]


KINDS = ("attributes", "measures")


def with_order(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a publication with the order of everything in them written out beside them.

    An order that is there already stays: words that come back from a database have lost the other.
    """
    if "order" in words:
        return dict(words)
    order = {kind: list(words.get(kind, {})) for kind in KINDS}
    told = {kind: {code: _ordered(words[kind][code]) for code in order[kind]} for kind in KINDS}
    return {**words, **told, "order": order}


def _ordered(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "order": list(told["categories"])}


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


def measures(publication: Publication) -> tuple[str, ...]:
    """The codes of what was counted, in the order it was asked in."""
    return tuple(publication.words["order"]["measures"])


def cuts(publication: Publication) -> tuple[Cut, ...]:
    """The cuts that were published: everybody, then attributes in their order, then pairs."""
    place = {code: n for n, code in enumerate(publication.words["order"]["attributes"])}
    found = map(cut_named, publication.table_digests)
    return tuple(sorted(found, key=lambda cut: (len(cut), [place[code] for code in cut])))
