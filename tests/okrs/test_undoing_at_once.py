"""Two who undo, or undo and move, at one moment: none waits on, and nothing is undone twice."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent
from okrs import ordering
from okrs.refusals import CannotPlan
from okrs.undoing import undo
from tests.factories import KeyResultFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]
NOON = timezone.now()


def keys(of):
    return [one.pk for one in ordering.under(of.pk)]


@pytest.fixture
def moved(lead):
    """Three key results, of which the last was moved to the first place."""
    first = KeyResultFactory.create(order=0)
    rest = [KeyResultFactory.create(objective=first.objective, order=n) for n in (1, 2)]

    def move(thing, to):
        seen = keys(first.objective)
        return ordering.move(thing=thing, to=to, seen=seen, by=lead, at=NOON)

    move(rest[-1], 0)
    return [rest[-1], first, rest[0]], move, AuditEvent.objects.last_written()


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """What became of each, in no order: "done", or the sentence that refused it."""
    gate, came = Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            deed()
            came.append("done")
        except CannotPlan as refusal:
            came.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_a_move_undone_while_another_moves_ends_with_a_word_for_both(lead, moved):
    rows, move, event = moved
    for _round in range(8):
        came = at_once(
            partial(undo, event=event, by=lead, at=NOON),
            lambda: move(rows[1], 0),
        )
        assert len(came) == 2
        assert "done" in came
        move(rows[0], 2)
        move(rows[0], 0)
        event = AuditEvent.objects.last_written()


def test_one_of_two_undoes_and_the_other_is_told(lead, moved):
    _rows, _move, event = moved
    came = at_once(*[lambda: undo(event=event, by=lead, at=NOON)] * 2)

    assert sorted(one == "done" for one in came) == [False, True]
    assert AuditEvent.objects.filter(verb="undid").count() == 1
