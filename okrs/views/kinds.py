"""How a key result can be measured, as pages offer the choice."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.doors import PageRequest
from okrs.rules.words import Kind


@dataclass(frozen=True)
class KindOnPage:
    kind: Kind
    when: str | Promise
    example: str | Promise


KINDS = (
    KindOnPage(
        Kind.percent,
        _("A share of something, from 0 to 100."),
        _("21% to 30% of candidates"),
    ),
    KindOnPage(Kind.number, _("A count, or an amount."), _("2 to 8 cold spots")),
    KindOnPage(
        Kind.percent_change,
        _("So many percent more, or fewer, than at the start."),
        _("25% more applicants"),
    ),
    KindOnPage(
        Kind.status,
        _("One thing to get done."),
        _("not started, in progress, completed"),
    ),
    KindOnPage(Kind.milestones, _("Several steps, ticked one by one."), _("3 of 5 done")),
    KindOnPage(
        Kind.keep_at,
        _("A figure that is good already and must stay so."),
        _("at least 40"),
    ),
)


def kinds() -> tuple[KindOnPage, ...]:
    return KINDS


def sent(request: PageRequest) -> QueryDict | None:
    """What a form sent. "Keep at 19" sends the same words again, as a key result to keep at 19."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if keep_at := data.get("keep_at"):
        data["kind"] = Kind.keep_at.value
        data["low"] = data["high"] = keep_at
    return data


def kind_of(request: PageRequest, data: QueryDict | None) -> Kind | None:
    """The kind that the form or the address names; None while none was chosen."""
    named = (data or request.GET).get("kind") or ""
    return Kind[named] if named in Kind.__members__ else None
