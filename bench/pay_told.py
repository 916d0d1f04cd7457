"""Invented staff who told their pay, and all that is published of them: gaps and counts. What the
outsider of bench/outsider_sides.py is given."""

from dataclasses import dataclass, replace

import numpy as np

from bench.outsider_waves import Asked, first_wave
from bench.pay_counts import Counts, of_tables
from bench.pay_worlds import Answers
from disclosure import pay_gate
from disclosure.attacks.pay import NONE, Gaps
from disclosure.control import pay_sides
from disclosure.control.pay_gap import compared
from disclosure.control.pay_sides import PAY
from disclosure.control.people import People
from disclosure.control.recoding import recoded
from disclosure.control.system import Ints

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
