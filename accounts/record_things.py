"""What the rooms above say about their own things, so that the record can name them and lead there.

Each room registers its kinds when the program starts (its AppConfig): the record reads what is
here, and knows none of the rooms.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import AuditEvent, User
from accounts.roles import Capability

Addresses = Callable[[Collection[str]], Mapping[str, str]]
"""Where the pages of these numbers are, for those that have one: at most one query."""


def nowhere(numbers: Collection[str]) -> Mapping[str, str]:
    return {}


def by_number(route: str) -> Addresses:
    """The addresses of things whose page is named by their number."""
    return lambda numbers: {number: reverse(route, args=[number]) for number in numbers}


def always(route: str) -> Addresses:
    """Things that stand together on one page."""
    return lambda numbers: dict.fromkeys(numbers, reverse(route))


def in_no_words(name: str, kept: Any) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One kind of thing: what it is called, where its page is, how its columns read.

    `say` gives the words of one kept value of a column, or None where the record knows as well.
    """

    called: str | Promise
    addresses: Addresses = nowhere
    opened_by: Capability = Capability.SEE_PLAN
    fields: Mapping[str, str | Promise] = field(default_factory=dict)
    say: Callable[[str, Any], str | None] = in_no_words


_known: dict[str, Thing] = {}


def register(kind: str, thing: Thing) -> None:
    """Say what an "okrs.keyresult" is. Said again, the last word counts."""
    _known[kind] = thing


def kind_of(event: AuditEvent) -> str:
    return event.subject.partition(":")[0]


def about(event: AuditEvent) -> Thing | None:
    return _known.get(kind_of(event))


def kinds() -> list[tuple[str, str]]:
    """Every kind with its name, by name: what can be chosen."""
    named = ((kind, str(thing.called)) for kind, thing in _known.items())
    return sorted(named, key=lambda pair: pair[1])


def addresses_for(events: Iterable[AuditEvent], *, reader: User) -> dict[str, str]:
    """Where each subject's page is, of those that this reader may open: a query a kind."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for event in events:
        kind, _colon, number = event.subject.partition(":")
        numbers[kind].add(number)
    return {
        f"{kind}:{number}": address
        for kind, found in sorted(numbers.items())
        if kind in _known and reader.may(_known[kind].opened_by)
        for number, address in _known[kind].addresses(found).items()
    }
