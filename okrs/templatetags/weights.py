"""What weights come to in whole percent, beside the names they belong to."""

from django import template
from django.utils.translation import gettext as _

from okrs import weighing
from okrs.standings import ObjectiveRows, PillarRows, Row

register = template.Library()


@register.filter
def weights(objective: ObjectiveRows) -> weighing.Shares:
    """What each of its key results comes to: worked out once, and asked of it by every row."""
    return weighing.of_key_results(objective.rows)


@register.filter
def weight_in(row: Row, shares: weighing.Shares) -> str:
    """ "40% of the objective"; empty where nothing else is measured beside it."""
    share = shares.get(row.key_result.pk)
    if share is None or len(shares) == 1:
        return ""
    return _("%(n)s%% of the objective") % {"n": share}


@register.filter
def weight_in_pillar(objective: ObjectiveRows, part: PillarRows | None) -> str:
    """ "60% of the pillar"; empty where no other objective is measured."""
    shares = weighing.of_objectives(part.objectives) if part else {}
    share = shares.get(objective.objective.pk)
    if share is None or len(shares) == 1:
        return ""
    return _("%(n)s%% of the pillar") % {"n": share}
