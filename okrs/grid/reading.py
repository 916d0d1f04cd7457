"""The rows of the grid: those of the list under the same filters, and the version of each.

Versions are asked for first. A row that changes in between is then shown as newer than its
version, and saving it compares what was seen with what is stored; never the other way round.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from okrs.listing import Listing, in_force, rows_for
from okrs.models import KeyResult, Objective
from okrs.rules.words import Kind
from okrs.standings import Row
from strategy.models import Strategy
from strategy.pillars import Pillar

ADDED_AS = (Kind.percent, Kind.number, Kind.percent_change, Kind.status, Kind.milestones)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the page shows: the listing that answers its address, versions, owners, objectives."""

    listing: Listing
    versions: Mapping[int, int]
    owners: list[User]
    objectives: list[tuple[str, list[Objective]]]

    @property
    def shown(self) -> list[tuple[Row, int]]:
        """The rows with their versions; one that came in between is at its first."""
        return [(row, self.versions.get(row.key_result.pk, 0)) for row in self.listing.shown]


def sheet(asked: Mapping[str, str], *, reader: User, today: date) -> Sheet:
    """The grid that an address asks for: five queries, whatever the number of rows."""
    versions = dict(in_force().order_by("pk").values_list("pk", "version"))
    return Sheet(
        listing=Listing.asked(asked, of=rows_for(today=today), reader=reader),
        versions=versions,
        owners=owners(),
        objectives=objectives(),
    )


def owners() -> list[User]:
    return list(User.objects.owners().order_by("name", "pk").only("name"))


def objectives() -> list[tuple[str, list[Objective]]]:
    """Where a row can be added: the objectives in force, by pillar."""
    current = Strategy.objects.order_by("-starts_on", "-pk").values("pk")[:1]
    found = list(Objective.objects.active().filter(strategy__in=current).in_page_order())
    by_pillar = ((one, [each for each in found if each.pillar == one.value]) for one in Pillar)
    return [(str(pillar.label), under) for pillar, under in by_pillar if under]


def stored(keys: Iterable[int]) -> list[KeyResult]:
    """These key results with all their columns, in the same order: what a form is made of."""
    wanted = list(keys)
    found = KeyResult.objects.select_related("objective", "owner").in_bulk(wanted)
    return [found[key] for key in wanted if key in found]


def one(pk: int) -> KeyResult | None:
    """A key result that can be typed into, with what its row says."""
    active = KeyResult.objects.active().select_related("objective", "owner")
    return active.filter(pk=pk).first()
