"""Tables that came back from a guardian's machine: are they of this wave's plan, and can they be?

They bring their certificate, and a file can be written by hand: what is looked at here is what the
host can know without having seen an answer.
"""

from collections.abc import Sequence

from disclosure.control.bands import floors_of
from disclosure.control.plan import TOTAL, Cut, Plan
from disclosure.control.safe_pay_gaps import SMALLEST, PayGaps
from disclosure.control.safe_tables import STEP, Cell, Protected


def fit(protected: Protected | None, *, counted: int, plan: Plan) -> bool:
    """Whether these can be the tables of so many ballots under this plan."""
    if protected is None or not counted:
        return protected is None and not counted
    certificate = protected.certificate
    promised = (plan.minimum, plan.noise, plan.variance)
    return (
        (certificate.minimum, certificate.noise, certificate.variance) == promised
        and TOTAL in protected.cells
        and all(_fits(protected, cut, plan) for cut in protected.cells)
        and _is_about(protected.cells[TOTAL].get(()), counted, plan)
    )


def pay_fits(pay: PayGaps | None, *, bands: Sequence[str], plan: Plan) -> bool:
    """Whether these can be the class pay gaps of a survey that asks pay in these bands."""
    if pay is None or not bands:
        return pay is None
    return (
        pay.floors == floors_of(bands)
        and pay.smallest >= SMALLEST
        and max(map(len, pay.gaps), default=0) <= 1
        and set(pay.gaps) <= set(plan.cuts)
        and all(set(gaps) <= set(plan.keys(cut)) for cut, gaps in pay.gaps.items())
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
