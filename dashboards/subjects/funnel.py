"""The steps from the invitation to a group, now and in earlier waves that counted them alike."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.choosing import Chosen
from dashboards.subjects.populations import Moved, Population, moved, populations
from dashboards.waves import WaveSeen
from disclosure import words
from surveys.results.tables import Table

RESPONDED, CLASSIFIED = 1, 3  # places in a funnel


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """What one finding is made of: the steps now, and those of each earlier wave, by its label."""

    chosen: Chosen
    table: Table
    steps: tuple[Population, ...]
    before: dict[str, tuple[Population, ...]]
    goal: Decimal | None

    def name(self, wave: WaveSeen) -> str:
        return self.chosen.evidence.name(wave)

    def was(self, wave: WaveSeen | None, place: int) -> Population | None:
        """A step of an earlier wave; None where there is none that is alike."""
        steps = self.before[wave.label] if wave else ()
        return steps[place] if place < len(steps) else None

    def move(self, wave: WaveSeen | None, place: int) -> Moved | None:
        was = self.was(wave, place)
        return moved(was, self.steps[place]) if was else None


def funnel(chosen: Chosen, table: Table, goal: Decimal | None) -> Funnel:
    """Of this question; of an earlier wave that asked or counted it otherwise, the first two."""
    alike = {wave.label: _alike(wave, table) for wave in chosen.earlier}
    return Funnel(
        chosen=chosen,
        table=table,
        steps=populations(chosen.wave, table.measure),
        before={wave.label: populations(wave, alike[wave.label]) for wave in chosen.earlier},
        goal=goal,
    )


def _alike(wave: WaveSeen, table: Table) -> str:
    """The question's code, if the wave asked it alike; else ""."""
    measure, now = table.measure, table.publication.words["measures"]
    was = wave.publication.words["measures"].get(measure, {})
    alike = all(was.get(one) == now[measure][one] for one in ("definition", "mapping"))
    return measure if alike else ""


def moved_words(move: Moved) -> str:
    """ "up 10 points", "no clear change"."""
    if not move.is_clear:
        return _("no clear change")
    told = {"points": words.points(move.points)}
    return _("up %(points)s") % told if move.points > 0 else _("down %(points)s") % told
