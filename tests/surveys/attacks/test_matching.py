"""The attacker finds every leak that was planted, and none where there is none."""

import base64
import hashlib
import random
from uuid import UUID

import pytest

from tests.surveys.attacks import matching

PEOPLE = {f"person{n}@example.com": [f"person{n}@example.com".encode()] for n in range(12)}
NUMBERS = [hashlib.sha256(b"ballot %d" % n).digest() for n in range(12)]
BALLOTS = {f"ballot {n}": [NUMBERS[n]] for n in range(12)}
EVERYBODY = {(person, ballot) for person, ballot in zip(PEOPLE, BALLOTS, strict=True)}
INVITED = [{"id": n, "email": email, "invitee": 7_000 + n} for n, email in enumerate(PEOPLE)]


def sealed(**columns):
    """A table of ballots with a column more: what somebody might add without a thought."""
    return [
        {"nullifier": number, "box": "w1", **{name: of(n) for name, of in columns.items()}}
        for n, number in enumerate(NUMBERS)
    ]


def digest(n: int) -> bytes:
    return hashlib.sha256(str(7_000 + n).encode()).digest()


@pytest.mark.parametrize(
    "leak",
    [
        lambda n: 7_000 + n,
        lambda n: str(7_000 + n),
        lambda n: f"person{n}@example.com",
        lambda n: f"from person{n}@example.com, thank you",
        lambda n: digest(n),
        lambda n: digest(n).hex(),
        lambda n: hashlib.sha256(f"person{n}@example.com".encode()).hexdigest(),
        lambda n: base64.b64encode(f"person{n}@example.com".encode()).decode(),
        lambda n: {"invitee": 7_000 + n, "who": f"person{n}@example.com"},
    ],
)
def test_a_column_that_leads_from_a_ballot_to_a_person_is_found(leak):
    dump = {"invitation": INVITED, "sealed": sealed(extra=leak)}

    assert matching.links(dump, people=PEOPLE, ballots=BALLOTS) == EVERYBODY


def test_a_path_over_tables_in_between_is_found():
    tokens = [UUID(int=n * 977).hex for n in range(12)]
    between = [{"token": token, "invitee": 7_000 + n} for n, token in enumerate(tokens)]
    mail = [{"body": f"Answer: https://x.example/s/w1/#t={token}"} for token in tokens]
    hashes = [hashlib.sha256(token.encode()).digest() for token in tokens]
    dump = {
        "invitation": INVITED,
        "between": between,
        "mail": mail,
        "sealed": sealed(token_hash=lambda n: hashes[n]),
    }

    assert matching.links(dump, people=PEOPLE, ballots=BALLOTS) == EVERYBODY


def test_two_rows_of_one_transaction_are_found():
    papers = [{"invitee": 7_000 + n, "xmin": 9_000 + n} for n in range(12)]
    dump = {"invitation": INVITED, "paper": papers, "sealed": sealed(xmin=lambda n: 9_000 + n)}

    assert matching.links(dump, people=PEOPLE, ballots=BALLOTS) == EVERYBODY


def test_a_person_and_a_ballot_in_one_row_are_found():
    both = zip(PEOPLE, NUMBERS, strict=True)
    kept = [{"note": f"{email} cast {number.hex()}"} for email, number in both]

    assert matching.links({"log": kept}, people=PEOPLE, ballots=BALLOTS) == EVERYBODY


def test_where_nothing_leads_over_nothing_is_found():
    dump = {"invitation": INVITED, "sealed": sealed(xmin=lambda n: 4, state=lambda n: n % 2)}

    assert matching.links(dump, people=PEOPLE, ballots=BALLOTS) == set()


def test_a_list_of_every_ballot_leads_to_nobody():
    count = [{"wave": 1, "invited": 12, "numbers": b"".join(sorted(NUMBERS))}]

    dump = {"invitation": INVITED, "count": count}

    assert matching.links(dump, people=PEOPLE, ballots=BALLOTS) == set()


def test_marks_are_found_in_bytes_whatever_they_are_written_as():
    content = b"...".join([NUMBERS[0], NUMBERS[1].hex().encode(), base64.b64encode(NUMBERS[2])])

    assert matching.found_in(content, BALLOTS) == {"ballot 0", "ballot 1", "ballot 2"}


def test_a_table_with_a_row_for_each_answer_is_found():
    dump = {"answers": [{"a": 1}] * 12, "wave": [{"id": 1}]}

    assert matching.one_row_each(dump, answered=12) == ["answers"]


def test_orders_that_follow_one_another_are_told_from_those_that_do_not():
    asked = list(range(200))
    nearly = sorted(asked, key=lambda n: n + random.Random(n).uniform(0, 20))  # noqa: S311
    mixed = random.Random(7).sample(asked, k=200)  # noqa: S311

    assert matching.in_step(asked, asked) == 1
    assert matching.in_step(asked, asked[::-1]) == -1
    assert matching.in_step(nearly, asked) > 0.9
    assert abs(matching.in_step(mixed, asked)) < 0.2
    with pytest.raises(ValueError, match="same things"):
        matching.in_step(asked, asked[:-1])
