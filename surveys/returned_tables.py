"""Tables that came back from a guardian's machine: are they of this wave's plan, and can they be?

That a guardian made them is known by the signature (guardian_counts.py). What is looked at here is
what the host can know besides, without having seen an answer: that the plan is the one promised,
that all attacks were tried, and that groups add up as far as noise and rounding let anybody tell. A
hidden group that alone makes up what is missing to a shown parent is found only where it must have
people in it: more than `noise` and 2 for each figure in the sum, 10 at least. Of fewer it cannot be
said from outside, nor whether those hidden together are ten: that is for the gate.
"""

from collections.abc import Mapping, Sequence

from disclosure.control.bands import floors_of
from disclosure.control.plan import TOTAL, Cut, Key, Plan
from disclosure.control.safe_pay_gaps import SMALLEST, PayGaps
from disclosure.control.safe_tables import STEP, Cell, Protected
from surveys import certificate_words

Sums = dict[Key, tuple[int, int, int]]
"""By parent: about how many people its shown children have together, how many of them are shown,
and how many are not."""


def fit(protected: Protected | None, *, counted: int, plan: Plan) -> bool:
    """Whether these can be the tables of so many ballots under this plan."""
    if protected is None or not counted:
        return protected is None and not counted
    return (
        _is_certified(protected, plan)
        and TOTAL in protected.cells
        and all(_fits(protected, cut, plan) for cut in protected.cells)
        and _is_about(protected.cells[TOTAL].get(()), counted, plan)
        and all(_add_up(protected, cut, plan) for cut in protected.cells)
    )


def pay_fits(
    pay: PayGaps | None, *, tables: Protected | None, bands: Sequence[str], plan: Plan
) -> bool:
    """Whether these can be the class pay gaps of a survey that asks pay in these bands. Of a group
    that its tables hide there is none, and there is none that was not attacked."""
    if pay is None or tables is None or not bands:
        return pay is None
    return (
        pay.floors == floors_of(bands)
        and pay.smallest >= SMALLEST
        and _were_attacked(pay)
        and max(map(len, pay.gaps), default=0) <= 1
        and set(pay.gaps) <= set(plan.cuts)
        and all(set(gaps) <= set(plan.keys(cut)) for cut, gaps in pay.gaps.items())
        and all(
            tables.cells.get(cut, {}).get(key)
            for cut, gaps in pay.gaps.items()
            for key, gap in gaps.items()
            if gap
        )
    )


def _were_attacked(pay: PayGaps) -> bool:
    shown = any(gap for gaps in pay.gaps.values() for gap in gaps.values())
    return not shown or {check.name for check in pay.checks} == set(certificate_words.ON_PAY)


def _is_certified(protected: Protected, plan: Plan) -> bool:
    """Whether the certificate is of the noise that was promised and of every attack we know, and
    speaks of as many groups as are shown."""
    certificate = protected.certificate
    shown = [cut for cut, cells in protected.cells.items() for cell in cells.values() if cell]
    return (
        (certificate.minimum, certificate.noise, certificate.variance)
        == (plan.minimum, plan.noise, plan.variance)
        and {check.name for check in certificate.checks} == set(certificate_words.ATTACKS)
        and certificate.shown == len(shown)
        and (not certificate.total_only or not any(shown))
    )


def _fits(protected: Protected, cut: Cut, plan: Plan) -> bool:
    """Whether the cut is planned, its groups are those it could have, and all is measured."""
    if cut not in plan.cuts or not set(protected.cells[cut]) <= set(plan.keys(cut)):
        return False
    measures = {measure.code: len(measure.categories) for measure in plan.measures}
    return all(
        {code: len(row) for code, row in cell.counts.items()} == measures
        for cell in protected.cells[cut].values()
        if cell is not None
    )


def _is_about(cell: Cell | None, counted: int, plan: Plan) -> bool:
    """Everybody together is as many as were counted, but for the noise and the rounding; where a
    gate had to hide even them, it showed nothing else either."""
    return cell is None or abs(cell.about - counted) <= plan.noise + STEP // 2


def _add_up(protected: Protected, cut: Cut, plan: Plan) -> bool:
    """Whether the groups of a cut can be parts of those of every cut with one attribute less.

    An attribute inside another is left out: its groups have nearer parents.
    """
    return all(
        _are_parts(_sums(protected.cells[cut], without), parents, plan)
        for without, code in enumerate(cut)
        if not plan.by_code[code].coarser
        and (parents := protected.cells.get((*cut[:without], *cut[without + 1 :])))
        and not protected.certificate.total_only
    )


def _sums(cells: Mapping[Key, Cell | None], without: int) -> Sums:
    sums: Sums = {}
    for key, cell in cells.items():
        parent = (*key[:without], *key[without + 1 :])
        about, shown, hidden = sums.get(parent, (0, 0, 0))
        here = (cell.about, 1, 0) if cell else (0, 0, 1)
        sums[parent] = (about + here[0], shown + here[1], hidden + here[2])
    return sums


def _are_parts(sums: Sums, parents: Mapping[Key, Cell | None], plan: Plan) -> bool:
    """Each figure is at most the noise and the rounding away from what was counted; the gate never
    hides one group alone beside a shown parent, if there is anybody in it."""
    off = plan.noise + STEP // 2
    for key, (about, shown, hidden) in sums.items():
        if parent := parents.get(key):
            most = off * (shown + 1)
            missing = parent.about - about
            if missing < -most or (missing > most and hidden <= 1):
                return False
    return True
