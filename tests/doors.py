"""Every address of the product and who may open it: the table that tests/test_doors.py walks.

Kept apart from the marks on the views on purpose: to open a page to more people, somebody has to
write it down twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.roles import Capability
from okrs.importing import drafts
from okrs.owner_links import making as owner_links
from okrs.sheets import reading
from tests.factories import (
    NOON,
    BenchmarkFactory,
    CheckInFactory,
    KeyResultFactory,
    LinkFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    ReadLinkFactory,
    UnitFactory,
    WaveFactory,
)
from tests.okrs.periods.years import closed_period
from tests.packs.issued import two_packs
from tests.surveys import making
from tests.surveys.importing.examples import brought_in
from tests.surveys.results.publishing import published

SEE, CHECK_IN, EDIT = Capability.SEE_PLAN, Capability.CHECK_IN, Capability.EDIT_PLAN
RUN_SURVEYS = Capability.RUN_SURVEYS
RECORD, PEOPLE = Capability.SEE_RECORD, Capability.MANAGE_PEOPLE

# Open to anyone, and why.
OPEN = {
    "home": "a first visitor is told what this is, and how to sign in or set it up",
    "setup": "nobody exists yet who could sign in; the printed code is asked for instead",
    "account_login": "one signs in here",
    "account_inactive": "says why signing in was refused",
    "account_reset_password": "who has forgotten the password cannot sign in",
    "account_reset_password_done": "the answer to asking for the link",
    "account_reset_password_from_key": "the link itself is the proof",
    "account_reset_password_from_key_done": "says that the password is set",
    "accessibility": "says how to ask for help, also about signing in",
    "survey:page": "employees have no account; the same page for everybody",
    "survey:plain": "as above, without JavaScript",
    "survey:collect": "the code in the invitation is the authority",
    "survey:cast": "the ballot paper is the authority",
    "survey:anonymity": "whoever is asked may read first how their answer is protected",
    "healthz": "for the operator's machines: says one word",
    "readyz": "for the operator's machines: says two words at most",
    "mine:list": "the link that an owner was sent is the proof, in one browser",
    "mine:code": "as above: mails a code to its owner's own address, and to no other",
    "mine:take_up": "the code is the proof: binds the link to the browser",
    "mine:another": "sends a link to its owner's own address, and to no other",
    "mine:end": "the bound link is the proof: ends it",
    "mine:check_in": "the bound link is the proof",
    "mine:check_in_preview": "as above",
    "surveys:guardian": "a signed link lets the guardian of a key in; without one it says so",
}

# For anyone who is signed in, with a role or without, and why.
SIGNED_IN = {
    "account": "one's own name and role",
    "account_logout": "everyone may leave",
    "account_change_password": "one's own password",
    "account_reauthenticate": "one's own password, asked again",
    "mail": "the demo's messages to oneself; leads and administrators see all",
}

BY_CAPABILITY: dict[Capability, tuple[str, ...]] = {
    SEE: (
        "strategy_page",
        "strategy_map",
        "strategy_map_file",
        "pillar_page",
        "how_we_count",
        "dashboards:plan",
        "dashboards:plan_csv",
        "dashboards:pillars",
        "dashboards:changed",
        "dashboards:headline_file",
        "dashboards:present",
        "dashboards:definitions",
        "dashboards:subject",
        "dashboards:file",
        "okrs:list",
        "okrs:export",
        "okrs:workbook",
        "okrs:key_result",
        "okrs:history",
        "okrs:chart",
        "okrs:readings_csv",
        "okrs:periods",
        "okrs:period",
        "okrs:period_snapshot",
        "okrs:period_file",
        "okrs:playbook",
        "okrs:playbook_pillar",
        "surveys:list",
        "surveys:wave",
        "surveys:imported",
        "surveys:results",
        "surveys:results_table",
        "surveys:results_file",
        "surveys:benchmarks",
        "packs:list",
        "packs:pack",
        "packs:since",
        "packs:file",
    ),
    CHECK_IN: (  # on one's own key results: the factories below make them one's own
        "okrs:check_in",
        "okrs:check_in_preview",
        "okrs:correct",
        "okrs:take_back",
        "okrs:override",
        "okrs:undo",
        "okrs:milestone_tick",
        "okrs:link_add",
        "okrs:link_remove",
        "okrs:owner_links",
        "okrs:owner_link_withdraw",
    ),
    EDIT: (
        "strategy_edit",
        "dashboards:links",
        "dashboards:link_add",
        "dashboards:link_withdraw",
        "okrs:objective_add",
        "okrs:objective_edit",
        "okrs:objective_history",
        "okrs:add",
        "okrs:edit",
        "okrs:grid",
        "okrs:grid_save",
        "okrs:grid_undo",
        "okrs:grid_add",
        "okrs:grid_row",
        "okrs:retire",
        "okrs:baseline",
        "okrs:baseline_take",
        "okrs:archived",
        "okrs:copy",
        "okrs:objective_copy",
        "okrs:hand_over_people",
        "okrs:hand_over",
        "okrs:order",
        "okrs:order_milestones",
        "okrs:milestone_add",
        "okrs:milestone_edit",
        "okrs:milestone_remove",
        "okrs:milestone_promote",
        "okrs:period_add",
        "okrs:period_edit",
        "okrs:period_reflect",
        "okrs:period_say",
        "okrs:period_close",
        "okrs:period_reopen",
        "okrs:take_up_many",
        "okrs:take_up",
        "okrs:decline",
        "okrs:reconsider",
        "okrs:import",
        "okrs:import_columns",
        "okrs:import_check",
        "okrs:import_undo",
        "okrs:import_differences",
        "okrs:offline_workbook",
        "okrs:offline_archive",
        "okrs:offline_text",
        "packs:issue",
        "okrs:owner_link_send",
        "okrs:week_letter",
    ),
    RUN_SURVEYS: (
        "surveys:add",
        "surveys:edit",
        "surveys:questions",
        "surveys:preview",
        "surveys:open",
        "surveys:extend",
        "surveys:close",
        "surveys:abandon",
        "surveys:publish",
        "surveys:correct",
        "surveys:import",
        "surveys:import_take_back",
        "surveys:results_version",
        "surveys:results_table_version",
        "surveys:results_file_version",
        "surveys:benchmark_add",
        "surveys:benchmark_edit",
        "surveys:guardian_link",
        "surveys:guardian_count",
        "surveys:sealed_box",
        "surveys:staff",
        "surveys:send",
        "surveys:send_progress",
        "surveys:cards",
        "surveys:cards_print",
        "surveys:came_back",
        "surveys:came_back_correct",
    ),
    RECORD: ("record", "record_export", "record_workbook"),
    PEOPLE: ("people", "people_add", "people_edit", "organisation", "unit_add", "unit_edit"),
}
NEEDS = {name: capability for capability, names in BY_CAPABILITY.items() for name in names}


def every_route() -> Iterator[str]:
    """The name of each address in the URLconf, with its namespace; "" for one that has no name."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, inner)
            else:
                yield f"{space}{pattern.name or ''}"

    yield from walk(get_resolver().url_patterns, "")


@dataclass(frozen=True)
class Things:
    """One of each thing that an address can name, all of them the visitor's own."""

    key_result: int
    objective: int
    milestone: int
    link: int
    period: int
    check_in: int
    unit: int
    person: int
    draft: UUID
    wave: str
    open_wave: str
    guarded_wave: str
    came_back: int
    imported_wave: str
    results: str
    benchmark: int
    pack: int
    read_link: int
    entry: int
    owner_link: int
    owner_token: str

    @classmethod
    def of(cls, owner: User) -> "Things":
        objective = ObjectiveFactory.create()
        key_result = KeyResultFactory.create(owner=owner, objective=objective)
        sheets = reading.read_pasted("Key result\tFrom\tTo\nSponsor 40 people\t0\t40\n")
        draft = drafts.start(
            sheets=sheets, name="Sheet", strategy=objective.strategy, by=owner, at=NOON
        )
        OrganisationFactory.create()
        return cls(
            key_result=key_result.pk,
            objective=objective.pk,
            milestone=(step := MilestoneFactory.create(key_result=key_result, owner=owner)).pk,
            link=LinkFactory.create(key_result=key_result).pk,
            period=closed_period(objective.strategy, by=owner).pk,
            check_in=CheckInFactory.create(key_result=key_result, recorded_by=owner).pk,
            unit=UnitFactory.create().pk,
            person=owner.pk,
            draft=draft.key,
            wave=WaveFactory.create().label,
            open_wave=(standing := making.standing_open_wave()).label,
            guarded_wave=WaveFactory.create(custody="guardian", guardian="Ada Byron").label,
            came_back=making.came_back(standing),
            imported_wave=brought_in(by=owner).label,
            results=published("w99999").source,
            benchmark=BenchmarkFactory.create(added_by=owner).pk,
            pack=two_packs(by=owner)[1].number,
            read_link=ReadLinkFactory.create(made_by=owner).pk,
            entry=audit.record(by=owner, verb="ticked", about=step, at=NOON).pk,
            owner_link=(sent := owner_links.make(owner=owner, by=None, at=timezone.now()))[0].pk,
            owner_token=sent[1],
        )


A_PILLAR, A_ROW = "data", "O1-5"
ARGUMENTS: dict[str, Callable[[Things], list[object]]] = {
    **{
        f"survey:{name}": lambda things: [things.open_wave]
        for name in ("page", "plain", "collect", "cast", "anonymity")
    },
    "account_reset_password_from_key": lambda things: ["1", "not-a-key"],
    "people_edit": lambda things: [things.person],
    "okrs:hand_over": lambda things: [things.person],
    "okrs:copy": lambda things: [things.key_result],
    "okrs:objective_copy": lambda things: [things.objective],
    "unit_edit": lambda things: [things.unit],
    "pillar_page": lambda things: [A_PILLAR],
    "okrs:playbook_pillar": lambda things: [A_PILLAR],
    "okrs:offline_text": lambda things: ["milestones"],
    "okrs:order": lambda things: [A_PILLAR],
    "okrs:order_milestones": lambda things: [things.key_result],
    "okrs:objective_edit": lambda things: [things.objective],
    "okrs:objective_history": lambda things: [things.objective],
    "okrs:undo": lambda things: [things.entry],
    "okrs:correct": lambda things: [things.key_result, things.check_in],
    "okrs:take_back": lambda things: [things.key_result, things.check_in],
    "okrs:link_remove": lambda things: [things.link],
    **{
        f"okrs:period{name}": lambda things: [things.period]
        for name in ("", "_edit", "_reflect", "_close", "_reopen")
    },
    "okrs:period_say": lambda things: [things.period, things.key_result],
    "okrs:period_snapshot": lambda things: [things.period, 1],
    "okrs:period_file": lambda things: [things.period, 1, "csv"],
    "okrs:owner_link_withdraw": lambda things: [things.owner_link],
    **{
        f"mine:{name}": lambda things: [things.owner_token]
        for name in ("list", "code", "take_up", "another", "end")
    },
    **{
        f"mine:{name}": lambda things: [things.owner_token, things.key_result]
        for name in ("check_in", "check_in_preview")
    },
    **{
        f"okrs:{name}": lambda things: [things.key_result]
        for name in (
            "key_result",
            "history",
            "chart",
            "readings_csv",
            "grid_row",
            "edit",
            "grid_row",
            "retire",
            "check_in",
            "check_in_preview",
            "baseline",
            "baseline_take",
            "override",
            "milestone_add",
            "link_add",
        )
    },
    **{
        f"surveys:{name}": lambda things: [things.imported_wave]
        for name in ("imported", "import_take_back", "publish", "correct")
    },
    **{
        f"surveys:{name}": lambda things: [things.wave]
        for name in (
            "wave",
            "edit",
            "questions",
            "preview",
            "open",
            "extend",
            "close",
            "abandon",
            "guardian",
            "guardian_count",
            "sealed_box",
            "staff",
            "send",
            "send_progress",
            "cards",
            "cards_print",
            "came_back",
        )
    },
    "packs:pack": lambda things: [things.pack],
    "packs:since": lambda things: [things.pack, things.pack - 1],
    "packs:file": lambda things: [things.pack, "xlsx"],
    "surveys:benchmark_edit": lambda things: [things.benchmark],
    "dashboards:headline_file": lambda things: ["unsaid", "csv"],
    "dashboards:link_withdraw": lambda things: [things.read_link],
    "dashboards:subject": lambda things: ["representation"],
    "dashboards:file": lambda things: ["representation", "background", "csv"],
    "surveys:results": lambda things: [things.results],
    "surveys:results_table": lambda things: [things.results, "unit", "seb1"],
    "surveys:results_file": lambda things: [things.results, "unit", "seb1", "csv"],
    "surveys:results_version": lambda things: [things.results, 1],
    "surveys:results_table_version": lambda things: [things.results, 1, "unit", "seb1"],
    "surveys:results_file_version": lambda things: [things.results, 1, "unit", "seb1", "csv"],
    "surveys:guardian_link": lambda things: [things.guarded_wave],
    "surveys:came_back_correct": lambda things: [things.open_wave, things.came_back],
    **{
        f"okrs:milestone_{name}": lambda things: [things.milestone]
        for name in ("edit", "tick", "remove", "promote")
    },
    **{f"okrs:{name}": lambda things: [A_ROW] for name in ("take_up", "decline", "reconsider")},
    **{
        f"okrs:import_{name}": lambda things: [things.draft]
        for name in ("columns", "check", "differences", "undo")
    },
}
