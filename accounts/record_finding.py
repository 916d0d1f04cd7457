"""What is asked of the record: by whom, about what, done how, from where, when, in which words.

All of it stands in the address, so that what was found can be kept and sent on. What names nothing
is no question; a day that cannot be read is said, and kept as it was typed.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import record_things, record_words
from accounts.audit import Way
from accounts.models import AuditEvent, AuditQuerySet
from accounts.plain_dates import day_from

NOBODY = "program"
NOT_RECORDED = "unknown"
NUMBER = re.compile(r"[0-9]{1,10}")  # Python reads no number of thousands of digits
LARGEST = 2**31 - 1  # beyond it PostgreSQL compares no number with a person's


@dataclass(frozen=True)
class Question:
    """One question as it was typed; "" is no condition."""

    q: str = ""
    who: str = ""
    kind: str = ""
    did: str = ""
    via: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> Self:
        typed = {name: given.get(name, "").replace("\0", "").strip() for name in asdict(cls())}
        return cls(**typed).without_what_names_nothing()

    def without_what_names_nothing(self) -> Self:
        """A person who is none, a kind nobody knows: left out, so that the page says no untruth."""
        number = NUMBER.fullmatch(self.who) and int(self.who) <= LARGEST
        known = {
            "who": bool(number) or self.who == NOBODY,
            "kind": self.kind in dict(record_things.kinds()),
            "did": self.did in dict(record_words.groups()),
            "via": self.via in [*Way.values, NOT_RECORDED],
        }
        return replace(self, **{name: "" for name, is_known in known.items() if not is_known})

    @cached_property
    def days(self) -> dict[str, date]:
        return {name: read for name, read in self._read.items() if isinstance(read, date)}

    @cached_property
    def refusals(self) -> dict[str, str]:
        """What could not be read, as a sentence beside its box."""
        said = {name: read for name, read in self._read.items() if isinstance(read, str)}
        if not said and len(self.days) > 1 and self.days["since"] > self.days["until"]:
            return {"until": _("The last day is before the first: change one of them.")}
        return said

    @cached_property
    def _read(self) -> dict[str, date | str]:
        typed = {"since": self.since, "until": self.until}
        return {name: _day_or_refusal(text) for name, text in typed.items() if text}

    @property
    def address(self) -> str:
        """What stands behind the "?" for the same question."""
        return urlencode({name: typed for name, typed in asdict(self).items() if typed})

    @property
    def is_narrow(self) -> bool:
        return self != type(self)()

    def answer(self) -> AuditQuerySet:
        """The entries that fit, newest first."""
        found = AuditEvent.objects.by_day().filter(
            self._by_whom(), self._from_where(), self._when()
        )
        if self.kind:
            # Between "okrs.keyresult:" and what follows a colon: the index on subjects serves it.
            found = found.filter(subject__startswith=f"{self.kind}:")
        if self.did:
            found = found.filter(record_words.of_group(self.did))
        return found.filter(self._in_words()) if self.q else found

    def _by_whom(self) -> Q:
        if self.who == NOBODY:
            return Q(by=None)
        return Q(by_id=int(self.who)) if self.who else Q()

    def _from_where(self) -> Q:
        return Q(via="" if self.via == NOT_RECORDED else self.via) if self.via else Q()

    def _when(self) -> Q:
        fits = Q()
        if since := self.days.get("since"):
            fits &= Q(at__gte=_beginning_of(since))
        if until := self.days.get("until"):
            fits &= Q(at__lt=_beginning_of(until + timedelta(days=1)))
        return fits

    def _in_words(self) -> Q:
        said = record_words.verbs_that_say(self.q)
        return Q(title__icontains=self.q) | Q(note__icontains=self.q) | Q(verb__in=said)


def _day_or_refusal(text: str) -> date | str:
    try:
        return day_from(text)
    except ValidationError as refusal:
        return str(refusal.messages[0])


def _beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
