"""What of a row was guessed rather than said, and from what: shown until a person confirms it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from okrs.sheets import placing
from okrs.sheets.columns import Part, normal
from okrs.sheets.people import Person
from okrs.sheets.sheet_rows import SheetRow
from strategy.pillars import Pillar


@dataclass(frozen=True)
class Guess:
    """One cell that was guessed: what it was guessed from, in words, and what says it outright."""

    part: Part
    sentence: str
    text: str  # written into the row, it is a guess no more


def pillar_of(row: SheetRow) -> tuple[Pillar | None, str]:
    """By its own cell, by the title above its table, or by its own words; with the words that a
    guess is from, nothing where the cell names it outright. Of an export nothing is guessed."""
    if row.pillar:
        outright = placing.OWN_WORDS.get(normal(row.pillar))
        return (outright, "") if outright else _only(placing.pointed_at(row.pillar))
    return (None, "") if row.of_export else _by_its_words(row)


def _by_its_words(row: SheetRow) -> tuple[Pillar | None, str]:
    """A title that names two pillars leaves it to the row's own words, and then means its first."""
    above = placing.pointed_at(row.objective or row.section)
    own = " ".join((row.title, row.heading, *row.milestones))
    if len(above) <= 1:
        return _only(above or placing.pointed_at(own))
    titles = {pillar for pillar, _word in above}
    for text in (own, row.definition):
        for pillar, word in placing.pointed_at(text):
            if pillar in titles:
                return pillar, word
    return above[0]


def _only(pointed: list[tuple[Pillar, str]]) -> tuple[Pillar | None, str]:
    return pointed[0] if len(pointed) == 1 else (None, "")


def of_pillar(row: SheetRow, pillar: Pillar | None, word: str) -> Guess | None:
    """From words, or from a row above that stands under another objective."""
    if pillar is None:
        return None
    if row.pillar_from_above:
        return Guess(Part.PILLAR, _("guessed from the row above it"), pillar.value)
    if not word:
        return None
    said = _("guessed from “%(word)s”") % {"word": word}
    return Guess(Part.PILLAR, said, pillar.value)


def of_playbook(pillar: Pillar) -> Guess:
    return Guess(Part.PILLAR, _("guessed from the playbook"), pillar.value)


def of_owner(text: str, owner: Person | None) -> Guess | None:
    """A short name that only one person here has; a whole name or an address is no guess."""
    if owner is None or normal(owner.name) in normal(text):
        return None
    if owner.email.casefold() in text.casefold():
        return None
    said = _("guessed from “%(word)s”") % {"word": text[:60]}
    return Guess(Part.OWNER, said, owner.email)
