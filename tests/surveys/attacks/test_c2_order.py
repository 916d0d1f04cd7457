"""C2. The order in which ballots came is nowhere: not in rows, transactions, numbers or files.

Two hundred people collect and cast one after the other, so whoever lays the two orders side by
side has everybody. Of 200 things shuffled at random the correlation of orders has a standard
deviation of 0.071: beyond 0.45 it comes once in some billions of runs.
"""

from itertools import product

import pytest
from django.db import connection
from django.utils import timezone

from surveys import rounds
from surveys.ballot import door
from tests.surveys import making
from tests.surveys.attacks import dumping, matching, staging

NO_MORE_THAN_CHANCE = 0.45
pytestmark = pytest.mark.usefixtures("own_database")


def as_people(held: staging.Held, keys: list[bytes] | list[int]) -> list[str]:
    """Ballot numbers or invitees as whose they are: the attacker is given the answer to check."""
    whose: dict[object, str] = {ballot.number: email for email, ballot in held.cast.items()}
    whose |= {invitee: email for email, invitee in held.invitees.items()}
    return [whose[key] for key in keys]


def orders_of(held: staging.Held) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    papers = dumping.orders(dumping.PAPERS, "invitee_id")
    ballots = dumping.orders(dumping.BALLOTS, "nullifier")
    return (
        {name: as_people(held, keys) for name, keys in papers.items()},
        {name: as_people(held, keys) for name, keys in ballots.items()},
    )


def test_before_the_first_stir_the_attack_succeeds_and_after_it_no_order_is_left():
    held = staging.hold(invited=200, answering=200)
    came = list(held.cast)
    papers, ballots = orders_of(held)
    assert all(matching.in_step(order, came) == 1 for order in papers.values())
    assert all(matching.in_step(order, came) == 1 for order in ballots.values())

    door.stir()

    papers, ballots = orders_of(held)
    for order in (*papers.values(), *ballots.values()):
        assert abs(matching.in_step(order, came)) < NO_MORE_THAN_CHANCE
    for one, other in product(papers.values(), ballots.values()):
        assert abs(matching.in_step(one, other)) < NO_MORE_THAN_CHANCE
    assert len(ballots["as it comes"]) == 200


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no transactions")
def test_after_a_stir_every_row_was_written_and_held_by_one_transaction():
    held = staging.hold(invited=20, answering=20)
    for table in (dumping.PAPERS, dumping.BALLOTS):
        assert len(set(dumping.column(table, "xmin::text"))) == len(held.cast)

    door.stir()

    for table in dumping.TABLES_OF_THE_BOX:
        # An invitee's row is held by whoever collects for it: that too would keep the order.
        assert len(set(dumping.column(table, "xmax::text"))) == 1, table
    for table in (dumping.PAPERS, dumping.BALLOTS):
        assert len(set(dumping.column(table, "xmin::text || ' ' || cmin::text"))) == 1


def test_a_changed_answer_cannot_be_told_from_a_first_one_after_a_stir():
    held = staging.hold(invited=20, answering=20)
    changed = held.cast["person7@staff.example"]
    staging.cast(held.wave, changed)

    door.stir()

    lengths = dumping.column(dumping.BALLOTS, "length(sealed)")
    assert lengths == [1105] * 20
    assert changed.number in dumping.column(dumping.BALLOTS, "nullifier")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its files are the server's")
class TestFile:
    def marks(self, held: staging.Held) -> matching.Marks:
        """What would tell of a ballot or of a code. Ballot numbers are public after the count."""
        blinded = {f"paper {n}": [one] for n, one in enumerate(self.blinded)}
        codes = {f"code of {email}": [token.encode()] for email, token in held.tokens.items()}
        boxes = {f"box of {email}": [one.box, one.signature] for email, one in held.cast.items()}
        return {**blinded, **codes, **boxes}

    def test_while_the_wave_is_open_the_boxes_are_in_the_file_and_after_the_count_they_are_not(
        self,
    ):
        held = staging.hold()
        self.blinded = dumping.column(dumping.PAPERS, "blinded")
        before = matching.found_in(dumping.bytes_on_disk(), self.marks(held))
        assert {f"box of {email}" for email in held.cast} <= before
        assert {f"code of {email}" for email in held.tokens} <= before  # as hashes

        making.close_and_count(held.wave)
        rounds.look(at=timezone.now())  # the worker's next round clears the disk

        assert matching.found_in(dumping.bytes_on_disk(), self.marks(held)) == set()

    def test_without_secure_delete_and_the_clearing_up_they_would_be_there(self):
        held = staging.hold()
        self.blinded = dumping.column(dumping.PAPERS, "blinded")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=OFF")
            for table in (dumping.BALLOTS, dumping.PAPERS, dumping.INVITEES):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608

        assert matching.found_in(dumping.bytes_on_disk(), self.marks(held))


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="its files are the server's")
def test_after_the_count_the_tables_of_the_box_have_no_page_left():
    """Not one dead row for pageinspect to read: the tables were written anew, empty."""
    held = staging.hold()
    size = "pg_relation_size(oid)"
    ours = f"pg_class WHERE relname IN {dumping.TABLES_OF_THE_BOX}"
    assert min(dumping.column(ours, size)) > 0

    making.close_and_count(held.wave)
    making.rounds_until_clear()

    assert dumping.column(ours, size) == [0, 0, 0]


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no old rows")
def test_while_somebody_may_still_read_the_old_rows_the_box_is_not_gone():
    """An older transaction keeps them: the next round after it clears again."""
    held = staging.hold()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
        making.close_and_count(held.wave)
        assert door.boxes_to_clear() == [held.wave.label]
        cursor.execute("COMMIT")
    other.close()

    making.rounds_until_clear()
