"""The class pay gap, where a survey asked pay: what stands of it on the first page of results.

Each gap was rounded by the size of its smaller side before it was stored. A hidden group has the
label of all hidden groups; a median that lies in the open top band is said not to be known.

Units stand by size, by the median as it is said and nothing finer; those without one come last, in
the plan's order, so that no place tells of what is hidden. Other groups stand as in the plan.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from django.utils.translation import gettext as _

from disclosure import labels
from disclosure.control.plan import Cut, Key
from disclosure.control.safe_pay_gaps import PayGap, PayGaps
from disclosure.figures import Why
from disclosure.models import Publication
from surveys.results import wording

UNIT = "UNIT"


@dataclass(frozen=True)
class PayLine:
    """One group: by how much people from lower backgrounds are paid less, in words; and the gap
    itself, None where it is hidden. `cut` and `key` name the group by its codes."""

    by: str
    name: str
    median: str
    mean: str
    people: str
    kind: str
    gap: PayGap | None = None
    cut: Cut = ()
    key: Key = ()


def lines(publication: Publication) -> tuple[PayLine, ...]:
    """Every group that was planned, everybody first; nothing where pay was not asked."""
    return tuple(_lines(publication)) if publication.pay else ()


def _lines(publication: Publication) -> Iterator[PayLine]:
    made = PayGaps.from_data(publication.pay or {})
    for cut in sorted(made.gaps, key=lambda cut: _place(publication, cut)):
        orders = (labels.order(publication, code) for code in cut)
        found = [
            replace(_line(publication, cut, key, made.gaps[cut][key]), cut=cut, key=key)
            for key in product(*orders)
            if key in made.gaps[cut]
        ]
        yield from sorted(found, key=_size) if cut == (UNIT,) else found


def _size(line: PayLine) -> tuple[bool, int]:
    """The one where people from lower backgrounds are paid least beside the others first."""
    median = line.gap.median if line.gap else None
    return median is None, -(median or 0)


def units_order(lines: Iterable[PayLine]) -> str:
    """How units stand, in words; "" where fewer than two of them have a median."""
    known = [
        line for line in lines if line.cut == (UNIT,) and line.gap and line.gap.median is not None
    ]
    if len(known) < 2:
        return ""
    return _("Units stand by their median gap, the largest first; those without one stand last.")


def _place(publication: Publication, cut: Cut) -> tuple[int, list[int]]:
    codes = publication.words["order"]["attributes"]
    return len(cut), [codes.index(code) for code in cut]


def _line(publication: Publication, cut: Cut, key: Key, gap: PayGap | None) -> PayLine:
    by = wording.by(publication, cut)
    name = ", ".join(labels.key_names(publication, cut, key)) or by
    if gap is None:
        hidden = str(wording.INSTEAD[Why.HIDDEN])
        return PayLine(by, name, hidden, wording.DASH, wording.DASH, Why.HIDDEN.name.lower())
    return PayLine(
        by,
        name,
        _("in the highest band: not known") if gap.median is None else said(gap.median, gap.step),
        wording.DASH if gap.mean is None else said(gap.mean, gap.step),
        wording.people(gap.smaller_side_about),
        Why.SHOWN.name.lower(),
        gap,
    )


def said(gap: int, step: int) -> str:
    """ "12% less", "about 5% more", "no difference": of those from lower backgrounds."""
    if gap == 0:
        return _("no difference")
    words = _("%(n)s%% less") if gap > 0 else _("%(n)s%% more")
    told = words % {"n": abs(gap)}
    return told if step == 1 else _("about %(told)s") % {"told": told}
