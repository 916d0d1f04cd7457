"""Which published tables somebody may see: of a published wave everybody the newest version, of one
that is only counted those who run surveys. Whatever else is asked for is not there."""

from dataclasses import dataclass
from typing import TypeVar

from django.urls import reverse

from accounts.models import User
from accounts.roles import Capability
from disclosure import labels, reading
from disclosure.control.plan import Cut
from disclosure.models import Publication
from disclosure.reading import NotPublished
from surveys.models import Wave
from surveys.results.addresses import Addresses, cut_slug
from surveys.states import State

Named = TypeVar("Named")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One version of a wave's tables, as somebody is shown it."""

    wave: Wave
    publication: Publication
    old: bool  # whether a version was asked for by its number: its addresses then keep it

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.wave.label, self.publication.version if self.old else None)

    @property
    def wave_address(self) -> str:
        return reverse("surveys:wave", args=[self.wave.label])

    def cut(self, slug: str) -> Cut:
        """The planned cut of this address. Raises NotPublished."""
        return _named(slug, {cut_slug(cut): cut for cut in labels.cuts(self.publication)})

    def measure(self, slug: str) -> str:
        """The measure of this address. Raises NotPublished."""
        codes = labels.measures(self.publication)
        return _named(slug, {code.lower(): code for code in codes})


def _named(slug: str, known: dict[str, Named]) -> Named:
    if slug not in known:
        raise NotPublished(slug)
    return known[slug]


def find(*, label: str, reader: User, version: int | None = None) -> Shown:
    """The newest version, or the one with this number. Two queries. Raises NotPublished.

    Raises sealing.Altered where what is stored is not what was published.
    """
    wave = Wave.objects.filter(label=label).select_related("count").first()
    if wave is None or not may_see(wave, reader):
        raise NotPublished(label)
    found = reading.version(label, version) if version else reading.latest(label)
    if found is None:
        raise NotPublished(label)
    return Shown(wave=wave, publication=found, old=version is not None)


def may_see(wave: Wave, reader: User) -> bool:
    """Whether this person may see the tables of this wave, if there are any."""
    if wave.state == State.PUBLISHED:
        return True
    return wave.state == State.CLOSED and reader.may(Capability.RUN_SURVEYS)
