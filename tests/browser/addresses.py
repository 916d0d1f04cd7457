"""The address of every page there is, with something from the demo wherever it needs one."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

from accounts.models import User
from dashboards.subjects.listing import SUBJECTS
from okrs.models import (
    BaselineChange,
    CheckIn,
    KeyResult,
    Milestone,
    Objective,
    OwnerLink,
    Period,
    SheetImport,
)
from okrs.rules.words import Kind
from strategy.models import Unit
from strategy.pillars import Pillar
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.states import State

NOT_PAGES = {
    "healthz": "for machines",
    "readyz": "for machines",
    "okrs:check_in_preview": "a part of the check-in page",
    "okrs:milestone_tick": "a button",
    "okrs:milestone_remove": "a button",
    "okrs:milestone_promote": "a button",
    "okrs:copy": "a button",
    "okrs:objective_copy": "a button",
    "okrs:grid_save": "for the script of the grid",
    "okrs:grid_undo": "for the script of the grid",
    "okrs:grid_add": "a button",
    "okrs:link_remove": "a button",
    "okrs:undo": "a button",
    "okrs:take_back": "a button",
    "okrs:take_up_many": "a button",
    "okrs:owner_link_send": "a button",
    "mine:list": "needs the link from a message: test_owner_link opens it",
    "mine:check_in": "as above",
    "mine:check_in_preview": "a part of the check-in page",
    "mine:code": "a button",
    "mine:take_up": "a button",
    "mine:another": "a button",
    "mine:end": "a button",
    "okrs:reconsider": "a button",
    "okrs:import_differences": "needs a plan that was taken away: test_round_trip brings one back",
    "okrs:period_reflect": "a button",
    "okrs:period_say": "a button",
    "okrs:baseline_take": "a button",
    "surveys:import_take_back": "a button",
    "surveys:sealed_box": "a file to take away",
    "surveys:guardian": "needs a signed link: test_survey_guardian opens it",
    "surveys:guardian_count": "needs a wave that waits for its guardian: as above",
    "surveys:cards_print": "asked for by a form: test_survey_inviting prints them",
    "surveys:came_back_correct": "needs a message that came back: test_survey_inviting has one",
    "surveys:send_progress": "a part of the page that sends",
    "survey:page": "many screens in one page, each with its heading: test_survey_answering",
    "surveys:benchmark_edit": "needs a benchmark of one's own: test_benchmarks adds one",
    "surveys:preview": "the same page as survey:page",
    "surveys:results_file": "a file to take away",
    "surveys:results_version": "the same page as surveys:results",
    "surveys:results_table_version": "the same page as surveys:results_table",
    "surveys:results_file_version": "a file to take away",
    "survey:collect": "for the script of the survey",
    "survey:cast": "for the script of the survey",
    "dashboards:link_withdraw": "needs a link: test_present_and_links makes and withdraws one",
    "surveys:publish": "needs a counted wave: test_survey_loop publishes one",
    "setup": "closed once somebody is there: test_newcomer opens it",
    "account_reset_password_from_key": "needs the key from a message: test_invited opens it",
}

Kwargs = dict[str, Any]


def of_each_kind() -> list[Kwargs]:
    """A key result of each kind, and one whose baseline moved: they look different."""
    first = {kr.kind: kr.pk for kr in KeyResult.objects.active().order_by("-pk")}
    moved = BaselineChange.objects.filter(is_rebaseline=True).values_list("key_result", flat=True)
    unset = KeyResult.objects.active().exclude(set_by=None).values_list("pk", flat=True)
    return [{"pk": pk} for pk in dict.fromkeys([*first.values(), *moved[:1], *unset[:1]])]


def of_one_with_figures() -> list[Kwargs]:
    figures = KeyResult.objects.active().filter(kind=Kind.percent.value)
    return [{"pk": pk} for pk in figures.order_by("pk").values_list("pk", flat=True)[:1]]


def first_of(model: type[Any], name: str = "pk", field: str = "pk") -> Callable[[], list[Kwargs]]:
    return lambda: [{name: model.objects.order_by("pk").values_list(field, flat=True)[0]}]


def a_correction() -> list[Kwargs]:
    wrong = CheckIn.objects.readings().order_by("pk").first()
    return [{"pk": wrong.key_result_id, "check_in_pk": wrong.pk}] if wrong else []


def period(closed: bool) -> list[Kwargs]:
    """One that was closed, or one that waits to be."""
    held = Period.objects.filter(closed_at__isnull=not closed).order_by("pk")
    return [{"pk": pk} for pk in held.values_list("pk", flat=True)[:1]]


def import_that(**state: Any) -> Callable[[], list[Kwargs]]:
    return lambda: [{"key": one.key} for one in SheetImport.objects.filter(**state)[:1]]


def wave_that(**state: Any) -> Callable[[], list[Kwargs]]:
    return lambda: [{"label": wave.label} for wave in Wave.objects.filter(**state)[:1]]


def of_each_wave() -> list[Kwargs]:
    """The open one, and the draft whose key a guardian is to hold."""
    asked = Wave.objects.filter(origin=Origin.ASKED).order_by("pk")
    return [{"label": wave.label} for wave in asked]


def of_tables() -> list[Kwargs]:
    """Of one survey: an attribute, and two of them together."""
    published = Wave.objects.filter(state=State.PUBLISHED).order_by("-pk")[:1]
    return [
        {"label": wave.label, "cut": cut, "measure": "seb1"}
        for wave in published
        for cut in ("grade", "unit-grade")
    ]


WITH: dict[str, Callable[[], list[Kwargs]]] = {
    "pillar_page": lambda: [{"slug": Pillar.DATA.value}],
    "okrs:order": lambda: [{"slug": "data"}],
    "okrs:playbook_pillar": lambda: [{"pillar": Pillar.HIRING.value}],
    "okrs:take_up": lambda: [{"row": "O1-5"}],
    "okrs:decline": lambda: [{"row": "O1-5"}],
    "okrs:objective_edit": first_of(Objective),
    "okrs:objective_history": first_of(Objective),
    "okrs:history": of_one_with_figures,
    "okrs:key_result": of_each_kind,
    "okrs:check_in": of_each_kind,
    "okrs:correct": a_correction,
    "okrs:edit": of_one_with_figures,
    "okrs:grid_row": of_one_with_figures,
    "okrs:retire": of_one_with_figures,
    "okrs:baseline": of_one_with_figures,
    "okrs:override": of_one_with_figures,
    "okrs:milestone_add": of_one_with_figures,
    "okrs:milestone_edit": first_of(Milestone),
    "okrs:order_milestones": of_one_with_figures,
    "okrs:hand_over": first_of(User),
    "okrs:link_add": of_one_with_figures,
    "okrs:period": lambda: [{"pk": pk} for pk in Period.objects.values_list("pk", flat=True)],
    "okrs:period_snapshot": lambda: [{"pk": one["pk"], "number": 1} for one in period(True)],
    "okrs:period_reopen": lambda: period(True),
    **{f"okrs:period_{name}": lambda: period(False) for name in ("edit", "close")},
    "okrs:owner_link_withdraw": first_of(OwnerLink),
    "okrs:import_columns": import_that(confirmed_at=None),
    "okrs:import_check": lambda: [{"key": one.key} for one in SheetImport.objects.all()],
    "okrs:import_undo": import_that(confirmed_at__isnull=False),
    **{f"surveys:{name}": of_each_wave for name in ("wave", "edit", "questions", "abandon")},
    **{f"surveys:{name}": of_each_wave for name in ("staff", "send", "cards")},
    "surveys:came_back": of_each_wave,
    "surveys:guardian_link": wave_that(custody="guardian"),
    **{f"surveys:{name}": wave_that(state=State.OPEN) for name in ("extend", "close")},
    "surveys:open": wave_that(state=State.DRAFT),
    "surveys:imported": wave_that(origin=Origin.IMPORTED),
    "surveys:results": wave_that(state=State.PUBLISHED),
    "surveys:results_table": of_tables,
    "surveys:correct": wave_that(state=State.PUBLISHED),
    **{f"survey:{name}": wave_that(state=State.OPEN) for name in ("plain", "anonymity")},
    "dashboards:subject": lambda: [{"subject": one.slug} for one in SUBJECTS],
    "packs:pack": lambda: [{"number": 2}],
    "packs:since": lambda: [{"number": 2, "before": 1}],
    "people_edit": first_of(User),
    "unit_edit": first_of(Unit),
}
QUESTIONS = {
    "dashboards:subject": ("?wave=w1&against=w2",),  # a comparison that is refused
    "okrs:grid": ("?forms",),
    "okrs:list": ("?q=nothing-is-called-this", "?sort=attention"),
    "okrs:playbook": ("?show=open",),
    "strategy_map": ("?status=behind", "?as=list"),
    "okrs:add": tuple(f"?kind={kind.value}" for kind in Kind),
}


def addresses_of_every_page() -> list[str]:
    """All of them, in the order of the URLconf. Refuses a page that nobody thought of."""
    found: list[str] = []
    for name, route, needs in _routes(get_resolver()):
        if name in NOT_PAGES or "." in route:  # "export.csv" is a file to take away
            continue
        assert name in WITH or not needs, f"{name} needs {needs}: say how in WITH or NOT_PAGES"
        plain = [reverse(name, kwargs=kwargs) for kwargs in WITH.get(name, lambda: [{}])()]
        assert plain, f"the demo has nothing to show on {name}"
        found += plain + [plain[0] + question for question in QUESTIONS.get(name, ())]
    return found


def _routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, str, list[str]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _routes(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield f"{space}{one.name}", str(one.pattern), list(one.pattern.converters)
