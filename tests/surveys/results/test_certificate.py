"""How the tables were protected stands with the results of every wave, wherever it was asked."""

from dataclasses import replace

import pytest

from disclosure import gate
from disclosure.control.certificate import Certificate, Check
from disclosure.storing import store
from surveys.models.waves import Origin
from tests.disclosure import tables
from tests.factories import UserFactory
from tests.surveys.results.publishing import published, wave
from tests.surveys.results.reading import main, words

pytestmark = pytest.mark.django_db
PROMISE = 'href="/surveys/w1/anonymity/"'


@pytest.fixture
def reader(client):
    client.force_login(UserFactory.create(role="viewer"))
    return client


def certificate() -> Certificate:
    return tables.protected().certificate


def section(client, path: str = "w1/results/") -> str:
    page = main(client, path)
    return page[page.index('id="about-name"') :]


def test_the_first_page_says_what_was_tried_on_how_many_what_was_found_and_what_it_cost(reader):
    stored = published()

    said = words(section(reader))

    assert "How these tables were protected" in said
    assert "Subtracting the groups that are shown from their total 2 hidden groups 0" in said
    assert "2 of 8 groups are hidden to protect people." in said
    assert f"Version 1 of the tables. Their digest: {stored.digest[:4].upper()}" in said


def test_it_reads_alike_whether_anybody_answered_in_a_hidden_group_or_nobody(reader):
    """A group of nobody is no target: how many targets there were would tell of it."""
    told = []
    for label, targets in (("w1", 34), ("w2", 35)):
        checks = tuple(Check(name, targets, 0) for name in (*gate.ATTACKS, "repeated"))
        made = replace(tables.protected(), certificate=replace(certificate(), checks=checks))
        wave(label)
        store(protected=made, about=tables.about(label), at=tables.AT)
        told.append(words(section(reader, f"{label}/results/")))

    assert told[0].partition("Version")[0] == told[1].partition("Version")[0]
    assert "34" not in told[0].partition("Version")[0]


def test_it_is_folded_and_opens_without_script(reader):
    published()

    found = section(reader)

    assert '<details class="data-details">' in found
    assert "<script" not in found


def test_a_survey_asked_here_leads_to_what_people_were_told_before_they_answered(reader):
    published()

    assert PROMISE in section(reader)


def test_one_that_was_brought_in_has_its_certificate_and_no_page_to_lead_to(reader):
    wave(origin=Origin.IMPORTED)
    tables.publication("w1", invited=None)

    found = section(reader)

    assert "Subtracting the groups that are shown from their total" in found
    assert "anonymity" not in found


def test_an_older_version_has_its_own_certificate(client):
    first, second = published(), tables.publication("w1", title="Survey", reason="A better name.")
    client.force_login(UserFactory.create(role="lead"))

    assert f"Version 1 of the tables. Their digest: {first.digest[:4].upper()}" in words(
        section(client, "w1/results/v1/")
    )
    assert f"Version 2 of the tables. Their digest: {second.digest[:4].upper()}" in words(
        section(client)
    )
