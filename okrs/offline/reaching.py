"""What a difference reaches in the plan: which verb takes which of its values, and under what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from okrs import baselines, planning
from okrs.models import KeyResult, Objective
from okrs.offline.differences import Changed, Difference, State
from okrs.offline.fields import KEY_RESULTS
from okrs.refusals import CannotPlan
from okrs.sheets.columns import normal
from strategy.models import Strategy

ENDS = tuple(one.name for one in KEY_RESULTS.fields if one.is_end)
COUNTS = ("from_numerator", "from_denominator")
PLACE = ("pillar", "objective")


class Plan:
    """Objectives by place and people by number: three queries."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.people = {person.pk: person for person in User.objects.owners()}
        found = Objective.objects.active().filter(strategy=strategy).in_page_order()
        self.objectives: dict[tuple[str, str], Objective] = {}
        for objective in found:
            self.objectives.setdefault((objective.pillar, normal(objective.title)), objective)
        told = KeyResult.objects.active().filter(objective__strategy=strategy)
        titles = told.order_by("pk").values_list(
            "objective__pillar", "objective__title", "title", "pk"
        )
        self.titles = {(a, normal(b), normal(c)): pk for a, b, c, pk in titles}
        self.pks = frozenset(self.titles.values())

    def place(self, pillar: str, title: str) -> Objective:
        """The objective of that name; one not written yet where there is none."""
        found = self.objectives.get((pillar, normal(title)))
        return found or Objective(strategy=self.strategy, pillar=pillar, title=title)

    def keep(self, objective: Objective) -> None:
        """Remember one that was opened just now."""
        self.objectives[objective.pillar, normal(objective.title)] = objective

    def terms(self, values: dict[str, Any]) -> Any:
        """People as the rows they are."""
        return {
            name: self.people[value.pk] if name in ("owner", "reviewer") and value else value
            for name, value in values.items()
        }


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A key result's differences, parted by the verb that takes them."""

    edits: dict[str, Any] = field(default_factory=dict)
    ends: dict[str, Any] = field(default_factory=dict)  # all of them, where one differs
    place: tuple[str, str] | None = None


def reached(stored: KeyResult, fields: Iterable[Changed]) -> Reached:
    """With another kind its ends are new too, and go with it: nothing of them was set before."""
    said = {one.field.name: one.value for one in fields}
    place = None
    if any(name in said for name in PLACE):
        under = stored.objective
        place = (said.get("pillar", under.pillar), said.get("objective", under.title))
    edits = {name: value for name, value in said.items() if name not in (*ENDS, *PLACE)}
    given = _ends(stored, said) if "kind" in said or any(n in said for n in ENDS) else {}
    if "kind" in said:
        return Reached(edits=edits | given, place=place)
    return Reached(edits=edits, ends=given, place=place)


def _ends(stored: KeyResult, said: dict[str, Any]) -> dict[str, Any]:
    """Every end as it would be. A From whose counts moved is worked out from them."""
    given = {name: said.get(name, getattr(stored, name)) for name in ENDS}
    if "from_value" not in said and any(name in said for name in COUNTS):
        given["from_value"] = None
    return given


def try_out(one: Difference, plan: Plan) -> None:
    """Hold a difference against the rules, without writing. Raises CannotPlan."""
    if one.table.letter == "O":
        _try_objective(one)
    elif one.table.letter == "M":
        _try_milestone(one, plan)
    elif one.state is State.ADDED:
        values = dict(one.values)
        under = plan.place(values.pop("pillar"), values.pop("objective"))
        planning.drafted(objective=under, order=0, at=None, terms=plan.terms(values))  # type: ignore[arg-type]  # never written
    else:
        found = reached(one.row, one.fields)
        under = plan.place(*found.place) if found.place else one.row.objective
        if found.edits:
            planning.edited(one.row, plan.terms(found.edits), under=under)
        if found.ends:
            baselines.ends_anew(one.row, found.ends)


def needs_a_reason(one: Difference) -> bool:
    """Whether it moves an end that was known: a re-baseline, which says why."""
    if one.table.letter != "KR" or one.state is State.ADDED or one.row is None:
        return False
    ends = reached(one.row, one.fields).ends
    return bool(ends) and baselines.would_be_anew(one.row, ends)


def _try_objective(one: Difference) -> None:
    from okrs.objectives import objective_columns

    said = {x.field.name: x.value for x in one.fields} or dict(one.values)
    stored = one.row
    columns: Any = {
        name: said.get(name, getattr(stored, name, None)) for name in ("pillar", "title", "weight")
    }
    objective_columns(**columns)


def _try_milestone(one: Difference, plan: Plan) -> None:
    if one.row is not None:
        if any(x.field.name == "key_result" for x in one.fields):
            raise CannotPlan(_("A milestone stays with its key result. Put its id back."))
    elif one.values["key_result"] not in plan.pks:
        raise CannotPlan(
            _("KR-%(pk)s is not in the plan. Name the key result that the milestone belongs to.")
            % {"pk": one.values["key_result"]}
        )
