"""How a change to the plan is refused: in a sentence fit to show, beside the field it is about."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from okrs.figures import figure
from okrs.rules.words import Kind


class CannotPlan(Exception):
    """A change to the plan was refused; the message is fit to show, `field` says where."""

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(message))
        self.field = field


class CannotStandStill(CannotPlan):
    """From and To are the same figure, which is a promise to keep it: `value` says which."""

    def __init__(self, value: Decimal, *, kind: Kind) -> None:
        self.value = value
        self.words = figure(value, kind=kind.value)
        super().__init__(
            _(
                "From and To are both %(value)s. A target must differ from where it starts; "
                "to hold a figure where it is, keep it at %(value)s."
            )
            % {"value": self.words},
            field="to_value",
        )
