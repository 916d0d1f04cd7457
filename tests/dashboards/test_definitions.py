"""The page of definitions: every word that a figure leans on has one meaning, in one place."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.roles import Role
from dashboards import waves
from dashboards.definitions import versions
from dashboards.definitions.listing import BY_KEY, SECTIONS, named
from tests.dashboards.two_waves import TODAY, one_wave, two_waves
from tests.factories import UserFactory

ROOT = Path(__file__).resolve().parents[2]
TERMS = [term for _key, _name, terms in SECTIONS for term in terms]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
NAMED = re.compile(r"terms=\(([^)]*)\)")


def keys_in_code() -> set[str]:
    """Every key that a finding is made with, wherever in the product."""
    python = (path for room in ("dashboards", "packs") for path in (ROOT / room).rglob("*.py"))
    given = "".join(found for path in python for found in NAMED.findall(path.read_text()))
    return set(re.findall(r'"([\w-]+)"', given))


def test_every_key_is_defined_once():
    assert Counter(term.key for term in TERMS).most_common(1)[0][1] == 1
    assert not {key for key, _name, _terms in SECTIONS} & BY_KEY.keys()


@pytest.mark.parametrize("key", sorted(keys_in_code() or {"none"}))
def test_every_word_that_a_finding_names_is_defined(key):
    assert key in BY_KEY


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_a_term_is_in_the_glossary_under_the_same_word(term):
    assert f"| **{term.glossary}** |" in GLOSSARY


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_a_term_says_what_it_means_in_sentences_with_the_rules_own_numbers(term):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.key)
    for text in filter(None, (term.meaning, term.how)):
        assert text.endswith(".")
        assert "%(" not in text


def test_what_a_frozen_pack_names_and_nobody_defines_any_more_is_left_out():
    assert [term.key for term in named(["lower", "long-gone", "hidden"])] == ["lower", "hidden"]


@pytest.mark.django_db
def test_a_leader_reads_each_word_at_the_place_that_figures_lead_to(client):
    client.force_login(UserFactory.create(role=Role.VIEWER))

    page = client.get(reverse("dashboards:definitions")).content.decode()

    for term in TERMS:
        assert f'id="{term.key}"' in page
    assert "whole percents from about 100 people, the nearest 5% from 20" in page
    assert "No more than 10 points of progress behind" in page
    assert 'href="/how-we-count/"' in page


@pytest.mark.django_db
def test_each_published_wave_says_by_what_it_was_made_the_newest_first():
    first, second = two_waves()

    found = versions.of(waves.published(day=TODAY, today=TODAY))

    assert [one.title for one in found] == [second.title, first.title]
    told = dict(found[0].lines)
    assert told["Questions"] == second.asked
    assert "Free school meals: SMC-2020-11" in told["How answers became groups"]
    assert told["Version of the tables"].startswith("1, as at 3 November 2026")
    assert told["Table plan"].replace(" ", "").lower() == second.plan_hash[:16]
    assert "Groups of fewer than 10 are hidden. Counts are moved by at most 3" in told["Protection"]


@pytest.mark.django_db
def test_the_page_says_the_versions_and_before_any_wave_that_there_is_none(client, settings):
    client.force_login(UserFactory.create(role=Role.VIEWER))
    address = reverse("dashboards:definitions")

    before = client.get(address).content.decode()
    two_waves()
    after = client.get(address).content.decode()

    assert "No wave has been published yet." in before
    assert f"Mobility, version {settings.VERSION}." in before
    assert after.count("How answers became groups") == 2
    assert reverse("surveys:results", args=["w2"]) in after


@pytest.mark.django_db
def test_more_waves_cost_the_page_no_query(client, same_queries):
    client.force_login(UserFactory.create(role=Role.VIEWER))
    one_wave("w1", seed=2)

    same_queries(lambda: client.get(reverse("dashboards:definitions")), add_rows=one_wave)
