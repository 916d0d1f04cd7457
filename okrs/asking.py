"""What an address asks of the list of key results: filters, a search and an order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okrs.rules.words import Status
from strategy.pillars import Pillar

ME, NOBODY = "me", "nobody"
SUPPORTS = "supports-"  # before a pillar: what counts in it, and what supports it from elsewhere
SAID_BACK = 40  # of what the address asks in vain, this much is repeated
SORTS: dict[str, str | Promise] = {
    "pillar": _("Pillar"),
    "attention": _("Needs attention first"),
    "due": _("Next check-in"),
    "behind": _("Furthest behind"),
    "title": _("Name"),
}
STATUSES = [status for status in Status if status is not Status.not_counted]


@dataclass(frozen=True)
class Question:
    """What the reader asks for, as the address has it; what it cannot mean is left out and said."""

    q: str = ""
    pillar: str = ""
    status: str = ""
    owner: str = ""
    sort: str = "pillar"
    not_understood: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Mapping[str, str], *, owners: Collection[str] = ()) -> "Question":
        """`owners` are the keys of those who own something here: nobody else can be asked for."""
        known: dict[str, tuple[str, ...]] = {
            "pillar": (*Pillar.values, *(f"{SUPPORTS}{slug}" for slug in Pillar.values)),
            "status": tuple(status.value for status in STATUSES),
            "sort": tuple(SORTS),
            "owner": (ME, NOBODY, *owners),
        }
        given = {name: asked.get(name, "").strip() for name in ("q", *known)}
        wrong = [name for name, words in known.items() if given[name] and given[name] not in words]
        understood = {n: value for n, value in given.items() if value and n not in wrong}
        return cls(**understood, not_understood=tuple(given[name][:SAID_BACK] for name in wrong))

    @property
    def supports(self) -> str:
        """The pillar that is asked for with all that supports it from elsewhere; else empty."""
        return self.pillar.removeprefix(SUPPORTS) if self.pillar.startswith(SUPPORTS) else ""

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.pillar or self.status or self.owner)
