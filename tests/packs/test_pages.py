"""Pages of issued packs: for whom they are, and that they say what was issued and nothing else."""

import re
from datetime import UTC, datetime

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from packs.models import Pack
from tests.factories import CheckInFactory, KeyResultFactory, OrganisationFactory, UserFactory
from tests.packs import examples
from tests.packs.issued import pack_of, two_packs

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(client, lead):
    OrganisationFactory.create()
    two_packs(by=lead)
    client.force_login(UserFactory.create(viewer=True))
    return client


def main_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    found = re.search(r"<main.*</main>", answer.content.decode(), re.S)
    assert found
    return found[0]


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_packs_are_listed_newest_first_with_whose_they_are(leader):
    words = words_of(main_of(leader, "/board-pack/"))

    assert words.index("Pack 2") < words.index("Pack 1")
    assert "Board of Calder &amp; Moor 31 March 2027 2 April 2027, P. Nair" in words


def test_before_the_first_pack_the_page_says_what_a_pack_is(client):
    client.force_login(UserFactory.create(viewer=True))

    words = words_of(main_of(client, "/board-pack/"))

    assert "No pack has been issued yet" in words
    assert "There is nothing to print yet." in words
    assert "lead sets them up." in words


def test_a_pack_shows_all_that_it_holds(leader):
    words = words_of(main_of(leader, "/board-pack/2/"))
    told = examples.contents()

    for finding in (*told.findings, told.changes, told.unsaid):
        assert finding.title.replace("&", "&amp;") in words
        assert finding.source in words
    for sentence in told.said:
        assert sentence in words
    for line in told.strategy:
        assert f"{line.key_result} {line.objective.replace('&', '&amp;')}" in words
    assert "Issued on 2 April 2027 by Priya Nair" in words
    assert "Sam Okafor" in words


def test_a_pack_for_everybody_names_no_owner(leader):
    html = main_of(leader, "/board-pack/1/")

    assert "Sam Okafor" not in html
    assert ">Owner<" not in html


def test_whatever_happens_to_the_plan_the_page_stays_the_same(leader):
    before = main_of(leader, "/board-pack/2/")

    CheckInFactory.create(key_result=KeyResultFactory.create(title="New"), recorded_by=None)
    later = Pack.objects.get(number=2)
    pack_of(examples.contents(), by=later.by, at=datetime(2027, 7, 1, 9, tzinfo=UTC))

    assert main_of(leader, "/board-pack/2/") == before


def test_more_packs_cost_no_more_queries(leader, lead, same_queries):
    def more():
        for _ in range(3):
            pack_of(examples.contents(), by=UserFactory.create())

    same_queries(lambda: main_of(leader, "/board-pack/"), add_rows=more)
    same_queries(lambda: main_of(leader, "/board-pack/2/"), add_rows=more)
    leader.force_login(lead)
    same_queries(lambda: main_of(leader, "/board-pack/"), add_rows=more)
    same_queries(lambda: main_of(leader, "/board-pack/2/since/1/"), add_rows=more)


def test_two_packs_are_set_beside_each_other_the_later_one_first(leader):
    assert "No key result changed" in main_of(leader, "/board-pack/2/since/1/")
    for address in ("1/since/2/", "2/since/2/", "2/since/9/", "9/since/1/"):
        assert leader.get(f"/board-pack/{address}").status_code == 404


def test_a_pack_that_is_not_there_is_not_found(leader):
    for address in ("3/", "0/", "3.xlsx", "2.exe"):
        assert leader.get(f"/board-pack/{address}").status_code == 404


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("contents", "{}"),
        ("audience", "Somebody else"),
        ("as_of", "2027-04-01"),
        ("number", 7),
        ("kind", "open"),
    ],
)
def test_a_pack_that_was_altered_is_not_shown_at_all(leader, column, value):
    QuerySet(Pack).filter(number=2).update(**{column: value})  # behind the model's back
    number = 7 if column == "number" else 2

    for address in (f"{number}/", f"{number}.xlsx", f"{number}/since/1/"):
        answer = leader.get(f"/board-pack/{address}")
        assert answer.status_code == 500
        assert "This pack is not what was issued" in answer.content.decode()
        assert "29%" not in answer.content.decode()


def test_a_pack_of_another_version_of_mobility_is_refused_whole(leader, lead, monkeypatch):
    monkeypatch.setattr("packs.keeping.FORMAT", "mobility-pack-2")

    answer = leader.get("/board-pack/2/")

    assert answer.status_code == 500
    assert "another version of Mobility" in answer.content.decode()


def test_files_say_in_their_names_what_they_are(leader):
    answer = leader.get("/board-pack/2.xlsx")

    told = answer.headers["Content-Disposition"]
    assert told == 'attachment; filename="calder-moor-board-pack-2-2027-03-31.xlsx"'


def test_someone_without_a_role_is_kept_out(client, lead):
    two_packs(by=lead)
    client.force_login(UserFactory.create(outsider=True))

    for address in ("", "2/", "2/since/1/", "2.xlsx", "issue/"):
        answer = client.get(f"/board-pack/{address}")
        assert answer.status_code == 403
        assert "Calder" not in answer.content.decode()


def test_leaders_do_not_issue_packs(leader):
    assert leader.get(reverse("packs:issue")).status_code == 403
    assert leader.post(reverse("packs:issue"), {"issue": "1"}).status_code == 403
    assert "Issue the pack" not in main_of(leader, "/board-pack/")


def test_the_menu_leads_to_the_packs(leader):
    assert 'href="/board-pack/"' in leader.get("/strategy/").content.decode()
