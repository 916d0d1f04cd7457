"""The organisation adds a benchmark of its own, puts it right, or retires it.

Refuses, with a sentence (`CannotKeep`), a figure without a source, a year or whose it is: nobody
could say later what was compared with what.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from disclosure.benchmarks.models import OwnBenchmark

OTHER = "own-other"
WHAT: dict[str, tuple[str, str]] = {
    "lower": ("SEB1", "background-2021"),
    "intermediate": ("SEB1", "background-2021"),
    "professional": ("SEB1", "background-2021"),
    "independent": ("SEB2", "school-commission"),
    "fsm_yes": ("SEB3", "fsm-adults"),
    "no_graduate_parent": ("SEB4", "parents-degree"),
}
"""What a benchmark may be a share of: a group, the question that finds it, and how we count it."""
A_YEAR = re.compile(r"((?:19|20)\d\d)(/\d\d)?")
ADDRESS = URLValidator(schemes=["https", "http"])


class CannotKeep(Exception):
    """The benchmark is refused; `field` says where on the page the sentence belongs."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class ChangedMeanwhile(CannotKeep):
    """Somebody saved first. Nothing was written; `version` is what is stored by now."""

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells of a benchmark. `counted_alike`: as the survey counts, or another way."""

    label: str
    group: str
    value: Decimal
    year: str
    population: str
    source: str
    address: str = ""
    counted_alike: bool
    counted: str = ""


@transaction.atomic
def add_benchmark(*, told: Told, by: User | None, at: datetime, today: date) -> OwnBenchmark:
    """A new one. Sent twice, the second finds the first."""
    columns = _columns(told, today)
    same = OwnBenchmark.objects.current().filter(**columns).first()
    if same:
        return same
    _refuse_taken(columns["label"])
    benchmark = OwnBenchmark.objects.create(**columns, added_by=by, added_at=at)
    audit.record(by=by, verb="added", about=benchmark, at=at)
    return benchmark


@transaction.atomic
def change_benchmark(
    *,
    benchmark: OwnBenchmark,
    told: Told,
    version: int,
    by: User | None,
    at: datetime,
    today: date,
) -> OwnBenchmark:
    """Put it right. `version` is the one the form was opened on. Safe to send twice."""
    stored = _locked(benchmark)
    columns = _columns(told, today)
    before = {name: getattr(stored, name) for name in columns}
    changes = {n: [before[n], columns[n]] for n in columns if before[n] != columns[n]}
    if not changes:
        return stored
    _refuse_if_changed(stored, version)
    _refuse_taken(columns["label"], but=stored)
    for name, (_before, after) in changes.items():
        setattr(stored, name, after)
    stored.version += 1
    stored.save()
    audit.record(by=by, verb="changed", about=stored, at=at, changes=changes)
    return stored


@transaction.atomic
def retire_benchmark(*, benchmark: OwnBenchmark, by: User | None, at: datetime) -> OwnBenchmark:
    """Nothing is compared with it any more. Safe to send twice."""
    stored = OwnBenchmark.objects.select_for_update(of=("self",)).get(pk=benchmark.pk)
    if stored.retired_at is None:
        stored.retired_at = at
        stored.version += 1
        stored.save()
        audit.record(by=by, verb="retired", about=stored, at=at)
    return stored


def _locked(benchmark: OwnBenchmark) -> OwnBenchmark:
    stored = OwnBenchmark.objects.select_for_update(of=("self",)).get(pk=benchmark.pk)
    if stored.retired_at:
        raise CannotKeep(_("This benchmark was retired. Add it again to use it."))
    return stored


def _columns(told: Told, today: date) -> dict[str, Any]:
    """The columns as they are stored. Refuses what could not be traced later."""
    given: dict[str, Any] = {
        n: " ".join(v.split()) if isinstance(v, str) else v for n, v in asdict(told).items()
    }
    alike = given.pop("counted_alike")
    _refuse_blanks(given)
    _refuse_figures(given["value"], given["year"], today)
    _refuse_address(given["address"])
    if alike:
        given["counted"] = ""
    elif not given["counted"]:
        raise CannotKeep(
            _("Say how it is counted, or that it is not known: people will ask."), field="counted"
        )
    measure, definition = WHAT[given["group"]]
    return given | {"measure": measure, "definition": definition if alike else OTHER}


def _refuse_blanks(given: dict[str, Any]) -> None:
    wanted = {
        "label": _("Give the benchmark a name."),
        "population": _("Say whose figure it is."),
        "source": _("Say where the figure is from. Without a source it cannot be kept."),
    }
    for name, sentence in wanted.items():
        if not given[name]:
            raise CannotKeep(sentence, field=name)
    if given["group"] not in WHAT:
        raise CannotKeep(_("Choose what it is a share of."), field="group")


def _refuse_figures(value: Decimal, year: str, today: date) -> None:
    if not 0 <= value <= 100:
        raise CannotKeep(_("A share is between 0 and 100 percent."), field="value")
    found = A_YEAR.fullmatch(year)
    if not found:
        raise CannotKeep(_("Write a year, such as 2024, or 2023/24."), field="year")
    if int(found[1]) > today.year:
        raise CannotKeep(_("That year has not begun yet."), field="year")


def _refuse_address(address: str) -> None:
    try:
        if address:
            ADDRESS(address)
    except ValidationError as wrong:
        raise CannotKeep(
            _("Write a whole address, such as https://example.org/report."), field="address"
        ) from wrong


def _refuse_taken(label: str, *, but: OwnBenchmark | None = None) -> None:
    others = OwnBenchmark.objects.current().filter(label__iexact=label)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise CannotKeep(
            _("There is a benchmark of this name already. Give this one another name."),
            field="label",
        )


def _refuse_if_changed(stored: OwnBenchmark, seen: int) -> None:
    if stored.version == seen:
        return
    event = AuditEvent.objects.about(audit.subject_of(stored)).first()
    raise ChangedMeanwhile(
        _(
            "%(name)s changed this benchmark while you were writing. What you wrote is kept below; "
            "check it against what is stored, and save again."
        )
        % {"name": (event and event.by_name) or _("Somebody")},
        version=stored.version,
    )
