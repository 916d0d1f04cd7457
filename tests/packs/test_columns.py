"""Columns of a table: as wide as what is in them, and where there is room no word is broken."""

from packs.columns import LEAST, MOST, widths


def test_a_column_is_as_wide_as_its_longest_text_within_reason():
    wide = widths(["What", "Now"], [["A key result of some length", "19%"], ["x" * 10, "–"]], 100)

    assert wide == [28, LEAST]
    assert widths(["What"], [["a " * 60]], 100) == [MOST + 1]


def test_where_room_is_scarce_text_gives_way_and_words_stay_whole():
    rows = [["word " * 12, "Progression"]]

    text, pillar = widths(["Why", "Pillar"], rows, 40)

    assert pillar >= len("Progression")
    assert text < MOST
    assert text + pillar <= 41


def test_a_head_alone_needs_its_longest_word():
    assert widths(["Change since October 2025"], [["–"]], 100)[0] < len("Change since October")
    assert widths(["Only"], [], 100) == [LEAST]


def test_where_room_is_scarce_the_longest_text_keeps_the_most_of_it():
    rows = [["Moved backwards", "Agree the scope by January.", "Schools do not lead. " * 20]]

    status, following, told = widths(["Status", "Next", "Owner says"], rows, 70)

    assert status >= len("backwards")
    assert told > 1.5 * following


def test_a_name_of_two_parts_is_as_wide_as_its_longer_part():
    both, one = (
        widths(["Owner"] * 4, [[name] * 4], 60)[0]
        for name in ("Ann Rivers-Featherstone", "Ann Featherstone")
    )

    assert both < len("Rivers-Featherstone")
    assert one > len("Featherstone")
