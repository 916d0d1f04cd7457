"""Invented staff who told their pay, and all that is published of them: gaps and counts, of one
wave or of two. What the outsider of bench/outsider_sides.py is given."""

from dataclasses import dataclass, replace

import numpy as np

from bench.outsider_waves import Asked, asked_again, first_wave
from bench.pay_counts import Counts, of_tables
from bench.pay_worlds import Answers
from disclosure import pay_gate
from disclosure.attacks.pay import NONE, Gaps
from disclosure.attacks.ranges import Ranges
from disclosure.control import pay_sides
from disclosure.control.pay_gap import compared
from disclosure.control.pay_sides import PAY
from disclosure.control.people import People
from disclosure.control.recoding import recoded
from disclosure.control.system import Bools, Ints

FLOORS = (0, *range(20_000, 105_000, 5_000))
BANDS = (*(f"FROM_{floor}" for floor in FLOORS), "not_said")
BY = ("DIVISION", "DEPARTMENT", "LEVEL", "PLACE")
ORIGIN, LOWER = "PARENT", 2


@dataclass(frozen=True)
class Told:
    """What is known of people and published of them, and whom it is asked of."""

    gaps: Gaps
    people: Answers
    counts: Counts
    asked: list[int]


def bands_of(rows: dict[str, Ints], seed: int = 7) -> Ints:
    """Pay follows levels, is a little less for the lower side, and one in ten does not say it."""
    many = len(rows["LEVEL"])
    rng = np.random.default_rng(seed)
    pounds = 24_000 * 1.18 ** rows["LEVEL"].astype(float) * rng.lognormal(0, 0.15, many)
    pounds *= np.where(rows[ORIGIN] == LOWER, 0.92, 1)
    band = np.searchsorted(FLOORS, pounds, side="right") - 1
    band[rng.random(many) < 0.1] = len(FLOORS)
    return np.asarray(band)


def one_wave(seed: int) -> Told:
    """1,000 staff; everybody is asked for."""
    wave = first_wave(1_000, seed)
    return told_of(wave, bands_of(wave.rows))


def two_waves(seed: int) -> Told:
    """The same, and a second wave for which some have left and some have come; who stayed answers
    as before, and is paid as before. Those who left or came are asked for."""
    first = first_wave(1_000, seed)
    second = asked_again(first, seed=20 + seed, leave=0.04, come=10, earlier=[first])
    before = bands_of(first.rows)
    stayed = second.who < len(first.who)
    after = np.r_[before[second.who[stayed]], bands_of(second.rows, 8)[~stayed]]
    return _together(told_of(first, before), told_of(second, after), second.who)


def told_of(wave: Asked, band: Ints) -> Told:
    """One wave by itself, with the gaps that its gate shows."""
    measures = {**wave.people.measures, PAY: band.astype(np.uint16)}
    people: People = replace(wave.people, measures=measures)
    tables = wave.protected
    shown = pay_gate.pay_gaps(
        people, wave.plan, bands=BANDS, shown=tables, origin=ORIGIN, by=BY
    ).gaps
    pair = compared(people, wave.plan, bands=BANDS, shown=tables, origin=ORIGIN, by=BY)
    reads = pair.reads(np.zeros(len(pair.linked.n), dtype=bool))
    kept = {(cut, key): read for (cut, key), read in reads.items() if shown[cut][key]}
    bands = tuple(tuple(tuple(pair.bands(side)) for side in one.sides) for one in kept.values())
    gaps = Gaps(tuple(kept.values()), bands, pair.plan.noise, pair.smallest)
    inside = pay_gate._inside(pair, {group: number for number, group in enumerate(kept)})
    whole, plan, _joined = recoded(people, wave.plan)
    side = pay_sides.sides(whole, plan, ORIGIN)
    answer = whole.measures[ORIGIN].astype(np.int64)
    side_of = np.array(
        [side[answer == one][0] if (answer == one).any() else 2 for one in range(5)], np.int64
    )
    paid = np.where(band < len(FLOORS), band, NONE)
    answers = Answers(inside, paid, answer, side_of)
    return Told(gaps, answers, of_tables(whole, plan, tables, ORIGIN), list(range(len(band))))


def _together(first: Told, second: Told, who: Ints) -> Told:
    """Both waves as one. `who` are those of the second by their place in the first; who came has
    a place after all of those."""
    many = len(first.people.band)
    place = np.where(who < many, who, 0)
    came = np.flatnonzero(who >= many)
    place[came] = many + np.arange(len(came))
    of = first.people, second.people
    shape = (many + len(came), of[0].inside.shape[1])
    inside = np.full((shape[0], 2 * shape[1]), NONE)
    inside[:many, : shape[1]] = of[0].inside
    later = np.where(of[1].inside == NONE, NONE, of[1].inside + len(first.gaps.reads))
    inside[place, shape[1] :] = later
    band = np.r_[of[0].band, of[1].band[came]]
    answer = np.r_[of[0].answer, of[1].answer[came]]
    people = Answers(inside, band, answer, of[0].side)
    gaps = replace(
        first.gaps,
        reads=first.gaps.reads + second.gaps.reads,
        bands=first.gaps.bands + second.gaps.bands,
        known={},
    )
    left = sorted(set(range(many)) - set(place.tolist()))
    counts = _counts(first.counts, second.counts, place, shape[0])
    return Told(gaps, people, counts, [*left, *range(many, shape[0])])


def _counts(first: Counts, second: Counts, place: Ints, people: int) -> Counts:
    """The groups of both waves, and a last hidden one for whoever was not there."""
    groups, cuts = len(first.hidden), first.members.shape[1]
    nowhere = groups + len(second.hidden)
    members = np.full((people, cuts + second.members.shape[1]), nowhere)
    members[: len(first.members), :cuts] = first.members
    members[place, cuts:] = second.members + groups
    none = np.zeros((1, first.exact.shape[1]), np.int64)
    hidden: Bools = np.r_[first.hidden, second.hidden, True]
    exact = np.concatenate([first.exact, second.exact, none])
    low = np.concatenate([first.ranges.low, second.ranges.low, none - 2**20])
    high = np.concatenate([first.ranges.high, second.ranges.high, none + 2**20])
    published = np.concatenate([first.published, second.published, none])
    return Counts(members, exact, Ranges(low, high), published, hidden)
