"""What a reader chose in the address: a wave, what it is compared with, a question, groups.

An address leads only to what was published. A name that is not there is not found; a comparison
that is there and may not be made is refused in a sentence, and the rest of the page stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from dashboards.waves import Evidence, WaveSeen
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.control.plan import TOTAL, Cut
from disclosure.reading import NotPublished
from surveys.results.addresses import cut_slug

WAVE, AGAINST, MEASURE, CUT, BENCHMARK, GROUP = (
    "wave",
    "against",
    "question",
    "groups",
    "benchmark",
    "group",
)
KNOWN = (WAVE, AGAINST, MEASURE, CUT, BENCHMARK, GROUP)
NOTHING = "none"  # against nothing: only this wave


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What is shown. `earlier` are the waves it is set beside, the oldest first: where nobody
    chose, the baseline (the first of all) and the wave before, or the one that is both.

    `query` holds what was chosen, under the names of the address, and nothing that was not.
    """

    evidence: Evidence
    wave: WaveSeen
    earlier: tuple[WaveSeen, ...] = ()
    measure: str = ""
    cut: Cut = TOTAL
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

    def address(self, page: str, **other: str) -> str:
        """The page with these choices, and the wave by name: so that it opens the same view after
        the next wave is published."""
        query = {WAVE: self.wave.label, **self.query, **other}
        return f"{page}?{urlencode({key: query[key] for key in KNOWN if query.get(key)})}"


def chosen(query: Mapping[str, str], evidence: Evidence) -> Chosen:
    """What this address asks for. No query. Raises NotPublished for what is not there."""
    asked = {key: query[key] for key in KNOWN if query.get(key)}
    wave = evidence.labelled(asked[WAVE]) if WAVE in asked else evidence.newest
    if wave is None:
        raise NotPublished(asked.get(WAVE, ""))
    return Chosen(
        evidence=evidence,
        wave=wave,
        earlier=_earlier(asked, evidence, wave),
        measure=_measure(asked, wave),
        cut=_cut(asked, wave),
        group=asked.get(GROUP, ""),
        query=asked,
    )


def _earlier(asked: Mapping[str, str], evidence: Evidence, wave: WaveSeen) -> tuple[WaveSeen, ...]:
    """Raises NotPublished for a wave that is not there, or is not an earlier one."""
    before = evidence.before(wave)
    if AGAINST not in asked:
        return before if len(before) < 2 else (before[0], before[-1])
    if asked[AGAINST] == NOTHING:
        return ()
    found = tuple(one for one in before if one.label == asked[AGAINST])
    if not found:
        raise NotPublished(asked[AGAINST])
    return found


def _measure(asked: Mapping[str, str], wave: WaveSeen) -> str:
    named = {code.lower(): code for code in wave.measures}
    if MEASURE not in asked:
        return next(iter(wave.measures), "")
    if asked[MEASURE] not in named:
        raise NotPublished(asked[MEASURE])
    return named[asked[MEASURE]]


def _cut(asked: Mapping[str, str], wave: WaveSeen) -> Cut:
    named = {cut_slug(cut): cut for cut in wave.cuts}
    if asked.get(CUT, cut_slug(TOTAL)) not in named:
        raise NotPublished(asked[CUT])
    return named[asked.get(CUT, cut_slug(TOTAL))]
