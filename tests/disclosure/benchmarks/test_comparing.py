"""Unlike definitions never meet: each refusal is a sentence that says why."""

from dataclasses import replace

import pytest

from disclosure.benchmarks import comparing
from disclosure.benchmarks.catalogue import by_key, every
from disclosure.benchmarks.comparing import CannotCompare, Counted, comparable, side_by_side
from disclosure.benchmarks.definitions import DEFINITIONS

LOWER = Counted("SEB1", "SMC-2020-11", ("lower",))
SCHOOL = Counted("SEB2", "SMC-2020-11, five answers", ("independent", "independent_bursary"))
EARLIER_SCHOOL = Counted("SEB2_2020", "SMC-2020-02", ("independent",))
MEALS = Counted("SEB3", "SMC-2020-02", ("fsm_yes",))


@pytest.mark.parametrize(
    ("ours", "key"),
    [
        (LOWER, "uk_workforce_lower"),
        (replace(LOWER, groups=("professional",)), "uk_workforce_professional"),
        (replace(LOWER, groups=("intermediate",)), "uk_workforce_intermediate"),
        (LOWER, "creative_lower"),
        (SCHOOL, "indep_school_smc"),
        (EARLIER_SCHOOL, "indep_school_smc"),
        (MEALS, "fsm_adult"),
    ],
)
def test_like_is_compared_with_like(ours, key):
    comparable(ours, by_key(key))


@pytest.mark.parametrize(
    ("ours", "key", "why"),
    [
        (LOWER, "uk_lower_lfs_bridge", "29% of the workforce"),
        (LOWER, "engineering_lower", "that study’s own figures"),
        (LOWER, "uk_seed_lower", "source was not found"),
        (LOWER, "tech_seed_lower", "source was not found"),
        (LOWER, "coop_lower", "those who could be placed, as yours is"),
        (LOWER, "pt_senior_lower_2024", "of one level"),
        (LOWER, "kpmg_target", "an aim"),
        (replace(LOWER, groups=("professional",)), "uk_2020_professional", "replaced in 2021"),
        (replace(LOWER, groups=("professional",)), "uk_ofcom_professional", "earlier national"),
        (LOWER, "uk_workforce_professional", "another group"),
        (replace(LOWER, groups=("lower", "intermediate")), "uk_workforce_lower", "another group"),
        (replace(LOWER, of_classified=False), "uk_workforce_lower", "everybody who answered"),
        (replace(LOWER, mapping="another"), "uk_workforce_lower", "version of the mapping"),
        (LOWER, "indep_school_smc", "another question"),
        (Counted("", "", ("lower",)), "uk_workforce_lower", "another question"),
        (SCHOOL, "indep_school_7", "7.5%"),
        (replace(SCHOOL, groups=("independent",)), "indep_school_smc", "only some"),
        (replace(SCHOOL, groups=("state",)), "indep_school_smc", "another group"),
        (SCHOOL, "tech_bridge_independent", "went to school abroad"),
        (SCHOOL, "tech_seed_board_private", "senior people"),
        (MEALS, "fsm_pupils_2024", "adults who tell of their own schooldays"),
        (MEALS, "fsm_la_manchester", "adults who tell of their own schooldays"),
        (LOWER, "kpmg_gap_median_prof_wc", "not a share of people"),
    ],
)
def test_unlike_is_refused_with_a_sentence(ours, key, why):
    with pytest.raises(CannotCompare, match=why):
        comparable(ours, by_key(key))


def test_what_has_no_source_is_never_compared():
    traceless = replace(by_key("uk_workforce_lower"), status="unsourced")

    with pytest.raises(CannotCompare, match="source was not found"):
        comparable(LOWER, traceless)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uk_workforce_lower", "creative_lower"),
        ("uk_lower_lfs_bridge", "doctors_lower"),
        ("uk_workforce_lower", "uk_workforce_professional"),
        ("fsm_pupils_2023", "fsm_pupils_2024"),
    ],
)
def test_benchmarks_of_one_definition_stand_side_by_side(one, other):
    side_by_side(by_key(one), by_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uk_workforce_lower", "uk_lower_lfs_bridge"),
        ("uk_workforce_lower", "uk_seed_lower"),
        ("uk_lower_lfs_bridge", "uk_seed_lower"),
        ("indep_school_smc", "indep_school_7"),
        ("fsm_adult", "fsm_pupils_2024"),
        ("uk_workforce_professional", "uk_2020_professional"),
        ("uk_class_gap_pct_2022", "uk_class_gap_gbp_2022"),
        ("kpmg_gap_median_prof_wc", "pwc_gap_median"),
        ("coop_lower", "faststream_lower_2023"),
    ],
)
def test_benchmarks_of_unlike_definitions_never_do(one, other):
    first, second = by_key(one), by_key(other)

    for pair in ((first, second), (second, first)):
        with pytest.raises(CannotCompare, match=r"side by side|in their own way"):
            side_by_side(*pair)


@pytest.mark.parametrize(
    ("ours", "key"),
    [
        (LOWER, "uk_workforce_lower"),
        (replace(LOWER, groups=("professional",)), "uk_workforce_professional"),
        (replace(LOWER, groups=("intermediate",)), "uk_workforce_intermediate"),
        (SCHOOL, "indep_school_smc"),
        (EARLIER_SCHOOL, "indep_school_smc"),
        (MEALS, "fsm_adult"),
    ],
)
def test_where_nobody_chose_it_is_the_uk(ours, key):
    assert comparing.default_for(ours) == by_key(key)


@pytest.mark.parametrize(
    "ours",
    [
        Counted("SEB4", "after 2020", ("no_graduate_parent",)),
        replace(SCHOOL, groups=("independent",)),
        replace(LOWER, of_classified=False),
        Counted("", "", ("yes",)),
    ],
)
def test_what_no_benchmark_fits_is_set_beside_nothing(ours):
    assert comparing.default_for(ours) is None


@pytest.mark.parametrize(
    ("key", "uk"),
    [
        ("doctors_lower", "uk_lower_lfs_bridge"),
        ("retail_lower", "uk_workforce_lower"),
        ("law_independent", "indep_school_smc"),
        ("tv_independent", "indep_school_7"),
        ("tv_professional", "uk_ofcom_professional"),
    ],
)
def test_a_sector_belongs_beside_the_uk_of_its_own_study(key, uk):
    assert comparing.national(by_key(key)) == by_key(uk)


def test_a_study_without_a_national_value_has_none():
    assert comparing.national(by_key("coop_lower")) is None


def test_every_refusal_is_a_sentence():
    for one in every():
        if refusal := str(one.terms.refusal):
            assert refusal[0].isupper()
            assert refusal.endswith(".")
    assert {one.definition for one in every()} | {"parents-degree", "own-other"} == set(DEFINITIONS)
