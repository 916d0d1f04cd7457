"""A wave's tables are published: from then on everybody who is signed in can read them.

They were made at the count, and publishing changes no number. It cannot be undone: what people have
seen stays seen.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from disclosure.control.certificate import Certificate
from disclosure.sealing import Altered
from surveys import moving, wave_tables
from surveys.models import Wave
from surveys.refusals import CannotChangeWave
from surveys.states import State


class CannotPublish(CannotChangeWave):
    """There is nothing to publish, or it is not what was counted; the message says which."""


@transaction.atomic
def publish_wave(*, wave: Wave, by: User, at: datetime) -> Wave:
    """Let everybody read the tables of a counted wave. Safe to send twice.

    Raises CannotChangeWave before the count, and CannotPublish where the count left no tables, or
    somebody altered them since.
    """
    wave = moving.locked(wave)
    if wave.state == State.PUBLISHED:
        return wave
    moving.check_may_become(wave, State.PUBLISHED)
    try:
        found = wave_tables.published(wave)
    except Altered as altered:
        raise CannotPublish(str(altered)) from altered
    if found is None:
        raise CannotPublish(_("Too few people answered, so there are no results to publish."))
    if not Certificate.from_data(found.certificate).shown:
        raise CannotPublish(_("Nothing can be shown of them, so there is nothing to publish."))
    moving.become(wave, State.PUBLISHED, by=by, verb="published", at=at)
    return wave
