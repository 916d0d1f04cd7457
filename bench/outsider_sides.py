"""On which side somebody is: what pay gaps and the counts of the tables prove of it together.

Somebody knows what everybody is paid, to the band, who is in which group, and how gaps and counts
are made. Of a person they have no proof where all that is published would be so, too, had that
person answered otherwise, alone or with others who did. Then every gap must read as it does, and
every shown count be one that noise could have made what it was published as. Whom no such answers
are found for may be safe for all that: the search ends somewhere.

    python -m bench.outsider_sides [seed]
"""

import argparse
import time
from collections.abc import Sequence

from bench import pay_programs
from bench.pay_told import Told, one_wave
from bench.pay_worlds import Answers, Turn, World
from disclosure.attacks.pay import NEITHER

SIDES = (0, 1, NEITHER)
FIRST = 12
"""So many others are let give somebody's own answer first, one after the other, where that person
could not leave it otherwise."""
Asked = dict[tuple[int, int], None]
"""Who might not be on which side, for all that was found: in order, each once."""


def questions(told: Told, people: Sequence[int]) -> Asked:
    """Each of these who is in a gap, on each side where they are not."""
    of = told.people
    there = [person for person in people if of.gaps[person]]
    pairs = [(person, side) for person in there for side in SIDES]
    return dict.fromkeys(pair for pair in pairs if pair[1] != of.side_of(pair[0]))


def steps(left: Asked, world: World) -> None:
    """Take out whatever is found step by step: from the truth, and then with others first."""
    for person, side in list(left):
        if (person, side) in left:
            _answered(left, world.of, world.on_side(person, side))
    for person, side in list(left):
        if (person, side) in left:
            _with_others_first(left, world, person, side)


def programmes(left: Asked, world: World) -> None:
    """Take out whatever a programme finds."""
    for person, side in list(left):
        if (person, side) in left:
            _answered(left, world.of, pay_programs.on_side(world, person, side))


def _answered(left: Asked, people: Answers, turns: list[Turn]) -> None:
    """All of these could have answered so."""
    for person, to in turns:
        left.pop((person, int(people.side[to])), None)


def _with_others_first(left: Asked, world: World, person: int, side: int) -> None:
    """From world to world: in each somebody else gives the answer that this person is to leave."""
    people, own = world.of, int(world.of.answer[person])
    for other in world.near(person)[:FIRST].tolist():
        if world.of.answer[other] != own and (turns := world.answering((other, own))):
            _answered(left, people, turns)
            world = world.after(turns)
            _answered(left, people, world.on_side(person, side))
            if (person, side) not in left:
                return


def main() -> None:
    """Print how many answers are found, and how many are left."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int, nargs="?", default=1)
    told = one_wave(parser.parse_args().seed)
    world = World(told.gaps, told.people, told.counts)
    left = questions(told, told.asked)
    print(f"gaps {len(told.gaps.reads)}, questions {len(left)}", flush=True)
    for name, search in (("steps", steps), ("programmes", programmes)):
        began = time.process_time()
        search(left, world)
        print(f"{name}: left {len(left)}, {time.process_time() - began:.1f} s", flush=True)
    print([(person, told.people.side_of(person), side) for person, side in left])


if __name__ == "__main__":
    main()
