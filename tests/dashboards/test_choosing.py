"""What an address chooses: what was published and nothing else; why a comparison is refused."""

from typing import Any

import pytest

from dashboards import choosing, filters
from dashboards.choosing import Chosen, chosen
from dashboards.left_out import alike, fitting
from dashboards.waves import Evidence
from disclosure.benchmarks import catalogue
from disclosure.reading import NotPublished
from tests.dashboards.subjects.by_hand import BACKGROUND, look, wave
from tests.dashboards.two_waves import TODAY

SCHOOL = (200, 80, 10, 20)
EAST_WITH_WEST = {"UNIT": {"WEST": "EAST"}}


def labels(found: Chosen) -> list[str]:
    return [one.label for one in found.earlier]


def offered(found: Chosen, name: str, measure: str = "SEB1") -> dict[str, list[str]]:
    """By their heading, the values that a list offers; nothing where there is no list."""
    made = filters.filters(choosing.KNOWN, found, own=(), measure=measure)
    groups = next((one.groups for one in made if one.name == name), ())
    return {group.name: [option.value for option in group.options] for group in groups}


def test_where_nobody_chose_the_newest_stands_beside_the_first_and_the_one_before():
    found = look(wave(2023), wave(2024), wave(2025), wave(2026))

    assert found.wave.label == "w2026"
    assert labels(found) == ["w2023", "w2025"]
    assert (found.baseline.label, found.last.label) == ("w2023", "w2025")
    assert found.refusals == ()


def test_the_wave_it_is_beside_can_be_chosen_or_none():
    waves = (wave(2024), wave(2025), wave(2026))

    assert labels(look(*waves, against="w2024")) == ["w2024"]
    assert labels(look(*waves, against="none")) == []
    assert labels(look(*waves, wave="w2025")) == ["w2024"]


@pytest.mark.parametrize(
    ("against", "why"),
    [
        ("w2026", "October 2026 is later than October 2025, so no change is counted from it."),
        ("w2025", "A wave is not set beside itself: nothing is compared."),
    ],
)
def test_no_change_is_counted_from_a_later_wave_nor_from_itself(against, why):
    found = look(wave(2024), wave(2025), wave(2026), wave="w2025", against=against)

    assert labels(found) == []
    assert found.refusals == (why,)
    assert "against" not in found.query


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ({"counts": {"SEB2": SCHOOL}}, "The question was not asked then."),
        (
            {"told": {"SEB1": {"definition": "SEB1_2018"}}},
            "Cannot be compared: another question was asked.",
        ),
        (
            {"told": {"SEB1": {"mapping": "SMC-2018"}}},
            "Cannot be compared: answers were grouped in another way.",
        ),
        (
            {"told": {"SEB1": {"classified": ["lower", "professional"]}}},
            "Cannot be compared: the share is of something else.",
        ),
    ],
)
def test_a_wave_that_asked_or_counted_otherwise_is_left_out_and_the_page_says_why(then, why):
    found = alike(look(wave(2024), wave(2025, **then), wave(2026)), "SEB1")

    assert labels(found) == ["w2024"]
    assert found.refusals == (f"October 2025 is not shown beside it. {why}",)
    assert offered(found, "against") == {
        "": ["", "w2024", "none"],
        "Cannot be compared": ["w2025"],
    }


def test_a_question_that_only_another_wave_asked_is_refused_and_one_that_none_asked_not_found():
    waves = (wave(2025, {"SEB1": BACKGROUND, "SEB2": SCHOOL}), wave(2026))

    found = look(*waves, question="seb2")

    assert found.measure == "SEB1"
    assert found.refusals == (
        "October 2026 did not ask the question you chose. This is another one.",
    )
    assert look(*waves, wave="w2025", question="seb2").measure == "SEB2"
    with pytest.raises(NotPublished):
        look(*waves, question="seb7")


def test_a_category_of_another_question_is_let_go_and_one_of_none_not_found():
    both = wave(2026, {"SEB1": BACKGROUND, "SEB2": SCHOOL})

    assert look(both, category="lower").category == "lower"
    gone = look(both, question="seb2", category="lower")
    assert (gone.category, gone.refusals, "category" in gone.query) == ("", (), False)
    for category in ("nobody", "unclassified"):
        with pytest.raises(NotPublished):
            look(both, category=category)


def test_a_unit_is_marked_only_where_it_has_a_row_of_its_own():
    apart, together = wave(2025), wave(2026, recoded=EAST_WITH_WEST)

    assert look(apart, group="west").group == "WEST"
    refused = look(apart, together, group="west")
    assert refused.group == ""
    assert refused.refusals == ("In October 2026 the unit you chose does not stand by itself.",)
    with pytest.raises(NotPublished):
        look(apart, group="elsewhere")
    with pytest.raises(NotPublished):
        look(apart, group="not_disclosed")


def test_a_unit_that_stood_with_another_has_nothing_to_be_beside():
    found = look(wave(2025, recoded=EAST_WITH_WEST), wave(2026), group="east")

    assert found.group == "EAST"
    assert found.refusals == (
        "“East” did not stand by itself in October 2025, so its change is not known.",
    )
    assert look(wave(2025), wave(2026), group="east").refusals == ()


def test_a_benchmark_that_counts_otherwise_is_refused_with_the_reason():
    unlike = catalogue.by_key("uk_2020_professional")

    found = fitting(look(wave(), benchmark=unlike.key), "SEB1")

    assert found.benchmark is None
    assert "benchmark" not in found.query
    (why,) = found.refusals
    assert why.startswith(f"“{unlike.label}” is not shown. It was replaced in 2021")
    kept = fitting(look(wave(), benchmark="uk_workforce_lower"), "SEB1")
    assert (kept.benchmark.key, kept.refusals) == ("uk_workforce_lower", ())
    with pytest.raises(NotPublished):
        look(wave(), benchmark="own-3")


def test_benchmarks_are_offered_those_that_fit_first_and_only_of_the_question():
    lists = offered(look(wave()), "benchmark")

    assert lists[""][:4] == ["", *catalogue.UK_WORKFORCE]
    assert "uk_2020_professional" in lists["Cannot be compared"]
    assert "fsm_adult" not in {value for values in lists.values() for value in values}


def test_no_benchmark_is_offered_where_the_question_was_not_asked():
    assert offered(look(wave()), "benchmark", measure="") == {}


def test_nothing_is_offered_where_there_is_nothing_to_choose():
    made = filters.filters(choosing.KNOWN, look(wave()), own=(), measure="SEB1")

    assert [one.name for one in made] == ["category", "group", "benchmark"]


def test_with_one_earlier_wave_it_is_that_or_nothing():
    found = look(wave(2025), wave(2026))

    assert offered(found, "against") == {"": ["", "none"]}
    assert offered(found, "wave") == {"": ["w2026", "w2025"]}


def test_an_address_names_the_wave_and_what_was_chosen_in_one_order():
    found = look(wave(2025), wave(2026), group="west", against="none")

    assert found.address("/x/") == "/x/?wave=w2026&against=none&group=west"
    assert found.address("/x/", version="2") == ("/x/?wave=w2026&against=none&group=west&version=2")
    assert look(wave(2025), wave(2026)).address("/x/") == "/x/?wave=w2026"


@pytest.mark.parametrize("version", ["0", "3", "-1", "two", "²", "9" * 12])
def test_a_version_that_there_never_was_is_not_found(version):
    with pytest.raises(NotPublished):
        look(wave(version=2), version=version)


def test_a_link_to_a_version_that_was_corrected_since_is_told_apart():
    assert look(wave(version=2), version="1").corrected_since
    assert not look(wave(version=2), version="2").corrected_since
    assert not look(wave(version=2)).corrected_since


def test_with_no_wave_whatever_is_chosen_is_not_found():
    nothing: Any = ()

    with pytest.raises(NotPublished):
        chosen({}, Evidence(nothing, TODAY))
