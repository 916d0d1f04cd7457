"""What a key result may be: the terms it is written with, checked and completed in one place.

Takes what a form, the playbook or an imported sheet gives; gives the columns to store. Refuses,
with a sentence fit to show, what could never be measured. An end nobody knows yet stays empty: it
is to be set by a day, and is never zero. Nothing here touches the database.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Capability
from okrs.ends import NO_FIGURES, direction_of, ends_of, is_set, refuse_too_few
from okrs.followed import GAP, KINDS, kept, not_of_ours
from okrs.models import KeyResult
from okrs.refusals import CannotPlan
from okrs.rules.measuring import TO_SET_A_BASELINE
from okrs.rules.words import Cadence, Kind, Pace, Source, default_pace
from strategy.pillars import Pillar

SOURCES = {Kind.status: Source.status, Kind.milestones: Source.milestones}


class Details(TypedDict, total=False):
    """What a key result can be written with beyond what it must; left out, it gets its default."""

    source: str | None
    unit: str
    definition: str
    direction: str | None
    from_value: Decimal | None
    to_value: Decimal | None
    from_numerator: Decimal | None
    from_denominator: Decimal | None
    base_count: Decimal | None
    from_as_of: date | None
    from_label: str
    to_label: str
    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal | None
    set_by: date | None
    pace: str | None
    curve: Sequence[tuple[date, Decimal]]
    follows: str
    followed: Mapping[str, Any]
    weight: Decimal
    intent: str
    owner: User | None
    reviewer: User | None
    guardrail: KeyResult | None
    also_supports: Sequence[str]
    playbook_id: str
    origin: str


class Terms(Details):
    """A new key result: these five, and any details."""

    title: str
    kind: str
    starts_on: date
    due_on: date
    cadence: str


class Edits(Details, total=False):
    """A change to a key result: whatever is given; the rest stays as it is."""

    title: str
    kind: str
    starts_on: date
    due_on: date
    cadence: str


def settled(terms: Mapping[str, Any], *, pillar: str) -> dict[str, Any]:
    """The columns these terms come to, with every default filled in and every rule checked."""
    kind = _kind(terms)
    columns: dict[str, Any] = dict(terms)
    for name in NO_FIGURES:
        columns.pop(name, None)
    columns |= ends_of(kind, terms)
    refuse_too_few(columns, cadence=Cadence[terms["cadence"]])
    columns |= _calendar(kind, terms)
    columns["title"] = _title(terms)
    columns |= _follows(kind, terms)
    columns["source"] = terms.get("source") or SOURCES.get(kind, Source.value).value
    columns["direction"] = direction_of(
        kind=kind,
        from_value=columns["from_value"],
        to_value=columns["to_value"],
        asked=terms.get("direction"),
    ).value
    columns["set_by"] = _set_by(columns, terms)
    columns["also_supports"] = _secondary(terms.get("also_supports", ()), pillar=pillar)
    _check_weight(terms.get("weight", Decimal(1)))
    _check_owner(terms.get("owner"))
    if "guardrail" in terms:
        columns["guardrail"] = _guardrail(kind, terms["guardrail"])
    return columns


def _kind(terms: Mapping[str, Any]) -> Kind:
    try:
        return Kind[terms["kind"]]
    except KeyError:
        raise CannotPlan(_("Choose how it is measured."), field="kind") from None


def _title(terms: Mapping[str, Any]) -> str:
    title = " ".join(terms["title"].split())
    if not title:
        raise CannotPlan(_("Write what the key result is called."), field="title")
    return title


def _calendar(kind: Kind, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Pace by default for its cadence; own points only where the pace follows them."""
    if terms["due_on"] <= terms["starts_on"]:
        raise CannotPlan(_("The due date must be after the day it starts."), field="due_on")
    pace = terms.get("pace") or default_pace(Cadence[terms["cadence"]], kind).value
    points = sorted(terms.get("curve", ())) if pace == Pace.curve.value else []
    if pace == Pace.curve.value and not points:
        raise CannotPlan(
            _("Write at least one point: a date, and how far along it should be by then."),
            field="curve",
        )
    return {"pace": pace, "curve": [[on.isoformat(), str(share)] for on, share in points]}


def _follows(kind: Kind, terms: Mapping[str, Any]) -> dict[str, Any]:
    """What gives its readings, if not people: only what is read with each survey can follow it."""
    word: str = terms.get("follows") or ""
    if word and word not in KINDS:
        raise not_of_ours()
    if KINDS.get(word) is not kind:
        return {"follows": "", "followed": {}}
    if Cadence[terms["cadence"]] is not Cadence.on_survey:
        raise CannotPlan(
            _("To follow the survey, its readings must be due “With each survey”."),
            field="cadence",
        )
    followed = kept(word, terms.get("followed"))
    columns: dict[str, Any] = {"follows": word, "followed": followed.to_data() if followed else {}}
    if word == GAP and not terms.get("unit"):
        columns["unit"] = _("points")
    return columns


def _set_by(columns: Mapping[str, Any], terms: Mapping[str, Any]) -> date | None:
    if is_set(columns):
        return None
    agreed: date | None = terms.get("set_by")
    return agreed or terms["starts_on"] + TO_SET_A_BASELINE


def _secondary(slugs: Sequence[str], *, pillar: str) -> list[str]:
    """Other pillars it supports, in the pillars' own order, without the one that counts it."""
    if not slugs:
        return []
    unknown = set(slugs) - set(Pillar.values)
    if unknown:
        raise CannotPlan(_("Choose pillars from the list."), field="also_supports")
    return [slug for slug in Pillar.values if slug in slugs and slug != pillar]


def _guardrail(kind: Kind, chosen: KeyResult | None) -> KeyResult | None:
    """The keep-at beside it. A keep-at has none itself, so that no circle can come about."""
    if kind is Kind.keep_at:
        return None
    if chosen is not None and chosen.kind != Kind.keep_at.value:
        raise CannotPlan(
            _("“%(title)s” is not a keep-at, so it cannot hold another key result back.")
            % {"title": chosen.title},
            field="guardrail",
        )
    return chosen


def _check_weight(weight: Decimal) -> None:
    if weight <= 0:
        raise CannotPlan(_("Weight must be above 0; 1 is usual."), field="weight")


def _check_owner(owner: User | None) -> None:
    if owner is not None and not owner.may(Capability.CHECK_IN):
        raise CannotPlan(
            _("%(name)s cannot check in, so cannot own a key result. Choose somebody else.")
            % {"name": owner.name},
            field="owner",
        )
