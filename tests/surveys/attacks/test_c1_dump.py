"""C1. Everything in the database, and the list of staff: no column joins a person to an answer."""

import pytest
from django.db import connection

from surveys.models import WaveCount
from tests.surveys import making
from tests.surveys.attacks import dumping, matching, staging

pytestmark = pytest.mark.django_db(transaction=True)


def found(held: staging.Held, dump: matching.Dump) -> set[tuple[str, str]]:
    return matching.links(dump, people=held.people, ballots=held.ballots)


def read_in_the_clear(held: staging.Held, dump: matching.Dump) -> set[str]:
    everything = b"\n".join(
        matching.raw(value) for rows in dump.values() for row in rows for value in row.values()
    )
    return matching.found_in(everything, held.in_the_clear)


def test_while_the_wave_is_open_nobody_is_joined_to_a_ballot_and_none_can_be_read():
    held = staging.hold()

    dump = dumping.dump()

    assert len(dump[dumping.BALLOTS]) == len(held.cast)
    assert found(held, dump) == set()
    assert read_in_the_clear(held, dump) == set()


def test_after_the_count_nobody_is_joined_to_a_ballot_and_none_is_there():
    held = staging.hold()
    sizes = {table: len(rows) for table, rows in dumping.dump().items()}
    making.close_and_count(held.wave)

    dump = dumping.dump()

    assert [dump[table] for table in dumping.TABLES_OF_THE_BOX] == [[], [], []]
    grown = [table for table in dump if len(dump[table]) != sizes[table]]
    assert not set(matching.one_row_each(dump, answered=len(held.cast))) & set(grown)
    assert found(held, dump) == set()
    assert read_in_the_clear(held, dump) == set()


def test_after_the_count_no_name_of_anybody_invited_is_left():
    held = staging.hold()
    making.close_and_count(held.wave)

    everything = matching.raw(dumping.dump())

    assert matching.found_in(everything, held.people) == set()


def test_what_the_count_kept_are_numbers_in_an_order_of_their_own():
    held = staging.hold()
    making.close_and_count(held.wave)

    numbers = bytes(WaveCount.objects.get().numbers)

    assert numbers == b"".join(sorted(ballot.number for ballot in held.cast.values()))


@pytest.mark.parametrize(
    "column", ["invitee", "email", "token", "answers"], ids=lambda name: f"planted: {name}"
)
def test_the_attack_succeeds_where_a_row_says_more(column):
    held = staging.hold()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE planted (number text, more text)")
        try:
            for email, ballot in held.cast.items():
                more = {
                    "invitee": str(held.invitees[email]),
                    "email": email,
                    "token": held.tokens[email],
                    "answers": str(ballot.answers),
                }[column]
                cursor.execute("INSERT INTO planted VALUES (%s, %s)", [ballot.number.hex(), more])
            dump = dumping.dump()
        finally:
            cursor.execute("DROP TABLE planted")

    if column == "answers":
        assert read_in_the_clear(held, dump) == set(held.cast)
    else:
        assert found(held, dump) == held.truth
    assert "planted" in matching.one_row_each(dump, answered=len(held.cast))
