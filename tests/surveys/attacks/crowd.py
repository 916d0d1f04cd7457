"""Many people who submit at once, and who try again until they are told that it is in."""

import http.client
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from threading import Event, Thread

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from surveys.ballot import door, labels
from surveys.models import Wave
from tests.surveys import making
from tests.surveys.attacks import speaking
from tests.surveys.attacks.staging import Ballot

AT_ONCE = 24
PAUSE = 0.05  # seconds before somebody tries again
PSS = padding.PSS(padding.MGF1(hashes.SHA384()), 48)


def ballots(wave: Wave, how_many: int) -> Iterator[Ballot]:
    """So many good ballots. Their papers are signed by hand, which takes half the time."""
    key = load_pem_private_key(
        (settings.BALLOT_KEYS / wave.label / "signing.pem").read_bytes(),
        None,
        unsafe_skip_rsa_key_validation=True,
    )
    assert isinstance(key, rsa.RSAPrivateKey)
    boxes = [making.sealed(wave, making.some_answers(wave, turn)) for turn in range(50)]
    for turn, box in enumerate(islice(cycle(boxes), how_many)):
        said = labels.message(
            wave.label, prefix=turn.to_bytes(32, "big"), serial=turn.to_bytes(32, "little")
        )
        yield Ballot(said, key.sign(said, PSS, hashes.SHA384()), box, [])


@dataclass
class Crowd:
    """Everybody who submits, and whose ballot was acknowledged. The last of them wait until they
    are let go, so that what happens meanwhile happens while people submit, however fast they are.
    """

    label: str
    port: int
    to_send: Sequence[Ballot]
    acknowledged: list[bytes] = field(default_factory=list)  # ballot numbers, as they came
    tried_again: int = 0
    kept_back: float = 0.1
    all_may_go: Event = field(default_factory=Event)
    threads: list[Thread] = field(default_factory=list)

    def begin(self) -> None:
        self.threads = [
            Thread(target=self._send, args=(self.to_send[part::AT_ONCE],), daemon=True)
            for part in range(AT_ONCE)
        ]
        for thread in self.threads:
            thread.start()

    def wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0, deadline - time.monotonic()))
        assert not any(thread.is_alive() for thread in self.threads), "Some were never told."

    def _send(self, mine: Sequence[Ballot]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        first_to_wait = round(len(mine) * (1 - self.kept_back))
        for place, ballot in enumerate(mine):
            if place == first_to_wait:
                self.all_may_go.wait()
            content = json.dumps(speaking.said(ballot))
            while not self._is_in(connection, content):
                self.tried_again += 1
                time.sleep(PAUSE)
            self.acknowledged.append(ballot.number)
        connection.close()

    def _is_in(self, connection: http.client.HTTPConnection, content: str) -> bool:
        """Whether the server said so. Whatever else happens, it is sent again."""
        try:
            connection.request("POST", f"/b/{self.label}", content)
            reply = connection.getresponse()
            return reply.status == http.client.OK and json.loads(reply.read()) == {"ok": True}
        except (OSError, http.client.HTTPException, ValueError):
            connection.close()
            return False


def numbers_in(label: str) -> int:
    return door.ballots(label)
