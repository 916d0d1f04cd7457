"""The strategy as a map: what leads to what, drawn, as a list, on a sheet of A3, and as a file."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.plain_dates import in_words
from accounts.read_links.taken_away import outside_the_link
from accounts.roles import Capability
from charts import map_sheet, map_svg
from dashboards import mapped
from dashboards.kept_pages import kept
from dashboards.map_page import CHOICES, keys, listed, status_of
from okrs.standings import Plan, current_plan
from strategy.models import Organisation, Strategy


@may(Capability.SEE_PLAN)
@kept
@require_safe
def page(request: PageRequest) -> HttpResponse:
    """?status= brings out one status; ?as=list is the same in words."""
    strategy, today = Strategy.current(), timezone.localdate()
    plan = current_plan(strategy.pk, today=today) if strategy else None
    chosen = request.GET.get("status", "")
    chosen = chosen if chosen in CHOICES else ""
    as_list = request.GET.get("as") == "list"
    context: dict[str, object] = {
        "strategy": strategy,
        "plan": plan,
        "today": today,
        "as_list": as_list,
    }
    if strategy and plan:
        context |= {
            "keys": keys(plan, chosen),
            "chosen": chosen,
            "pillars": listed(plan, chosen=chosen, whole=as_list),
        }
        context |= {} if as_list else _drawn(plan, strategy, chosen)
    return render(request, "dashboards/map.html", context)


@may(Capability.SEE_PLAN)
@require_safe
def file(request: PageRequest) -> HttpResponse:
    """The drawing as a file of its own, light, with its date and its source in it. Its boxes lead
    back to the site, where whoever presses one signs in."""
    strategy, today = Strategy.current(), timezone.localdate()
    if strategy is None:
        raise Http404
    plan = current_plan(strategy.pk, today=today)
    with outside_the_link(request):
        told = mapped.leading(mapped.strategy_map(plan, strategy), plan, site=settings.SITE_URL)
    organisation = Organisation.current()
    source = _("%(name)s, as at %(day)s. Made with Mobility.") % {
        "name": organisation.name if organisation else strategy.name,
        "day": in_words(today),
    }
    drawn = map_svg.alone(told, line=told.description, source=source)
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="strategy-map-{today}.svg"'
    return answer


def _drawn(plan: Plan, strategy: Strategy, chosen: str) -> dict[str, object]:
    """The drawing of the page, and those of the sheets it is printed on."""
    told = mapped.strategy_map(plan, strategy)
    told = mapped.marked(told, plan, lambda row: status_of(row) == chosen) if chosen else told
    sheets = map_sheet.sheets_of(told)
    name = _("Strategy map. The list of this page says the same.")
    return {
        "drawing": map_svg.on_page(mapped.leading(told, plan)),
        "standing": sheets[0].standing,
        "sheets": [sheet.drawn(name) for sheet in sheets],
    }
