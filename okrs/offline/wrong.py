"""What can be wrong with a row that came back: one sentence for each, with what to do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okrs.models import KeyResult, Milestone, Objective
from okrs.offline import reaching
from okrs.offline.differences import Difference, State
from okrs.offline.ids import NoTicket
from okrs.offline.naming import Among, NewRow
from okrs.offline.tables import Field, Table
from okrs.refusals import CannotPlan
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal
from okrs.sheets.judging import Setting
from okrs.sheets.wording import shortened
from strategy.models import Strategy

gone = gettext_lazy("Row %(row)s: %(id)s is not in the plan. Leave Id empty to add it anew.")


def no_ticket(refusal: Exception, words: Mapping[str, Any]) -> str:
    if isinstance(refusal, NoTicket):
        return (
            _(
                "Row %(row)s: “%(id)s” is not an id from the plan. Put it back as it was, or "
                "leave it empty."
            )
            % words
        )
    return (
        _(
            "Row %(row)s: Id %(id)s and its Version do not belong together, so one was altered or"
            " comes from elsewhere. Put both back as they were, or leave both empty for a new row."
        )
        % words
    )


def of_another_table(words: Mapping[str, Any]) -> str:
    return (
        _("Row %(row)s: %(id)s belongs on another sheet of the workbook. Move the row back there.")
        % words
    )


def twice(words: Mapping[str, Any]) -> str:
    return (
        _(
            "Row %(row)s: %(id)s stands in row %(first)s already. Keep one of the two, or leave Id"
            " and Version of the copy empty to add it as new."
        )
        % words
    )


def why_unknown(table: Table, pks: set[int], strategy: Strategy) -> dict[int, str | Promise]:
    """Why rows with these numbers are not among those of the plan: one query."""
    reasons: dict[int, str | Promise] = {}
    retired = gettext_lazy(
        "Row %(row)s: %(id)s has since been retired. Restore it first, then edit it."
    )
    elsewhere = gettext_lazy("Row %(row)s: %(id)s belongs to another strategy, so it stays out.")
    told: QuerySet[Any, tuple[int, int]]
    if table.letter == "KR":
        told = KeyResult.objects.filter(pk__in=pks).values_list("pk", "objective__strategy_id")
    elif table.letter == "O":
        told = Objective.objects.filter(pk__in=pks).values_list("pk", "strategy_id")
    else:
        told = Milestone.objects.filter(pk__in=pks).values_list(
            "pk", "key_result__objective__strategy_id"
        )
        retired = gettext_lazy(
            "Row %(row)s: %(id)s or its key result has since been retired or made a key result."
        )
    for pk, strategy_pk in told.order_by("pk"):
        reasons[pk] = retired if strategy_pk == strategy.pk else elsewhere
    return reasons


def cell(number: int, field: Field, text: str, advice: str) -> str:
    words = {
        "row": number,
        "part": field.label,
        "text": shortened(" ".join(text.split()), 80),
        "advice": advice,
    }
    if not text:
        return _("Row %(row)s: %(part)s is empty. %(advice)s") % words
    return _("Row %(row)s: %(part)s is “%(text)s”. %(advice)s") % words


def only_read(number: int, field: Field, today: str) -> str:
    """A cell that is only shown says otherwise than the plan does."""
    words = {"row": number, "part": field.label, "text": shortened(today, 80)}
    if not today:
        return _("Row %(row)s: “%(part)s” is empty in the plan, and stays empty.") % words
    return _("Row %(row)s: “%(part)s” is “%(text)s” in the plan, and stays.") % words


class Reader:
    """Reads cells; remembers the values of columns in which the same few come again."""

    def __init__(self, setting: Setting, among: Among) -> None:
        self.setting, self.among = setting, among
        self.known: dict[tuple[str, str, str], Any] = {}
        self.kinds: dict[tuple[str, str], Any] = {}
        self.empty: dict[tuple[str, str], tuple[dict[str, Any], frozenset[str]]] = {}

    def read(self, field: Field, text: str, kind: str) -> Any:
        """A cell's value. Raises NotUnderstood with what to write instead."""
        if not field.value.is_few:
            return _read(field, text, kind, self.among)
        key = (field.name, text, kind)
        if key not in self.known:
            self.known[key] = _read(field, text, kind, self.among)
        return self.known[key]

    def kind(self, table: Table, text: str) -> Any:
        """How a row says it is measured, whatever else it says. Raises NotUnderstood."""
        key = (table.letter, text)
        if key not in self.kinds:
            self.kinds[key] = table.field("kind").value.read(text, "", self.among)
        return self.kinds[key]


def _read(field: Field, text: str, kind: str, among: Among) -> Any:
    if not text:
        if field.needed:
            raise NotUnderstood(_("Write it, or put back what was there."))
    elif not field.has(kind):
        raise NotUnderstood(str(field.none))
    value = field.value.read(text, kind, among)
    if text and field.needed and value is None:
        raise NotUnderstood(_("Write it, or put back what was there."))
    if field.longest and len(str(value)) > field.longest:
        raise NotUnderstood(_("Shorten it to %(n)s letters.") % {"n": field.longest})
    return value


def checked(found: Iterable[Difference], *, plan: reaching.Plan) -> Iterator[Difference]:
    """Each difference, tried against the rules of the plan without writing anything."""
    names: dict[tuple[str, str, str], int | None] = dict.fromkeys(plan.titles)
    coming: set[str] = set()  # names of key results that can be added
    for one in found:
        problem = ""
        if one.state is State.ADDED and one.table.letter == "KR":
            problem = _said_already(one, names)
        if not problem and one.state in (State.ADDED, State.CHANGED, State.CONFLICT):
            problem = _refusal(one, plan) or _waits(one, coming)
        if not problem and one.state is State.ADDED and one.table.letter == "KR":
            coming.add(normal(one.title))
        yield replace(one, state=State.WRONG, problems=(problem,)) if problem else one


def _said_already(one: Difference, names: dict[tuple[str, str, str], int | None]) -> str:
    place = (one.values["pillar"], normal(one.values["objective"]), normal(one.title))
    if place not in names:
        names[place] = one.number
        return ""
    words = {"row": one.number, "first": names[place]}
    if names[place] is None:
        return (
            _(
                "Row %(row)s: the plan has a key result of this name under this objective. Rename"
                " it, or put back its Id and Version."
            )
            % words
        )
    return _("Row %(row)s says the same as row %(first)s. Rename it, or take it out.") % words


def _waits(one: Difference, coming: set[str]) -> str:
    """Why a milestone cannot be added yet: the new key result it names cannot be either."""
    of = one.values.get("key_result")
    if not isinstance(of, NewRow) or of.name in coming:
        return ""
    words = {"row": one.number, "title": shortened(of.title, 80)}
    return _("Row %(row)s: its key result “%(title)s” is new and stays out. Mend that one.") % words


def _refusal(one: Difference, plan: reaching.Plan) -> str:
    try:
        reaching.try_out(one, plan)
    except CannotPlan as refusal:
        return _("Row %(row)s: %(why)s") % {"row": one.number, "why": refusal}
    return ""
