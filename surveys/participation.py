"""Taking part: what may be said of it while a wave is open, and by unit once it is counted.

While a wave is open there is one figure, of everybody, rounded to 5, taken once a day: with a live
figure, whoever watches a desk and the page would see one person's ballot arrive. Rule and reasons:
docs/adr/0007-the-ballot.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from disclosure.control.safe_tables import STEP, rounded
from strategy.organising import SEPARATOR
from surveys.ballot import door
from surveys.models import Participation, Wave
from surveys.states import State

CROWD = 10  # so many must have taken part, and so many not, before a unit is spoken of
AT_ONCE = 5_000  # numbers in one query


def take_note(*, wave: Wave, today: date) -> Participation | None:
    """The day's figure, taken when the day is first looked at; None for a wave that is not open.

    Asked again that day, by this worker or another, it gives what was stored and changes nothing.
    """
    if wave.state != State.OPEN:
        return None
    if taken := wave.participation.filter(day=today).first():
        return taken
    invited = door.invited(wave.label)
    figures = {"invited": invited, "responded": _responded(door.ballots(wave.label), invited)}
    return wave.participation.get_or_create(day=today, defaults=figures)[0]


def _responded(ballots: int, invited: int) -> int:
    """Rounded, and never above the last multiple of 5: "15 of 13" would tell of all thirteen."""
    return min(rounded(ballots), invited // STEP * STEP)


def latest(wave: Wave) -> Participation | None:
    """The newest figure of a wave, or None. One query."""
    return wave.participation.order_by("-day").first()


def rate(*, responded: int, invited: int) -> Decimal | None:
    """The response rate in percent, to one decimal; None where fewer than ten are invited."""
    if invited < CROWD:
        return None
    return (Decimal(100) * responded / invited).quantize(Decimal("0.1"))


def is_too_soon(taken: Participation) -> bool:
    """Whether this is the figure of the day a wave opened, taken before anybody could answer."""
    return taken.responded == 0 and taken.day == taken.wave.opened_on


def in_words(taken: Participation | None) -> str:
    """One sentence fit to show: how many took part, of how many, as of which day."""
    if taken and taken.invited < CROWD:
        return _("Fewer than 10 people are invited, so nothing is said about taking part.")
    if taken is None or is_too_soon(taken):
        return _("Nobody has been counted yet: the figure is taken once a day.")
    return _("About %(responded)s of %(invited)s people have answered, about %(percent)s%%.") % {
        "responded": f"{taken.responded:,}",
        "invited": f"{taken.invited:,}",
        "percent": round(Decimal(100) * taken.responded / taken.invited),
    }


@dataclass(frozen=True, kw_only=True)
class UnitPart:
    """How many of one unit collected their ballot paper, rounded to 5, of how many invited."""

    unit: str
    invited: int
    collected: int


def by_unit(units: Mapping[str, tuple[int, int]]) -> list[UnitPart]:
    """The units of which it may be said, in the order of their names; "" is nobody's unit.

    Each unit is (invited, collected). One is shown where at least ten collected and at least ten
    did not. As the total is published, those not shown are read off together, so they must pass
    the same test as if they were one unit. The smallest are left out first, by how many were
    invited, which is no secret, until all that is required holds. Were a larger one left out for
    its figures while a smaller one stays, its absence would tell its figures: the tests try every
    organisation of a few sizes.
    """
    order = sorted(
        (unit for unit, (invited, _collected) in units.items() if invited),
        key=lambda unit: (unit != "", units[unit][0], unit),
    )
    for cut in range(len(order)):
        hidden, shown = order[:cut], sorted(order[cut:])
        if "" in shown or not all(_is_a_crowd([units[unit]]) for unit in shown):
            continue
        if not hidden or _is_a_crowd(units[unit] for unit in hidden):
            return [
                UnitPart(unit=unit, invited=units[unit][0], collected=rounded(units[unit][1]))
                for unit in shown
            ]
    return []


def _is_a_crowd(counts: Iterable[tuple[int, int]]) -> bool:
    pairs = list(counts)
    collected = sum(pair[1] for pair in pairs)
    return min(collected, sum(pair[0] for pair in pairs) - collected) >= CROWD


def units_at_close(wave: Wave) -> list[dict[str, str | int]]:
    """What `WaveCount.by_unit` keeps: by top-level unit, before the invitations are deleted.

    Whoever has no unit, or came with a card, stands among those who are not shown.
    """
    invitees: dict[str, list[int]] = defaultdict(list)
    for unit, invitee in wave.invitations.values_list("unit", "invitee").iterator():
        if invitee is not None:
            invitees[unit.split(SEPARATOR)[0]].append(invitee)
    units = {
        unit: (len(those), _collected(wave, those)) for unit, those in invitees.items() if unit
    }
    units[""] = (
        door.invited(wave.label) - sum(invited for invited, _collected in units.values()),
        door.collected(wave.label) - sum(collected for _invited, collected in units.values()),
    )
    return [asdict(part) for part in by_unit(units)]


def _collected(wave: Wave, invitees: list[int]) -> int:
    return sum(
        door.collected_among(wave.label, invitees[start : start + AT_ONCE])
        for start in range(0, len(invitees), AT_ONCE)
    )
