"""What a reader chose in the address: a wave, what it is compared with, a question, groups.

An address leads only to what was published. A name that no published wave has is not found; one
that another wave has and this one has not, and a comparison that may not be made, is refused in a
sentence, and the rest of the page stands.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from dashboards import choosing_refused
from dashboards.choosing_refused import UNIT
from dashboards.waves import Evidence, WaveSeen
from disclosure import figures
from disclosure.benchmarks import catalogue
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.control.plan import TOTAL, Cut
from disclosure.reading import NotPublished
from surveys.results.addresses import cut_slug

WAVE, AGAINST, MEASURE, CUT, CATEGORY, BENCHMARK, GROUP, VERSION = (
    "wave",
    "against",
    "question",
    "groups",
    "category",
    "benchmark",
    "group",
    "version",
)
KNOWN = (WAVE, AGAINST, MEASURE, CUT, CATEGORY, BENCHMARK, GROUP, VERSION)
NOTHING = "none"  # against nothing: only this wave
OF = "of"  # the subject whose page is shown as slides


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What is shown. `earlier` are the waves it is set beside, the oldest first: where nobody
    chose, the baseline (the first of all) and the wave before, or the one that is both.

    `category` is of the question, `group` a unit to be marked: codes, "" where none was chosen.
    `query` holds what was chosen, under the names of the address, and nothing that was not;
    `refusals` say what of it could not be done, and why.
    """

    evidence: Evidence
    wave: WaveSeen
    earlier: tuple[WaveSeen, ...] = ()
    measure: str = ""
    cut: Cut = TOTAL
    category: str = ""
    group: str = ""
    benchmark: Benchmark | None = None
    refusals: tuple[str, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> WaveSeen | None:
        """The wave that changes are counted from: the latest of those it is set beside."""
        return self.earlier[-1] if self.earlier else None

    @property
    def baseline(self) -> WaveSeen | None:
        """The first wave, where it is another than the last."""
        return self.earlier[0] if len(self.earlier) > 1 else None

    @property
    def corrected_since(self) -> bool:
        """Whether the wave was corrected after the link that led here was made."""
        return int(self.query.get(VERSION, self.version)) < self.version

    @property
    def version(self) -> int:
        return self.wave.publication.version

    def without(self, name: str) -> "Chosen":
        """As if this had not been chosen."""
        kept = {key: value for key, value in self.query.items() if key != name}
        return replace(self, query=kept)

    def refusing(self, name: str, why: str) -> "Chosen":
        """Without this, and with a sentence that says why."""
        return replace(self.without(name), refusals=(*self.refusals, why))

    def address(self, page: str, **other: str) -> str:
        """The page with these choices, and the wave by name: so that it opens the same view after
        the next wave is published."""
        return addressed(page, {WAVE: self.wave.label, **self.query, **other})


def addressed(page: str, query: Mapping[str, str]) -> str:
    """A page with these choices, in their fixed order; what is empty is left out."""
    words = urlencode({key: query[key] for key in KNOWN if query.get(key)})
    return f"{page}?{words}" if words else page


def chosen(
    query: Mapping[str, str], evidence: Evidence, *, benchmarks: Collection[Benchmark] = ()
) -> Chosen:
    """What this address asks for. No query. Raises NotPublished for what is not there.

    `benchmarks` are the organisation's own; those of the catalogue are known.
    """
    asked = {key: query[key] for key in KNOWN if query.get(key)}
    wave = evidence.labelled(asked[WAVE]) if WAVE in asked else evidence.newest
    if wave is None:
        raise NotPublished(asked.get(WAVE, ""))
    _check_version(asked, wave)
    start = Chosen(evidence=evidence, wave=wave, query=asked)
    found = _group(_category(_cut(_measure(_earlier(start)))))
    return replace(found, benchmark=_benchmark(asked, benchmarks))


def crossed(wave: WaveSeen) -> tuple[Cut, ...]:
    """The cuts of this wave that cross two attributes."""
    return tuple(cut for cut in wave.cuts if len(cut) == 2)


def _check_version(asked: Mapping[str, str], wave: WaveSeen) -> None:
    """A link names the version it was made of: one that there was."""
    given = asked.get(VERSION, "1")
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise NotPublished(given)
    if not 1 <= int(given) <= wave.publication.version:
        raise NotPublished(given)


def _earlier(found: Chosen) -> Chosen:
    """Raises NotPublished for a wave that is not there; one that is not earlier is refused."""
    before, asked = found.evidence.before(found.wave), found.query.get(AGAINST)
    if asked is None:
        return replace(found, earlier=before if len(before) < 2 else (before[0], before[-1]))
    if asked == NOTHING:
        return found
    other = found.evidence.labelled(asked)
    if other is None:
        raise NotPublished(asked)
    if other in before:
        return replace(found, earlier=(other,))
    why = choosing_refused.not_earlier(found.evidence, found.wave, other)
    return found.refusing(AGAINST, why)


def _measure(found: Chosen) -> Chosen:
    here = {code.lower(): code for code in found.wave.measures}
    first = next(iter(found.wave.measures), "")
    asked = found.query.get(MEASURE)
    if asked is None or asked in here:
        return replace(found, measure=here[asked] if asked else first)
    everywhere = {code.lower() for wave in found.evidence.waves for code in wave.measures}
    return replace(_elsewhere(found, MEASURE, everywhere), measure=first)


def _cut(found: Chosen) -> Chosen:
    here = {cut_slug(cut): cut for cut in found.wave.cuts}
    asked = found.query.get(CUT)
    if asked is None or asked in here:
        return replace(found, cut=here[asked] if asked else TOTAL)
    everywhere = {cut_slug(cut) for wave in found.evidence.waves for cut in wave.cuts}
    return _elsewhere(found, CUT, everywhere)


def _category(found: Chosen) -> Chosen:
    """Of the question chosen. One of another question is let go: the question was changed."""
    asked = found.query.get(CATEGORY)
    measures = found.wave.publication.words["measures"]
    if asked is None:
        return found
    if found.measure and asked in figures.classified(found.wave.publication, found.measure):
        return replace(found, category=asked)
    if not any(asked in told["classified"] for told in measures.values()):
        raise NotPublished(asked)
    return found.without(CATEGORY)


def _group(found: Chosen) -> Chosen:
    """A unit with a row of its own in this wave; one that stands with another is refused."""
    asked = found.query.get(GROUP)
    if asked is None:
        return found
    here = {code.lower(): code for code in choosing_refused.standing(found.wave, UNIT)}
    if asked in here:
        why = choosing_refused.new_unit(found.evidence, found.wave, found.last, here[asked])
        refusals = (*found.refusals, why) if why else found.refusals
        return replace(found, group=here[asked], refusals=refusals)
    listed = (choosing_refused.listed(wave, UNIT) for wave in found.evidence.waves)
    return _elsewhere(found, GROUP, {code.lower() for codes in listed for code in codes})


def _elsewhere(found: Chosen, name: str, everywhere: Collection[str]) -> Chosen:
    """Refuses what this wave has not but another has. Raises NotPublished for what none has."""
    if found.query[name] not in everywhere:
        raise NotPublished(found.query[name])
    why = choosing_refused.not_here(found.evidence, found.wave, name)
    return found.refusing(name, why)


def _benchmark(asked: Mapping[str, str], own: Collection[Benchmark]) -> Benchmark | None:
    if BENCHMARK not in asked:
        return None
    known = {one.key: one for one in (*catalogue.every(), *own)}
    if asked[BENCHMARK] not in known:
        raise NotPublished(asked[BENCHMARK])
    return known[asked[BENCHMARK]]
