"""Between which figures the true one lies, where chance has a part in what was read."""

from decimal import Decimal

from okrs import evidence
from okrs.models import CheckIn, KeyResult
from okrs.rules import groups
from okrs.rules.words import Cadence, Kind


def is_from_survey(check_in: CheckIn, key_result: KeyResult) -> bool:
    """Whether chance has a part in the figure: it comes from those who answered a survey.

    How many answered is no sample of anything: all who were invited are in that count, so the
    response rate has no range beside it.
    """
    if key_result.follows:
        return False
    return check_in.source == CheckIn.SURVEY or key_result.cadence == Cadence.on_survey.value


def likely_range(check_in: CheckIn, key_result: KeyResult) -> tuple[Decimal, Decimal] | None:
    """Between which figures the true one lies: as it was published, or for a share with its count.

    Of what is said in words, no number is.
    """
    if published := evidence.of(check_in):
        return published.likely
    if key_result.kind != Kind.percent.value or not is_from_survey(check_in, key_result):
        return None
    if check_in.value is None or not check_in.denominator:
        return None
    return groups.likely_range(share=check_in.value, n=int(check_in.denominator))
