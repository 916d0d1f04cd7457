"""C9. A box with fewer ballots than may be opened together is never opened: they are destroyed."""

import pytest
from django.conf import settings

from surveys.ballot import door
from tests.surveys import making
from tests.surveys.attacks import dumping, matching, staging

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unsealed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every box that anything opens from now on."""
    from surveys.ballot import sealing

    opened: list[bytes] = []
    really = sealing.unseal

    def watched(private_key, info, box):
        opened.append(box)
        return really(private_key, info, box)

    monkeypatch.setattr(sealing, "unseal", watched)
    return opened


def test_one_too_few_is_never_opened_and_nothing_of_it_is_left(unsealed):
    held = staging.hold(invited=12, answering=door.FEWEST - 1)

    wave = making.close_and_count(held.wave)

    assert unsealed == []
    assert (wave.count.counted, wave.count.invalid, bytes(wave.count.numbers)) == (0, 0, b"")
    assert wave.count.languages == []
    everything = matching.raw(dumping.dump())
    assert matching.found_in(everything, held.ballots) == set()
    assert matching.found_in(everything, held.people) == set()
    assert not list(settings.BALLOT_KEYS.rglob("*.*"))


def test_one_more_is_opened_once_so_the_watch_would_have_seen_it(unsealed):
    held = staging.hold(invited=12, answering=door.FEWEST)

    wave = making.close_and_count(held.wave)

    assert sorted(unsealed) == sorted(ballot.box for ballot in held.cast.values())
    assert wave.count.counted == door.FEWEST


def test_ballots_that_do_not_open_do_not_fill_a_small_box_up(unsealed):
    """Nine people, and somebody who throws in a box of nonsense so that theirs are opened."""
    held = staging.hold(invited=12, answering=door.FEWEST - 1)
    said, signature = making.paper(held.wave, held.tokens["person11@staff.example"])
    door.cast(label=held.wave.label, input=said, signature=signature, box=bytes(1105))

    wave = making.close_and_count(held.wave)

    assert wave.count.counted == 0
    assert bytes(wave.count.numbers) == b""
