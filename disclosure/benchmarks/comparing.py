"""May this be set beside that? A refusal is a sentence that says why not."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from disclosure.benchmarks import catalogue
from disclosure.benchmarks.catalogue import Benchmark


class CannotCompare(Exception):
    """The two are of unlike definitions; the message is fit to show."""


@dataclass(frozen=True)
class Counted:
    """How a share of ours was counted.

    `definition` and `mapping` are those of its measure as it was published, `groups` the categories
    of its part. `of_classified` is False for a share of everybody who answered.
    """

    definition: str
    mapping: str
    groups: tuple[str, ...]
    of_classified: bool = True


def comparable(ours: Counted, benchmark: Benchmark) -> None:
    """Nothing where the two may be compared; else raises CannotCompare."""
    terms = benchmark.terms
    if terms.refusal:
        raise CannotCompare(str(terms.refusal))
    if benchmark.status == "unsourced":
        raise CannotCompare(_("Its source was not found. It is never compared."))
    if ours.definition not in {code for code, _mapping in terms.compares}:
        raise CannotCompare(_("It answers another question than your figure does."))
    if (ours.definition, ours.mapping) not in terms.compares:
        raise CannotCompare(_("Your answers were grouped by another version of the mapping."))
    if not ours.of_classified:
        raise CannotCompare(
            _("It is a share of those who could be placed; yours is of everybody who answered.")
        )
    groups = terms.compares[ours.definition, ours.mapping].get(benchmark.group, ())
    if set(ours.groups) < set(groups):
        raise CannotCompare(_("It counts together answers of which your figure has only some."))
    if set(ours.groups) != set(groups):
        raise CannotCompare(_("It is of another group than your figure."))


def side_by_side(one: Benchmark, other: Benchmark) -> None:
    """Whether two benchmarks may stand side by side; raises CannotCompare where not.

    A sector's value stands beside its own study's national value, and beside no other.
    """
    if (one.definition, one.measure, one.unit) != (other.definition, other.measure, other.unit):
        raise CannotCompare(
            _("“%(one)s” and “%(other)s” count differently, so they are never set side by side.")
            % {"one": one.label, "other": other.label}
        )
    if not one.terms.alike:
        raise CannotCompare(
            _("“%(one)s” and “%(other)s” come from studies that each count in their own way.")
            % {"one": one.label, "other": other.label}
        )


def national(benchmark: Benchmark) -> Benchmark | None:
    """The UK's value that a sector's belongs beside; None where its own study gave none."""
    values = map(catalogue.by_key, catalogue.NATIONAL)
    same = (one for one in values if one.definition == benchmark.definition)
    return next((one for one in same if one.group == benchmark.group), None)


def default_for(ours: Counted) -> Benchmark | None:
    """What a share is set beside where nobody chose: the UK's value, if there is one that fits."""
    return next((one for one in map(catalogue.by_key, catalogue.DEFAULTS) if fits(ours, one)), None)


def fits(ours: Counted, benchmark: Benchmark) -> bool:
    """Whether the two may be compared."""
    try:
        comparable(ours, benchmark)
    except CannotCompare:
        return False
    return True
