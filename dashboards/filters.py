"""What a page offers to choose from: only what was published. What may not be compared is offered
under a heading that says so, and says why when it is chosen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import choosing, choosing_refused
from dashboards.choosing import Chosen
from dashboards.choosing_refused import UNIT
from disclosure import figures, labels
from disclosure.benchmarks import catalogue, written
from disclosure.benchmarks.catalogue import Benchmark
from surveys.results import wording
from surveys.results.addresses import cut_slug

Text = str | Promise
REFUSED = gettext_lazy("Cannot be compared")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing that can be chosen; `value` stands in the address, "" for what nobody chose."""

    value: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """Options under a heading; the first have none."""

    options: tuple[Option, ...]
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One list to choose from. `name` is its name in the address, `label` what a reader reads."""

    name: str
    label: str
    groups: tuple[Group, ...]

    @property
    def offers(self) -> int:
        return sum(len(group.options) for group in self.groups)


Pairs = Iterable[tuple[str, str]]


def filters(
    names: Collection[str], found: Chosen, *, own: Collection[Benchmark], measure: str
) -> tuple[Filter, ...]:
    """Those of a page that have anything to choose. `measure` is the question that it is about:
    waves that asked otherwise cannot be compared on it, nor benchmarks that count otherwise."""
    made = (
        _waves(found),
        _against(found, measure),
        _measures(found),
        _cuts(found),
        _categories(found),
        _units(found),
        _benchmarks(found, own, measure),
    )
    return tuple(one for one in made if one.name in names and one.offers > 1)


def _waves(found: Chosen) -> Filter:
    pairs = [(wave.label, found.evidence.name(wave)) for wave in reversed(found.evidence.waves)]
    return _plain(choosing.WAVE, _("Survey"), pairs, here=found.wave.label)


def _against(found: Chosen, measure: str) -> Filter:
    """Earlier waves, the latest first. What stands there where nobody chose has no value: whoever
    goes on to another wave takes no wave along that is not before it."""
    before = found.evidence.before(found.wave)
    named = [(wave.label, found.evidence.name(wave)) for wave in reversed(before)]
    unlike = [wave.label for wave in before if choosing_refused.reason(found.wave, wave, measure)]
    fine = [pair for pair in named if pair[0] not in unlike]
    here = found.query.get(choosing.AGAINST, "")
    if len(before) > 1:
        fine.insert(0, ("", _("The first survey and the one before")))
    elif fine:
        here = here if here == choosing.NOTHING else ""
        fine = [("", name) for _label, name in fine]
    if before:
        fine.append((choosing.NOTHING, _("Nothing")))
    refused = [pair for pair in named if pair[0] in unlike]
    return _filter(choosing.AGAINST, _("Beside"), fine, refused, here=here)


def _measures(found: Chosen) -> Filter:
    publication = found.wave.publication
    pairs = [(code.lower(), labels.measure_name(publication, code)) for code in found.wave.measures]
    return _plain(choosing.MEASURE, _("Question"), pairs, here=found.measure.lower())


def _cuts(found: Chosen) -> Filter:
    pairs = [
        (cut_slug(cut), wording.by(found.wave.publication, cut))
        for cut in choosing.crossed(found.wave)
    ]
    return _plain(choosing.CUT, _("Groups"), pairs, here=cut_slug(found.cut))


def _categories(found: Chosen) -> Filter:
    publication, measure = found.wave.publication, found.measure
    codes = figures.classified(publication, measure) if measure else ()
    pairs = [(code, labels.measure_category(publication, measure, code)) for code in codes]
    headline = publication.words["measures"][measure]["headline"] if measure else ""
    return _plain(choosing.CATEGORY, _("Share of"), pairs, here=found.category or headline)


def _units(found: Chosen) -> Filter:
    publication = found.wave.publication
    standing = choosing_refused.standing(found.wave, UNIT)
    pairs = [(code.lower(), labels.category_name(publication, UNIT, code)) for code in standing]
    offered = [("", _("None")), *pairs] if pairs else []
    return _plain(choosing.GROUP, _("Mark a unit"), offered, here=found.group.lower())


def _benchmarks(found: Chosen, own: Collection[Benchmark], measure: str) -> Filter:
    """Those that count as the question of the page does, then the others that are of it."""
    question = measure.partition("_")[0]  # an earlier form of a question is called SEB2_2020
    every = (*own, *catalogue.every()) if question else ()
    known = [one for one in every if one.measure == question]
    why = {one.key: choosing_refused.benchmark_reason(found.wave, one, measure) for one in known}
    fine = [(one.key, _benchmark(one)) for one in known if not why[one.key]]
    refused = [(one.key, _benchmark(one)) for one in known if why[one.key]]
    usual = ("", _("The usual one of each group"))
    here = found.query.get(choosing.BENCHMARK, "")
    return _filter(choosing.BENCHMARK, _("Benchmark"), [usual, *fine], refused, here=here)


def _benchmark(one: Benchmark) -> str:
    return _("%(name)s (%(figure)s, %(year)s)") % {
        "name": one.label,
        "figure": written.figure(one),
        "year": one.year,
    }


def _plain(name: str, label: str, pairs: Pairs, *, here: str) -> Filter:
    return Filter(name=name, label=label, groups=(Group(options=_options(pairs, here)),))


def _filter(name: str, label: str, fine: Pairs, refused: Pairs, *, here: str) -> Filter:
    groups = (
        Group(options=_options(fine, here)),
        Group(name=str(REFUSED), options=_options(refused, here)),
    )
    return Filter(name=name, label=label, groups=tuple(one for one in groups if one.options))


def _options(pairs: Pairs, here: str) -> tuple[Option, ...]:
    return tuple(Option(value=value, name=name, chosen=value == here) for value, name in pairs)
