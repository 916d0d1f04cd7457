"""Key custody by a guardian: somebody outside HR makes the key, and nobody else can open the box.

The guardian has no account: a signed link that runs out lets them in. The private key is made in
their browser and never comes here. Their public key can be replaced until the wave opens, and not
after, for what is sealed to one key opens with no other.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import User
from surveys import moving, tables_plan, wave_tables
from surveys.ballot import door
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.refusals import CannotChangeWave
from surveys.states import State
from surveys.wave_questions import fewest, question_set, table_plan

SALT = "surveys.guardian"
LASTS = timedelta(days=30)
# The lead sees the link too, so the record names nobody for what was done by it.
BY_LINK = gettext_lazy("By whoever held the guardian’s link.")


class CannotGuard(CannotChangeWave):
    """What the guardian, or the lead for them, asked for is refused; the message says why."""


class LinkGone(CannotGuard):
    """The link is not one of ours, is of another wave, or has run out."""


def link_to(wave: Wave) -> str:
    """A link for the guardian of this wave, good for thirty days. Whoever holds it is let in."""
    key = signing.dumps(wave.label, salt=SALT)
    return f"{settings.SITE_URL}{reverse('surveys:guardian', args=[wave.label])}?k={key}"


def wave_of(*, label: str, key: str) -> Wave:
    """The wave that a link leads to. Raises LinkGone."""
    try:
        said = signing.loads(key, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise LinkGone(_("This link does not work, or no longer works.")) from None
    found = Wave.objects.filter(label=label, custody=Custody.GUARDIAN).first()
    if said != label or found is None:
        raise LinkGone(_("This link does not work, or no longer works."))
    return found


@transaction.atomic
def keep_public_key(*, wave: Wave, public: bytes, at: datetime) -> Wave:
    """Keep the public key that the guardian's browser made, in place of any before.

    Raises CannotGuard once the wave has opened, or when this is no key.
    """
    wave = moving.locked(wave)
    if wave.custody != Custody.GUARDIAN or wave.state != State.DRAFT:
        raise CannotGuard(_("The survey has opened, so its key cannot be replaced any more."))
    if not door.is_box_key(public):
        raise CannotGuard(_("This is not a public key of the kind we need. Make the key again."))
    before = key_fingerprint(wave)
    wave.guardian_public = public
    wave.version += 1
    wave.save()
    changes = {"guardian_public": [before, key_fingerprint(wave)]}
    audit.record(
        by=None, verb="was given the key of", about=wave, at=at, changes=changes, note=str(BY_LINK)
    )
    return wave


def key_fingerprint(wave: Wave) -> str:
    """Of the guardian's public key, as their browser shows it too; "" while there is none."""
    return door.fingerprint(bytes(wave.guardian_public)) if wave.guardian_public else ""


def is_too_few(wave: Wave) -> bool:
    """Whether a closed box holds too few ballots to be opened by anyone. Two queries.

    Who got a second ballot paper may stand behind two of them: ten people are needed, as at the
    count.
    """
    if wave.state != State.CLOSING:
        return False
    return door.ballots(wave.label) - door.reissued(wave.label) < fewest(wave)


def few_in_words(fewest: int) -> str:
    """ "ten", or the larger number that a plan asks for."""
    return _("ten") if fewest == door.FEWEST else str(fewest)


def sealed_box(*, wave: Wave, by: User, at: datetime) -> bytes:
    """The sealed box of a closed wave, for its guardian.

    Raises CannotGuard before the wave is closed, after it is counted, and below ten ballots.
    """
    if wave.custody != Custody.GUARDIAN or wave.state != State.CLOSING:
        raise CannotGuard(_("The sealed box is there between the last day and the count."))
    if is_too_few(wave):
        raise CannotGuard(
            _("There are fewer than %(few)s ballots, so nobody may open them.")
            % {"few": few_in_words(fewest(wave))}
        )
    box = door.bundle(
        label=wave.label,
        frozen=tables_plan.frozen(table_plan(wave), question_set(wave)),
        earlier=wave_tables.earlier(wave),
    )
    audit.record(by=by, verb="took the sealed box of", about=wave, at=at)
    return box
