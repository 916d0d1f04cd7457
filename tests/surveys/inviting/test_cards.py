"""Cards: as many as are wanted, each with a code that works, in no order, with no number."""

import re

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from surveys.ballot import door
from surveys.closing import close_wave
from surveys.inviting import cards
from surveys.models import Card
from surveys.opening import open_wave
from tests.surveys import making

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def wave():
    return making.open_wave(1)


def codes(stack):
    return [card.code for sheet in stack.sheets for card in sheet]


def test_a_draft_gets_its_cards_when_it_opens(lead):
    wave = making.draft_wave()
    cards.choose_cards(wave=wave, how_many=30, by=lead, at=NOW)
    wave = cards.choose_cards(wave=wave, how_many=50, by=lead, at=NOW)
    assert (Card.objects.count(), wave.choices["cards"]) == (0, 50)
    assert "attributes" in wave.choices

    open_wave(wave=wave, by=lead, at=NOW, today=timezone.localdate(NOW))
    assert (wave.cards.count(), door.invited(wave.label)) == (50, 50)
    event = AuditEvent.objects.filter(verb="made cards for").order_by("-pk").first()
    assert event.changes == {"cards": [30, 50]}


def test_more_cards_are_made_while_a_wave_is_open(wave, lead):
    cards.choose_cards(wave=wave, how_many=13, by=lead, at=NOW)
    cards.choose_cards(wave=wave, how_many=10, by=lead, at=NOW)

    assert (wave.cards.count(), door.invited(wave.label)) == (23, 24)


@pytest.mark.parametrize("how_many", [0, 1, 9])
def test_so_few_that_one_could_tell_whose_they_are_are_not_made(wave, how_many):
    for one in (wave, making.draft_wave()):
        with pytest.raises(cards.CannotMakeCards, match="10 or more"):
            cards.choose_cards(wave=one, how_many=how_many, by=None, at=NOW)

    assert not Card.objects.exists()


def test_so_few_that_one_could_tell_whose_they_are_are_not_printed(wave):
    cards.choose_cards(wave=wave, how_many=12, by=None, at=NOW)

    assert len(codes(cards.stack(wave=wave, newest=1, shuffle="a", page=1))) == 10


def test_no_card_is_made_for_a_survey_that_is_over(wave):
    wave = close_wave(wave=wave, by=None, at=NOW)

    with pytest.raises(cards.CannotMakeCards, match="over"):
        cards.choose_cards(wave=wave, how_many=1, by=None, at=NOW)


def test_the_code_on_a_card_collects_a_ballot_paper_once_however_it_is_typed(wave):
    cards.choose_cards(wave=wave, how_many=10, by=None, at=NOW)
    code, *_others = codes(cards.stack(wave=wave, newest=10, shuffle="a", page=1))
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", code)

    making.paper(wave, code.lower().replace("-", " "))
    with pytest.raises(door.Refused) as refused:
        making.paper(wave, code)
    assert refused.value.word == "used"


def test_the_order_is_another_one_each_time_and_the_same_on_every_page_of_one(wave, monkeypatch):
    cards.choose_cards(wave=wave, how_many=40, by=None, at=NOW)
    monkeypatch.setattr(cards, "A_PAGE", 16)

    def pile(shuffle):
        pages = [cards.stack(wave=wave, newest=40, shuffle=shuffle, page=n) for n in (1, 2, 3)]
        return [code for stack in pages for code in codes(stack)]

    first, second = pile(cards.new_shuffle()), pile(cards.new_shuffle())
    assert first != second
    assert sorted(first) == sorted(second)
    assert len(set(first)) == 40


def test_a_page_holds_sheets_of_eight_and_knows_how_many_pages_there_are(wave):
    cards.choose_cards(wave=wave, how_many=203, by=None, at=NOW)

    first = cards.stack(wave=wave, newest=203, shuffle="a", page=1)
    last = cards.stack(wave=wave, newest=203, shuffle="a", page=9)
    assert (len(codes(first)), first.pages, {len(sheet) for sheet in first.sheets}) == (200, 2, {8})
    assert (len(codes(last)), last.page) == (3, 2)


def test_only_the_newest_are_printed_when_that_is_asked(wave):
    cards.choose_cards(wave=wave, how_many=13, by=None, at=NOW)
    handed_out = set(codes(cards.stack(wave=wave, newest=13, shuffle="a", page=1)))
    cards.choose_cards(wave=wave, how_many=12, by=None, at=NOW)

    newest = set(codes(cards.stack(wave=wave, newest=12, shuffle="a", page=1)))
    assert len(newest) == 12
    assert not newest & handed_out


def test_a_square_is_a_code_with_room_around_it():
    """The three corners of every QR code are a ring of seven by seven (ISO/IEC 18004, 6.3.3)."""
    square = cards.square("https://mobility.example.org/s/w1/#t=K7QX9M2PD4TA6WZ8")
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", square.path)}

    side = square.size - 8
    assert (side - 17) % 4 == 0
    assert min(x for x, _y in dark) == min(y for _x, y in dark) == 4
    for left, top in ((4, 4), (4 + side - 7, 4), (4, 4 + side - 7)):
        ring = {(left + step, top) for step in range(7)} | {(left, top + step) for step in range(7)}
        assert ring <= dark
        assert (left + 1, top + 1) not in dark
    assert (4 + 8, 4 + side - 8) in dark, "the dark module of 7.9.1 tells a code from its mirror"
