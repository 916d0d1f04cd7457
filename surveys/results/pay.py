"""The class pay gap, where a survey asked pay: what stands of it on the first page of results.

Each gap was rounded by the size of its smaller side before it was stored. A hidden group has the
label of all hidden groups; a median that lies in the open top band is said not to be known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from django.utils.translation import gettext as _

from disclosure import labels
from disclosure.control.plan import Cut, Key
from disclosure.control.safe_pay_gaps import PayGap, PayGaps
from disclosure.figures import Why
from disclosure.models import Publication
from surveys.results import wording


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
    """Every group that was planned, in the plan's order; nothing where pay was not asked."""
    return tuple(_lines(publication)) if publication.pay else ()


def _lines(publication: Publication) -> Iterator[PayLine]:
    made = PayGaps.from_data(publication.pay or {})
    for cut in sorted(made.gaps, key=lambda cut: _place(publication, cut)):
        orders = (labels.order(publication, code) for code in cut)
        for key in product(*orders):
            if key in made.gaps[cut]:
                line = _line(publication, cut, key, made.gaps[cut][key])
                yield replace(line, cut=cut, key=key)


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
