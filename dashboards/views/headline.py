"""The leaders' headline page, the pages behind its sections about the plan, and their tables."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards import finding_files, headline, known, plan_reading, subject_nav
from dashboards.kept_pages import kept
from dashboards.known import Known
from dashboards.room import Room, few_moves, fitted
from dashboards.sections import changed, each_pillar, pillars, red, unsaid
from dashboards.sections.red import RedCard
from dashboards.squeezing import squeezed, unhatched
from dashboards.survey_moves import Move
from strategy.models import Strategy
from surveys.views.results import as_published


@may(Capability.SEE_PLAN)
@require_safe
@kept
@as_published
def page(request: PageRequest) -> HttpResponse:
    today = timezone.localdate()
    made = headline.made(day=today, today=today)
    cards = red.cards(made.known)
    context = {
        "headline": made,
        "gaps": unsaid.gaps(made.known),
        "others": subject_nav.others(),
        "today": today,
    }

    @squeezed
    @unhatched
    def draw(room: Room) -> HttpResponse:
        few = _few(made.moves, cards, room)
        return render(request, "dashboards/headline.html", {**context, **few})

    return fitted(draw)


def _few(moves: Sequence[Move], cards: Sequence[RedCard], room: Room) -> dict[str, Any]:
    """Of what may be many as much as there is room for, and how many more there are."""
    few = few_moves(moves, room.moves)
    return {
        "room": room,
        "moves": few,
        "moves_more": len(moves) - len(few),
        "cards": cards[: room.cards],
        "cards_more": len(cards[room.cards :]),
        "cards_all": len(cards),
    }


@may(Capability.SEE_PLAN)
@require_safe
@kept
@squeezed
def pillars_page(request: PageRequest) -> HttpResponse:
    """Each pillar with its objectives, the weakest and the strongest among them."""
    today, strategy = timezone.localdate(), Strategy.current()
    what = Known(
        day=today,
        strategy=strategy,
        report=plan_reading.report(strategy, day=today, today=today) if strategy else None,
    )
    has_plan = bool(what.plan.counts.total)
    context = {
        "finding": pillars.finding(what) if has_plan else None,
        "pillars": each_pillar.of(what) if has_plan else [],
        "today": today,
    }
    return render(request, "dashboards/pillars.html", context)


@may(Capability.SEE_PLAN)
@require_safe
@kept
@squeezed
@as_published
def changed_page(request: PageRequest) -> HttpResponse:
    """Everything that was compared, and every key result since the wave before."""
    today = timezone.localdate()
    what = known.read(day=today, today=today)
    moves = changed.moves(what)
    context = {
        "finding": changed.finding(what, moves),
        "moves": moves,
        "report": what.report,
        "today": today,
    }
    return render(request, "dashboards/changed.html", context)


@may(Capability.SEE_PLAN)
@require_safe
@as_published
def file(request: PageRequest, finding: str, kind: str) -> HttpResponse:
    """The table of one finding about the plan, as it is today."""
    today = timezone.localdate()
    made = headline.made(day=today, today=today)
    found = {one.key: one for one in (*made.findings, made.unsaid)}.get(finding)
    if found is None or kind not in finding_files.offered(found):
        raise Http404(kind)
    return finding_files.KINDS[kind](found, f"{finding}-{today:%Y-%m-%d}.{kind}")
