"""A wave with known answers, and all that everybody who took part in it could tell the attacker."""

import hashlib
import json
from dataclasses import dataclass, field

from surveys.ballot import door
from surveys.models import Wave
from surveys.tables_plan import shape
from surveys.wave_questions import question_set, table_plan
from tests.surveys import making
from tests.surveys.attacks.matching import Marks


@dataclass(frozen=True)
class Ballot:
    """One ballot as whoever cast it knows it. Nobody holds the key that would open it."""

    input: bytes
    signature: bytes
    box: bytes
    answers: list[int | None]

    @property
    def number(self) -> bytes:
        return hashlib.sha256(self.input).digest()

    @property
    def marks(self) -> list[bytes]:
        return [self.number, self.number[:8], self.input, self.signature, self.box]

    @property
    def in_the_clear(self) -> list[bytes]:
        """The answers as they would be read, if anything had written them down unsealed."""
        return [
            json.dumps(self.answers).encode(),
            json.dumps(self.answers, separators=(",", ":")).encode(),
        ]


@dataclass
class Held:
    """A wave, who was invited to it, and who cast which ballot, in the order in which they did."""

    wave: Wave
    tokens: dict[str, str]  # by e-mail address: what the invitation's link carries
    invitees: dict[str, int]
    cast: dict[str, Ballot] = field(default_factory=dict)

    @property
    def people(self) -> Marks:
        return {
            email: [email.encode(), token.encode(), str(self.invitees[email]).encode()]
            for email, token in self.tokens.items()
        }

    @property
    def ballots(self) -> Marks:
        return {f"the ballot of {email}": ballot.marks for email, ballot in self.cast.items()}

    @property
    def in_the_clear(self) -> Marks:
        return {email: ballot.in_the_clear for email, ballot in self.cast.items()}

    @property
    def truth(self) -> set[tuple[str, str]]:
        """What an attacker who succeeds with everybody would find."""
        return {(email, f"the ballot of {email}") for email in self.cast}

    def answer(self, email: str, answers: list[int | None]) -> Ballot:
        """One person collects their ballot paper, answers, and casts."""
        said, signature = making.paper(self.wave, self.tokens[email])
        ballot = Ballot(said, signature, making.sealed(self.wave, answers), answers)
        cast(self.wave, ballot)
        self.cast[email] = ballot
        return ballot


def cast(wave: Wave, ballot: Ballot) -> None:
    door.cast(label=wave.label, input=ballot.input, signature=ballot.signature, box=ballot.box)


def hold(*, invited: int = 17, answering: int = 14) -> Held:
    """Open a wave, and have so many of those invited answer, each another way where that goes."""
    wave = making.open_wave(invited)
    people = dict(wave.invitations.order_by("pk").values_list("email", "invitee"))
    held = Held(
        wave=wave,
        invitees=people,
        tokens={email: making.token(wave, invitee) for email, invitee in people.items()},
    )
    for turn, email in enumerate(list(people)[:answering]):
        held.answer(email, making.some_answers(wave, turn))
    return held


def shape_of(wave: Wave) -> door.Shape:
    """What the count of this wave needs to know of its ballots."""
    return shape(table_plan(wave), question_set(wave))
