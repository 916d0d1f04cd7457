"""A counted wave is published: by whom, after what, once, and with what said to everybody."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from disclosure import reading
from disclosure.control.plan import Cut
from disclosure.control.safe_tables import Protected, digest
from disclosure.models import Publication
from surveys import publishing
from surveys.models import Wave, WaveCount
from surveys.publishing import CannotPublish
from surveys.refusals import CannotChangeWave
from surveys.states import State
from tests.disclosure.publications import protected_tables, publication
from tests.disclosure.test_reading import alter
from tests.factories import NOON, OrganisationFactory, UserFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def counted(**over) -> Wave:
    """A wave that is over, with tables."""
    wave = making.draft_wave(label="w1")
    publication("w1", **over)
    Wave.objects.filter(pk=wave.pk).update(state=State.CLOSED, plan_hash="c" * 64, version=7)
    WaveCount.objects.create(
        wave=wave, invited=1_000, collected=600, reissued=0, counted=590, invalid=0
    )
    return Wave.objects.get()


def publish(wave: Wave) -> Wave:
    return publishing.publish_wave(wave=wave, by=UserFactory.create(), at=NOON)


@pytest.fixture
def page(lead: User, signed_in: SignIn) -> Client:
    OrganisationFactory.create()
    return signed_in(lead)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# --- the verb -----------------------------------------------------------------------------------


def test_a_counted_wave_is_published_and_no_number_changes():
    wave = counted()

    published = publish(wave)

    assert (published.state, published.version) == (State.PUBLISHED, 8)
    assert reading.whole("w1", 1) == protected_tables()
    assert Publication.objects.count() == 1
    event = AuditEvent.objects.get(verb="published")
    assert event.changes == {"state": ["closed", "published"]}


def test_publishing_twice_is_publishing_once():
    wave = counted()

    assert publish(publish(wave)).state == State.PUBLISHED
    assert AuditEvent.objects.filter(verb="published").count() == 1


@pytest.mark.parametrize("state", [State.DRAFT, State.OPEN, State.CLOSING, State.ABANDONED])
def test_nothing_but_a_counted_wave_is_published(state):
    wave = counted()
    Wave.objects.update(state=state)

    with pytest.raises(CannotChangeWave, match="This wave is"):
        publish(wave)


def test_where_too_few_answered_there_is_nothing_to_publish():
    wave = making.draft_wave()
    Wave.objects.update(state=State.CLOSED, plan_hash="c" * 64)

    with pytest.raises(CannotPublish, match="Too few people answered"):
        publish(wave)


def test_where_all_is_hidden_there_is_nothing_to_publish():
    wave = counted(protected=only(()))

    with pytest.raises(CannotPublish, match="Nothing can be shown"):
        publish(wave)


def only(shown: tuple[Cut, ...]) -> Protected:
    """The tables where a gate found no way to show more than these cuts."""
    whole = protected_tables()
    cells = {
        cut: dict(table) if cut in shown else dict.fromkeys(table)
        for cut, table in whole.cells.items()
    }
    certificate = replace(
        whole.certificate,
        total_only=True,
        shown=len(shown),
        digest=digest(cells, whole.recoded),
    )
    return Protected(cells=cells, recoded=whole.recoded, certificate=certificate)


def test_what_somebody_altered_is_not_published():
    wave = counted()
    alter("disclosure_publication", "responded", 999)

    with pytest.raises(CannotPublish, match="not those that were published"):
        publish(wave)
    assert Wave.objects.get().state == State.CLOSED


# --- the pages ----------------------------------------------------------------------------------


def test_the_lead_is_told_what_everybody_will_see_and_then_publishes(page):
    counted()

    before = shown(page, "/surveys/w1/")
    assert "Publish the results" in before
    asked = shown(page, "/surveys/w1/publish/")
    assert "Everybody who signs in will see 15 tables of" in asked
    assert "This cannot be undone" in asked
    hidden = protected_tables().certificate.hidden
    assert f"{hidden} of" in asked
    page.post("/surveys/w1/publish/")

    after = shown(page, "/surveys/w1/")
    assert Wave.objects.get().state == State.PUBLISHED
    assert 'href="/surveys/w1/results/"' in after
    assert 'href="/surveys/w1/publish/"' not in after


def test_sent_twice_it_says_that_nothing_was_done(page):
    counted()
    page.post("/surveys/w1/publish/")

    again = page.post("/surveys/w1/publish/", follow=True).content.decode()

    assert "Nothing was done: the wave is published" in again


def client_of(**role: bool) -> Client:
    client = Client()
    client.force_login(UserFactory.create(**role))
    return client


def test_before_only_those_who_run_surveys_can_read_them(page):
    wave = counted()
    readers = [client_of(viewer=True), client_of(contributor=True)]
    for reader in readers:
        seen = shown(reader, "/surveys/w1/")
        assert "They are not published yet" in seen
        assert "hidden to protect" not in seen
        assert "/surveys/w1/results/" not in seen
        assert reader.get("/surveys/w1/results/").status_code == 404
        assert reader.get("/surveys/w1/publish/").status_code == 403
    assert page.get("/surveys/w1/results/").status_code == 200

    publish(wave)

    for reader in readers:
        assert reader.get("/surveys/w1/results/").status_code == 200
        assert "/surveys/w1/results/" in shown(reader, "/surveys/w1/")
        assert reader.get("/surveys/w1/results/v1/").status_code == 403


def test_an_outsider_is_refused_all_of_it():
    publish(counted())
    for reader in (client_of(outsider=True), Client()):
        for address in ("", "results/", "publish/", "correct/"):
            assert reader.get(f"/surveys/w1/{address}").status_code in (302, 403)


def test_where_hiding_did_not_help_the_lead_is_told_in_a_sentence(page):
    counted(protected=only(((),)))

    assert "only the figures of everybody together are shown" in shown(page, "/surveys/w1/")


def test_what_was_altered_is_said_in_a_sentence_and_not_shown(page):
    counted()
    alter("disclosure_publication", "responded", 999)

    for address in ("", "publish/"):
        assert "not those that were published" in shown(page, f"/surveys/w1/{address}")
    assert page.get("/surveys/w1/correct/").status_code == 404


def test_a_wave_page_costs_the_same_however_many_versions_there_are(page, same_queries):
    counted()

    def add() -> None:
        for _turn in range(3):
            publication("w1", reason="Said better.", at=timezone.now())

    same_queries(lambda: page.get("/surveys/w1/"), add_rows=add)
