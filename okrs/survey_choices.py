"""Which figures of the survey a key result can follow: those of the newest wave, and no others.

Only what a wave planned has a choice, so no figure is made for a key result.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext as _

from disclosure import labels
from disclosure.benchmarks import catalogue
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.comparing import CannotCompare, Counted, comparable
from disclosure.benchmarks.models import OwnBenchmark
from disclosure.benchmarks.written import figure
from disclosure.control.plan import Cut
from disclosure.models import Publication
from okrs import survey_names
from okrs.followed import DISCLOSURE_RATE, GAP, Followed, NotAFigure, not_of_ours

Options = list[tuple[str, str]]
Choices = list[tuple[str, Options]]
"""Headings with their options, each a code and its name: as a select groups them."""
NOT_SAID = "not_disclosed"


@dataclass(frozen=True)
class Menu:
    """What can be chosen, in words: figures under their questions, groups of people under their
    cuts, benchmarks under how they count."""

    words: Publication
    shares: Choices
    rates: Options
    people: Choices
    benchmarks: tuple[Benchmark, ...]

    def check(self, followed: Followed) -> None:
        """Refuse, with a sentence, what no wave plans, and a gap between two unlike figures."""
        offered = self.rates if followed.word == DISCLOSURE_RATE else _flat(self.shares)
        if followed.figure_code not in dict(offered):
            raise not_of_ours()
        if followed.whom_code not in dict(_flat(self.people)):
            raise NotAFigure(
                _("The survey publishes no figure of this group by itself. Choose another."),
                field="of_whom",
            )
        if followed.word == GAP:
            self._check_benchmark(followed)

    def _check_benchmark(self, followed: Followed) -> None:
        benchmark = {one.key: one for one in self.benchmarks}.get(followed.benchmark)
        if benchmark is None:
            raise NotAFigure(_("Choose a benchmark from the list."), field="benchmark")
        told = self.words.words["measures"][followed.measure]
        try:
            comparable(Counted(told["definition"], told["mapping"], followed.groups), benchmark)
        except CannotCompare as unlike:
            raise NotAFigure(str(unlike), field="benchmark") from unlike

    @property
    def benchmark_choices(self) -> Choices:
        headings: dict[str, Options] = {}
        for one in self.benchmarks:
            headings.setdefault(str(one.terms.name), []).append((one.key, _benchmark(one)))
        return list(headings.items())


def menu() -> Menu | None:
    """What can be followed now; None before any wave opened. Four queries at most."""
    found = survey_names.newest()
    if found is None:
        return None
    benchmarks = tuple(_comparable())
    return Menu(
        words=found,
        shares=[_shares(found, measure, benchmarks) for measure in labels.measures(found)],
        rates=[_rate(found, measure) for measure in labels.measures(found)],
        people=[_people(found, cut) for cut in labels.cuts(found)],
        benchmarks=benchmarks,
    )


def _comparable() -> Iterator[Benchmark]:
    """Benchmarks that any share of ours may stand beside. One query."""
    own = OwnBenchmark.objects.current().in_order()
    for one in (*(row.as_benchmark() for row in own), *catalogue.every()):
        if one.terms.compares and one.status == "current":
            yield one


def _benchmark(one: Benchmark) -> str:
    return _("%(label)s: %(value)s (%(year)s)") % {
        "label": one.label,
        "value": figure(one),
        "year": one.year,
    }


def _shares(
    found: Publication, measure: str, benchmarks: tuple[Benchmark, ...]
) -> tuple[str, Options]:
    """Each group of answers, and those groups that a benchmark takes together."""
    told = found.words["measures"][measure]
    alone = [(group,) for group in told["classified"]]
    together = {
        groups
        for one in benchmarks
        for groups in one.terms.compares.get((told["definition"], told["mapping"]), {}).values()
        if len(groups) > 1 and set(groups) <= set(told["classified"])
    }
    every = [*alone, *sorted(together)]
    options = [
        (f"{measure}:{'+'.join(groups)}", survey_names.share(found, measure, groups))
        for groups in every
    ]
    return labels.measure_name(found, measure), options


def _rate(found: Publication, measure: str) -> tuple[str, str]:
    return f"{measure}:", survey_names.said_something(labels.measure_name(found, measure))


def _people(found: Publication, cut: Cut) -> tuple[str, Options]:
    """The groups of one cut that stand by themselves, in the order of the plan."""
    keys = product(*(_alone(found, code) for code in cut))
    options = [
        (f"{'*'.join(cut)}:{'*'.join(key)}", survey_names.of_whom(found, cut, key)) for key in keys
    ]
    names = [labels.attribute_name(found, code) for code in cut]
    return _(" and ").join(names) or _("Everybody together"), options


def _alone(found: Publication, attribute: str) -> list[str]:
    """Its categories without those who did not say and those that stand with another."""
    joined = found.recoded.get(attribute, {})
    order = found.words["attributes"][attribute]["order"]
    return [code for code in order if code != NOT_SAID and joined.get(code, code) == code]


def _flat(choices: Choices) -> Options:
    return [option for _heading, options in choices for option in options]
