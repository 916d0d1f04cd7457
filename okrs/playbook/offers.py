"""Where we stand with the playbook: each row taken up, not for us, or still to decide.

Three queries for the whole playbook, however much of it is taken up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from okrs.models import KeyResult, PlaybookDecision
from okrs.playbook import catalogue
from okrs.playbook.shapes import PlaybookObjective, PlaybookRow, Resource
from strategy.models import Strategy
from strategy.pillars import Pillar


class State(StrEnum):
    taken_up = "taken_up"
    declined = "declined"
    undecided = "undecided"


@dataclass(frozen=True)
class Offer:
    """A row of the playbook and what became of it here."""

    row: PlaybookRow
    state: State
    key_result: KeyResult | None = None  # taken up as; or retired, while it may be taken up again
    decision: PlaybookDecision | None = None  # why not; kept in sight when the day to ask came

    @property
    def counts_twice_with(self) -> PlaybookRow | None:
        """The row whose milestone counts the same thing."""
        return catalogue.row_with_step(self.row.twice_with) if self.row.twice_with else None

    @property
    def resources(self) -> tuple[Resource, ...]:
        return tuple(map(catalogue.resource, self.row.resources))


@dataclass(frozen=True)
class Tally:
    """How many rows are taken up, not for us, and to decide."""

    taken_up: int
    declined: int
    undecided: int

    @property
    def total(self) -> int:
        return self.taken_up + self.declined + self.undecided

    @property
    def percent_taken_up(self) -> int:
        """For the bar beside the words; whole, and never full before all are taken up."""
        return self.taken_up * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class ObjectiveOffers:
    objective: PlaybookObjective
    offers: tuple[Offer, ...]

    @property
    def for_all(self) -> int:
        """How many "take up the undecided" would take up."""
        return sum(map(would_take_up, self.offers))


@dataclass(frozen=True)
class PillarOffers:
    pillar: Pillar
    objectives: tuple[ObjectiveOffers, ...]

    @property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(offer for objective in self.objectives for offer in objective.offers)

    @property
    def tally(self) -> Tally:
        return tally_of(self.offers)

    @property
    def for_all(self) -> int:
        return sum(map(would_take_up, self.offers))


@dataclass(frozen=True)
class Offers:
    """The whole playbook as it stands here on a day."""

    pillars: tuple[PillarOffers, ...]

    @property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(offer for pillar in self.pillars for offer in pillar.offers)

    @property
    def tally(self) -> Tally:
        return tally_of(self.offers)

    @property
    def for_all(self) -> int:
        return sum(map(would_take_up, self.offers))

    @property
    def twice(self) -> int:
        """How many undecided rows "take up the undecided" would leave out: they count twice."""
        return self.tally.undecided - self.for_all

    def of(self, pillar: Pillar) -> PillarOffers:
        return next(one for one in self.pillars if one.pillar == pillar)

    def offer(self, row_id: str) -> Offer:
        return next(offer for offer in self.offers if offer.row.id == row_id)

    def not_taken_up(self) -> tuple[PillarOffers, ...]:
        """What is declined or still to decide, by pillar; pillars all taken up are left out."""
        kept = (
            PillarOffers(pillar.pillar, tuple(_without_taken_up(pillar.objectives)))
            for pillar in self.pillars
        )
        return tuple(pillar for pillar in kept if pillar.objectives)


def would_take_up(offer: Offer) -> bool:
    """Whether "take up all" includes it: undecided, and not a thing already counted elsewhere."""
    return offer.state is State.undecided and offer.row.in_all


def tally_of(offers: Iterable[Offer]) -> Tally:
    states = [offer.state for offer in offers]
    return Tally(*(states.count(state) for state in State))


def offers_for(strategy: Strategy | None, *, today: date) -> Offers:
    """The playbook against the plan of a strategy; before there is one, all is to decide."""
    taken, retired, decisions = _found(strategy)

    def offer(row: PlaybookRow) -> Offer:
        decision = decisions.get(row.id)
        if row.id in taken:
            return Offer(row, State.taken_up, taken[row.id])
        if decision and not _asks_again(decision, today=today):
            return Offer(row, State.declined, retired.get(row.id), decision)
        return Offer(row, State.undecided, retired.get(row.id), decision)

    return Offers(
        tuple(
            PillarOffers(
                pillar,
                tuple(
                    ObjectiveOffers(one, tuple(map(offer, catalogue.rows_of(one.id))))
                    for one in catalogue.objectives_of(pillar)
                ),
            )
            for pillar in Pillar
        )
    )


def _found(
    strategy: Strategy | None,
) -> tuple[dict[str, KeyResult], dict[str, KeyResult], dict[str, PlaybookDecision]]:
    if strategy is None:
        return {}, {}, {}
    ours = KeyResult.objects.filter(objective__strategy=strategy).exclude(playbook_id="")
    there = ours.filter(objective__retired_at=None)
    retired = there.exclude(retired_as__in=["", KeyResult.CLOSED]).order_by("retired_at")
    # What was closed with its period was taken up; one that is active comes last, and is shown.
    taken = there.filter(retired_as__in=["", KeyResult.CLOSED]).order_by("-retired_as", "pk")
    decisions = PlaybookDecision.objects.filter(strategy=strategy).select_related("by")
    return (
        {key_result.playbook_id: key_result for key_result in taken},
        {key_result.playbook_id: key_result for key_result in retired},
        {decision.playbook_id: decision for decision in decisions},
    )


def _asks_again(decision: PlaybookDecision, *, today: date) -> bool:
    return decision.ask_again_on is not None and decision.ask_again_on <= today


def _without_taken_up(objectives: Iterable[ObjectiveOffers]) -> Iterable[ObjectiveOffers]:
    for one in objectives:
        open_ones = tuple(o for o in one.offers if o.state is not State.taken_up)
        if open_ones:
            yield ObjectiveOffers(one.objective, open_ones)
