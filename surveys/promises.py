"""What we promise the people who answer, and the tests that hold us to each sentence.

The public page shows these sentences and no others. An entry without a check, or with one that is
not there, fails tests/surveys/test_promises.py: so a promise leaves the page when its check goes.
"""

from dataclasses import dataclass

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _

from surveys.models import Wave
from surveys.promised.journey import JOURNEY
from surveys.promised.kept import KEPT
from surveys.promised.planned import PLAN
from surveys.promised.promise import Part, Promise
from surveys.promised.protected import PROTECTED
from surveys.promised.unprotected import NOT_PROTECTED

PROMISES: tuple[Promise, ...] = (*JOURNEY, *PROTECTED, *NOT_PROTECTED, *KEPT, *PLAN)


@dataclass(frozen=True)
class Said:
    """A promise as it stands on the page of one wave."""

    id: str
    title: str | Words
    sentence: str
    until: str | Words


def said(part: Part, *, wave: Wave) -> list[Said]:
    """The sentences of one part of the page, true for whoever holds this wave's key."""
    guardian = wave.guardian or _("the guardian")
    return [
        Said(one.id, one.title, one.said(guardian), one.until)
        for one in PROMISES
        if one.part == part and one.holder in ("", wave.custody)
    ]
