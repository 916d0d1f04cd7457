"""An earlier survey becomes a wave: counted in memory like any other, its answers thrown away.

Its tables pass the same gate as those of a wave that was asked here, beside what earlier waves
showed, and wait to be published. Sent twice is brought in once, and of the same rows, chosen again
in a file, there is one wave. Their noise follows from the rows: a wave that was deleted and is
brought in again gives the same figures.
"""

import json
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from disclosure import storing
from surveys import tables_plan, wave_tables
from surveys.ballot import door
from surveys.drafting import next_label
from surveys.importing.answers import Answers, CannotImport
from surveys.importing.mapping import About, Mapping, Read, read
from surveys.importing.same_file import file_mark
from surveys.models import Wave, WaveCount
from surveys.models.waves import Origin
from surveys.plan import default_plan
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.sets import QuestionSet
from surveys.states import State

MOST_PEOPLE = 100_000
PURPOSE = "surveys.importing.record_keys"


def checked(answers: Answers, mapping: Mapping, about: About) -> tuple[Read, QuestionSet]:
    """What would be brought in. Raises CannotImport where it cannot be."""
    found = read(answers, mapping)
    if not door.FEWEST <= found.people <= MOST_PEOPLE:
        raise CannotImport(
            _("It holds fewer than 10 people. A survey of so few cannot be shown, so none is kept.")
            if found.people < door.FEWEST
            else _("It holds more than 100,000 people. Check the column that counts them.")
        )
    if about.invited is not None and about.invited < found.people:
        raise CannotImport(
            _("More people answered than were invited. Check that number."), field="invited"
        )
    try:
        return found, mapping.question_set(about)
    except NotAQuestionSet as wrong:
        raise CannotImport(str(wrong)) from wrong


def bring_in(*, answers: Answers, mapping: Mapping, about: About, by: User, at: datetime) -> Wave:
    """Count it and make its wave; the same sheet sent again gives the same wave.

    Raises CannotImport.
    """
    try:
        return _bring_in(answers, mapping, about, by, at)
    except IntegrityError:  # somebody began a wave in the same moment, with the same label
        return _bring_in(answers, mapping, about, by, at)


@transaction.atomic
def _bring_in(answers: Answers, mapping: Mapping, about: About, by: User, at: datetime) -> Wave:
    imported = Wave.objects.filter(origin=Origin.IMPORTED)
    if again := imported.filter(choices__imported__key=answers.key).first():
        return again
    _refuse_taken(about.title)
    found, asked = checked(answers, mapping, about)
    plan, rows, secret = default_plan(asked), list(found.each()), _secret()
    shape = tables_plan.shape(plan, asked)
    mark = door.mark(rows=rows, shape=shape, secret=secret)
    of_file = file_mark(answers, secret=secret)
    _refuse_again(mark, of_file)
    count = door.count_rows(rows=rows, secret=secret, shape=shape, earlier=wave_tables.earlier())
    told = {"key": answers.key, "mark": mark, "columns": mapping.to_data(answers)}
    told["file_mark"] = of_file
    wave = Wave.objects.create(
        label=next_label(),
        title=about.title,
        state=State.CLOSED,
        origin=Origin.IMPORTED,
        choices={"imported": about.to_data() | told},
        questions=json.loads(asked.to_json()),
        plan=plan.to_data(),
        plan_hash=plan.digest(),
        closed_on=about.ended_on,
    )
    _keep(wave, count, not_read=found.not_read, invited=about.invited, at=at)
    audit.record(by=by, verb="imported", about=wave, at=at)
    return wave


def _secret() -> bytes:
    """Of this server, 32 bytes: from it and from the rows come the noise, and the mark they leave.

    Another SECRET_KEY gives other noise, and rows that were brought in before are not known again.
    """
    return salted_hmac(PURPOSE, "", algorithm="sha256").digest()


def _keep(
    wave: Wave, count: door.Count, *, not_read: int, invited: int | None, at: datetime
) -> None:
    assert count.protected, "ten rows or more were counted"
    WaveCount.objects.create(
        wave=wave,
        invited=invited or 0,  # 0: nobody knows any more; the wave's page says so
        collected=0,
        reissued=0,
        counted=count.counted,
        invalid=not_read,
    )
    wave_tables.keep(
        wave=wave, protected=count.protected, responded=count.counted, invited=invited, at=at
    )


def _refuse_taken(title: str) -> None:
    if Wave.objects.exclude(state=State.ABANDONED).filter(title__iexact=title).exists():
        raise CannotImport(
            _("There is a wave of this name already. Give this one another name."), field="title"
        )


def _refuse_again(mark: str, of_file: str) -> None:
    """Counted by another plan, beside other waves, the same people would be shown twice: and of
    other columns of the same file with other noise."""
    same = Q(choices__imported__mark=mark) | Q(choices__imported__file_mark=of_file)
    brought_in = Wave.objects.filter(same, origin=Origin.IMPORTED).order_by("pk")
    if again := brought_in.first():
        raise CannotImport(
            _(
                "The same answers have already been brought in, as “%(title)s”. They are shown "
                "once: delete that one first, or correct what it says."
            )
            % {"title": again.title}
        )


@transaction.atomic
def take_back(*, wave: Wave, by: User, at: datetime) -> None:
    """Delete an imported wave with its count and its tables, for good.

    Waves asked here are never deleted so. Raises CannotImport once it is published: what people
    have seen cannot be unseen.
    """
    stored = Wave.objects.select_for_update().filter(pk=wave.pk, origin=Origin.IMPORTED).first()
    if stored is None:
        return
    if stored.state == State.PUBLISHED:
        raise CannotImport(
            _("It is published, so it cannot be deleted any more. It can be corrected instead.")
        )
    audit.record(by=by, verb="undid the import of", about=stored, at=at)
    storing.forget(stored.label)
    stored.delete()
