"""Key results that follow three waves of 1,000 staff, as the gate published them: of every planned
cut one group that is shown and one that is hidden, wave after wave, without anybody's hand."""

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from disclosure import figures, reading
from disclosure.control.plan import Cut, Key
from disclosure.figures import Figure
from okrs import survey_offers, survey_readings
from okrs.followed import DISCLOSURE_RATE, GAP, SHARE, Followed
from okrs.models import CheckIn, KeyResult
from surveys.results import wording
from tests.disclosure import stored
from tests.disclosure.stored_publications import publication
from tests.factories import UserFactory
from tests.okrs.survey_lines import follower
from tests.surveys.results.publishing import wave

pytestmark = pytest.mark.django_db
LABELS = ("w1", "w2", "w3")
BENCHMARK = "uk_workforce_lower"


class Group(NamedTuple):
    """A group of a cut; () and () is everybody."""

    cut: Cut
    key: Key


def publish(label: str) -> None:
    name, year = list(stored.WAVES.items())[LABELS.index(label)]
    day = date(year, 10, 30)
    wave(label, closed_on=day, opened_on=date(year, 10, 1))
    publication(name, label)
    survey_readings.post(today=date(year, 11, 5), at=datetime(year, 11, 5, 10, tzinfo=UTC))


def one_of_each() -> list[Group]:
    """Of every planned cut the first group that wave 1 shows, and the first that it hides."""
    found = []
    for cut, cells in stored.tables("first").cells.items():
        for shown in (True, False):
            keys = (key for key, cell in cells.items() if (cell is not None) == shown)
            if (key := next(keys, None)) is not None:
                found.append(Group(cut, key))
    return found


def follow(word: str, group: Group) -> KeyResult:
    told = {"groups": ()} if word == DISCLOSURE_RATE else {"groups": ("lower",)}
    figure = Followed(
        word=word,
        measure="SEB1",
        cut=group.cut,
        key=group.key,
        benchmark=BENCHMARK if word == GAP else "",
        **told,
    )
    return follower(figure, starts_on=date(2025, 1, 1), title=f"{word} {group}")


def published(label: str, group: Group) -> Figure | None:
    stored_of = reading.latest(label)
    assert stored_of is not None
    table = reading.table(stored_of, group.cut)
    if group.key not in table.cells:  # it stands with another in this wave
        return None
    return figures.figure(stored_of, table, group.key, "SEB1", ["lower"])


def readings(key_result: KeyResult) -> dict[str, CheckIn]:
    told = CheckIn.objects.filter(key_result=key_result).order_by("pk")
    return {(one.evidence or {}).get("wave", "hidden"): one for one in told}


def test_every_wave_gives_each_of_them_its_figure_and_hides_what_is_hidden():
    following = {group: follow(SHARE, group) for group in one_of_each()}
    assert len({group.cut for group in following}) == 20

    for label in LABELS[:2]:
        publish(label)

    told = 0
    for group, key_result in following.items():
        kept = readings(key_result)
        for label in LABELS[:2]:
            figure = published(label, group)
            if figure is None or figure.said is None:
                assert label not in kept, (group, label)
                continue
            told += 1
            evidence = kept[label].evidence
            assert evidence is not None
            assert evidence["said"] == wording.share(figure)
            assert evidence["about"] % 5 == 0
            if kept[label].value is not None:
                ends = (figure.said.value, figure.said.low, figure.said.high)
                assert (kept[label].value, evidence["low"], evidence["high"]) == ends
        assert all(one.value is None and one.suppressed for one in no_evidence(key_result))
    assert told >= 20


def no_evidence(key_result: KeyResult) -> list[CheckIn]:
    told = CheckIn.objects.filter(key_result=key_result).order_by("pk")
    return [one for one in told if not one.evidence]


@pytest.mark.parametrize("word", [DISCLOSURE_RATE, GAP])
def test_so_do_rates_and_gaps_of_a_unit_through_all_three(word: str):
    """Each reading says its wave, about how many answers, the likely range and the coverage."""
    key_result = follow(word, Group(("UNIT",), ("DIVISION_0",)))

    for label in LABELS:
        publish(label)

    kept = readings(key_result)
    assert set(kept) == set(LABELS)
    for (name, year), label in zip(stored.WAVES.items(), LABELS, strict=True):
        evidence = kept[label].evidence
        assert evidence is not None
        assert kept[label].as_of == date(year, 10, 30)
        assert evidence["title"] == f"October {year}"
        assert evidence["low"] <= kept[label].value <= evidence["high"]
        assert evidence["about"] >= 10
        assert evidence["coverage"]["invited"] == 1_000
        assert evidence["coverage"]["responded"] == len(stored.people()[name][0])
    changes = [(kept[label].evidence or {})["change"] for label in LABELS]
    assert [change is not None for change in changes] == [False, True, True]


def test_the_first_wave_offers_what_it_shows_as_from_and_the_next_is_read_against_it():
    """ "Use 42% (October 2025, about 160 answers) as From?", taken with one press."""
    publish("w1")
    group = Group(("UNIT",), ("DIVISION_0",))
    key_result = follow(SHARE, group)
    offer = survey_offers.offered(key_result).offer
    figure = published("w1", group)
    assert offer is not None
    assert figure is not None
    assert offer.said == wording.share(figure)
    assert "October 2025" in offer.source
    assert "answers" in offer.source

    survey_offers.take(
        key_result=key_result,
        wave="w1",
        version=1,
        seen=key_result.version,
        by=UserFactory.create(role="lead"),
        at=datetime(2025, 11, 6, 12, tzinfo=UTC),
    )
    publish("w2")

    key_result.refresh_from_db()
    assert key_result.from_value == figure.said.value
    assert key_result.latest.as_of == date(2026, 10, 30)


def test_what_every_wave_hides_is_never_offered():
    publish("w1")
    hidden = [group for group in one_of_each() if published("w1", group).share is None]

    assert len(hidden) >= 10
    assert not [group for group in hidden if survey_offers.offered(follow(SHARE, group)).offer]
