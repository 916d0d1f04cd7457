"""The two ends of a key result, From and To, by its kind: checked, completed, or left to be set.

Source: docs/progress.md, sections 1 to 3. Pure: nothing here touches the database.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from okrs.figures import plain
from okrs.refusals import CannotPlan, CannotStandStill
from okrs.rules import groups
from okrs.rules.words import Cadence, Direction, Kind

STORED = Decimal("0.0001")
HUNDRED = Decimal(100)
ROUNDING = Decimal("0.5")  # how far a typed share may be from its own counts: half a point
FIGURES = frozenset({Kind.number, Kind.percent, Kind.percent_change})
"""The kinds that go from one figure to another."""

ONE_WAY = {
    Kind.status: Direction.complete,
    Kind.keep_at: Direction.keep,
    Kind.milestones: Direction.increase,
}
NO_FIGURES: dict[str, None] = dict.fromkeys(
    (
        "from_value",
        "from_numerator",
        "from_denominator",
        "from_as_of",
        "to_value",
        "base_count",
        "low",
        "high",
        "tolerance",
    )
)


def ends_of(kind: Kind, terms: Mapping[str, Any]) -> dict[str, Any]:
    """The ends of this kind; what belongs to other kinds is emptied, so that no ghost is stored."""
    if kind is Kind.keep_at:
        return NO_FIGURES | _limits(terms)
    if kind not in FIGURES:
        return dict(NO_FIGURES)
    given = {name: terms.get(name) for name in NO_FIGURES} | dict.fromkeys(
        ("low", "high", "tolerance")
    )
    if kind is Kind.percent_change:
        given |= _change_ends(terms)
    else:
        given["base_count"] = None
    if kind is Kind.percent:
        given["from_value"] = share_of(
            value=given["from_value"],
            part=given["from_numerator"],
            whole=given["from_denominator"],
        )
        _check_range(given)
    else:
        given["from_numerator"] = given["from_denominator"] = None
    if given["from_value"] is not None and given["from_value"] == given["to_value"]:
        raise CannotStandStill(given["from_value"], kind=kind)
    if given["from_value"] is None:
        given["from_as_of"] = None
    return given


def _change_ends(terms: Mapping[str, Any]) -> dict[str, Any]:
    """A percentage change starts at 0 once the count it starts from is known, and not before."""
    base = terms.get("base_count")
    if base is not None and base <= 0:
        raise CannotPlan(
            _("A percentage change needs a count above nothing to start from."), field="base_count"
        )
    to_value = terms.get("to_value")
    if to_value is not None and to_value < -HUNDRED:
        raise CannotPlan(_("Nothing can fall by more than 100%."), field="to_value")
    if to_value == 0:
        raise CannotPlan(
            _("A change of 0% is no change: write how far it should move."), field="to_value"
        )
    return {"from_value": None if base is None else Decimal(0)}


def _check_range(given: Mapping[str, Any]) -> None:
    for name in ("from_value", "to_value"):
        if given[name] is not None and not 0 <= given[name] <= HUNDRED:
            raise CannotPlan(
                _("%(value)s is not a percentage. Write a number from 0 to 100.")
                % {"value": plain(given[name])},
                field=name,
            )


def _limits(terms: Mapping[str, Any]) -> dict[str, Any]:
    low, high, tolerance = terms.get("low"), terms.get("high"), terms.get("tolerance")
    if low is not None and high is not None and low > high:
        raise CannotPlan(
            _("The lowest figure, %(low)s, is above the highest, %(high)s.")
            % {"low": plain(low), "high": plain(high)},
            field="high",
        )
    if tolerance is not None and tolerance < 0:
        raise CannotPlan(_("Tolerance is a distance: 0 or more."), field="tolerance")
    return {"low": low, "high": high, "tolerance": tolerance}


def refuse_too_few(ends: Mapping[str, Any], *, cadence: Cadence) -> None:
    """A From that comes from a survey and from fewer answers than may be shown is no From."""
    whole = ends["from_denominator"]
    if cadence is not Cadence.on_survey or whole is None or not groups.too_few(int(whole)):
        return
    raise CannotPlan(
        _(
            "A From of fewer than %(minimum)s answers could show what one person said. Leave it "
            "to be set until more have answered."
        )
        % {"minimum": groups.MINIMUM_GROUP},
        field="from_denominator",
    )


def direction_of(
    *, kind: Kind, from_value: Decimal | None, to_value: Decimal | None, asked: str | None = None
) -> Direction:
    """Which way is better: read off From and To, and as asked only while one of them is missing.

    With neither, "increase" is only a word on a page: nothing is coloured before both are set.
    """
    if kind in ONE_WAY:
        return ONE_WAY[kind]
    if from_value is not None and to_value is not None:
        return Direction.increase if to_value > from_value else Direction.decrease
    return Direction.decrease if asked == Direction.decrease.value else Direction.increase


def is_set(columns: Mapping[str, Any]) -> bool:
    """Whether both ends are known: From and To, the base count and To, or a limit to keep to."""
    kind = Kind[columns["kind"]]
    if kind is Kind.keep_at:
        return columns["low"] is not None or columns["high"] is not None
    if kind in FIGURES:
        return columns["from_value"] is not None and columns["to_value"] is not None
    return True


def share_of(
    *, value: Decimal | None, part: Decimal | None, whole: Decimal | None
) -> Decimal | None:
    """A share in percent: of its two counts where both are known, else as typed.

    Refuses one count without the other, more of a part than of the whole, and a typed share that
    its own counts do not give.
    """
    if part is None and whole is None:
        return value
    if part is None or whole is None:
        raise CannotPlan(
            _("Give both counts, how many and out of how many, or neither."),
            field="from_denominator" if whole is None else "from_numerator",
        )
    if whole <= 0 or part < 0 or part > whole:
        raise CannotPlan(
            _("%(part)s out of %(whole)s is not a share: the first count is a part of the second.")
            % {"part": plain(part), "whole": plain(whole)},
            field="from_numerator",
        )
    counted = (part * HUNDRED / whole).quantize(STORED, rounding=ROUND_HALF_UP)
    if value is not None and abs(value - counted) > ROUNDING:
        raise CannotPlan(
            _("%(part)s out of %(whole)s is %(counted)s, not %(typed)s. Correct one of them.")
            % {
                "part": plain(part),
                "whole": plain(whole),
                "counted": f"{plain(counted.quantize(Decimal('0.1')))}%",
                "typed": f"{plain(value)}%",
            },
            field="from_value",
        )
    return counted
