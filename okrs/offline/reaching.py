"""What a difference reaches in the plan: which verb takes which of its values, and under what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from okrs import baselines, milestones, planning
from okrs.ends import is_set
from okrs.guarding import is_in_the_plan, keeps_of
from okrs.models import KeyResult, Milestone, Objective
from okrs.offline.differences import Changed, Difference, State
from okrs.offline.fields import KEY_RESULTS
from okrs.offline.naming import Among, NewRow, by_title
from okrs.refusals import CannotPlan
from okrs.sheets.columns import normal
from okrs.sheets.judging import Setting
from strategy.models import Strategy

ENDS = tuple(one.name for one in KEY_RESULTS.fields if one.is_end)
COUNTS = ("from_numerator", "from_denominator")
PLACE = ("pillar", "objective")


class Plan:
    """Objectives by place, key results by title and people by number: four queries."""

    def __init__(self, strategy: Strategy, *, today: date) -> None:
        self.strategy, self.today = strategy, today
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
        self.keeps = {keep.pk: keep for keep in keeps_of(strategy.pk)}

    def among(self, setting: Setting) -> Among:
        """What a cell of a sheet may name."""
        return Among(
            people=setting.people,
            keeps={pk: keep.title for pk, keep in self.keeps.items() if is_in_the_plan(keep)},
            titles=by_title((title, pk) for (_a, _b, title), pk in self.titles.items()),
        )

    def place(self, pillar: str, title: str) -> Objective:
        """The objective of that name; one not written yet where there is none."""
        found = self.objectives.get((pillar, normal(title)))
        return found or Objective(strategy=self.strategy, pillar=pillar, title=title)

    def keep(self, objective: Objective) -> None:
        """Remember one that was opened just now."""
        self.objectives[objective.pillar, normal(objective.title)] = objective

    def terms(self, values: dict[str, Any]) -> Any:
        """People and keep-ats as the rows they are."""
        rows: dict[str, Mapping[int, Any]] = {
            "owner": self.people,
            "reviewer": self.people,
            "guardrail": self.keeps,
        }
        return {
            name: rows[name][value.pk] if name in rows and value else value
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
        _refuse_unheard(values, planning.agreed(objective=under, terms=plan.terms(values)))
    else:
        _try_changes(one, plan)


def _try_changes(one: Difference, plan: Plan) -> None:
    found = reached(one.row, one.fields)
    under = plan.place(*found.place) if found.place else one.row.objective
    columns = dict(vars(one.row))
    if found.edits:
        columns |= planning.edited(one.row, plan.terms(found.edits), under=under)
    if found.ends:
        columns |= baselines.ends_anew(one.row, found.ends)
    _refuse_unheard(found.edits, columns)


def _refuse_unheard(said: Mapping[str, Any], columns: Mapping[str, Any]) -> None:
    """What the rules would pass over without a word. `columns` are what the row comes to."""
    if said.get("curve") and not columns["curve"]:
        raise CannotPlan(
            _(
                "Own points go with “Along our own points”. Write that beside them, or empty the"
                " cell."
            )
        )
    if said.get("direction") and None not in (columns["from_value"], columns["to_value"]):
        raise CannotPlan(
            _("From and To say which way is better. Empty that cell, or put back what was there.")
        )
    if said.get("set_by") and is_set(columns):
        raise CannotPlan(
            _("Nothing is left to set, so there is no day to set it by. Empty that cell.")
        )


def needs_a_reason(one: Difference) -> bool:
    """Whether it moves an end that was known: a re-baseline, which says why."""
    if one.table.letter != "KR" or one.state is State.ADDED or one.row is None:
        return False
    if not any(changed.field.is_end for changed in one.fields):
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
    elif not isinstance(one.values["key_result"], NewRow) and (
        one.values["key_result"] not in plan.pks
    ):
        raise CannotPlan(
            _("KR-%(pk)s is not in the plan. Name the key result that the milestone belongs to.")
            % {"pk": one.values["key_result"]}
        )
    said = {x.field.name: x.value for x in one.fields} or dict(one.values)
    if done_on := said.get("done_on"):
        _refuse_not_done(done_on, said, one.row, plan)


def _refuse_not_done(
    done_on: date, said: Mapping[str, Any], stored: Milestone | None, plan: Plan
) -> None:
    """Done on a day to come, or before anybody set what is to be reached."""
    if done_on > plan.today:
        raise CannotPlan(
            _("Done on %(day)s: that day has not come yet. Write the day, or empty the cell.")
            % {"day": date_format(done_on, "j F Y")}
        )
    names = ("kind", "text", "target_value")
    step = Milestone(**{name: said.get(name, getattr(stored, name, None)) for name in names})
    milestones.refuse_without_figure(step)
