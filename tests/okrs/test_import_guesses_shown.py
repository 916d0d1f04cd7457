"""What an import guessed says from what it was, until a person confirms or changes it."""

import pytest
from django.urls import reverse

from okrs.models import KeyResult, SheetImport
from tests.factories import KeyResultFactory, StrategyFactory, UserFactory

HEAD = "Key result\tFrom\tTo\tPillar\tObjective\tOwner\n"


@pytest.fixture
def strategy(db):
    return StrategyFactory()


@pytest.fixture
def page(client, lead, strategy):
    UserFactory.create(name="Jo Bevan", email="jo@example.org", contributor=True)
    client.force_login(lead)

    class Page:
        def bring(self, rows):
            client.post(reverse("okrs:import"), {"pasted": HEAD + rows})
            self.draft = SheetImport.objects.latest("pk")
            self.address = reverse("okrs:import_check", args=[self.draft.key])
            return self.see()

        def see(self):
            self.answer = client.get(self.address)
            return {
                row.checked.judged.row.title: {
                    part: guess.sentence for part, guess in row.guessed.items()
                }
                for row in self.answer.context.get("rows", [])
            }

        def press(self, do):
            self.draft.refresh_from_db()
            client.post(self.address, {"do": do, "version": self.draft.version})
            return self.see()

    return Page()


def test_each_guess_says_from_what_and_what_is_said_outright_is_none(page):
    shown = page.bring(
        "Applicants\t1\t2\t\tRecruitment drive\tJo\n"
        "Promotions\t1\t2\tIn-reach work\tMove up\tJo Bevan\n"
        "Answers\t1\t2\tData\tKnow\tjo@example.org\n"
    )

    assert shown == {
        "Applicants": {
            "pillar": "guessed from “recruitment”", "owner": "guessed from “Jo”",
        },
        "Promotions": {"pillar": "guessed from “in reach”"},
        "Answers": {},
    }  # fmt: skip
    text = page.answer.content.decode()
    assert "3 values below are guessed, and each says from what." in text
    assert text.count("guessed from “recruitment”") == 2  # in the cell, and in its button's name


def test_a_pillar_of_the_row_above_is_a_guess_under_another_objective_only(page):
    shown = page.bring(
        "Answers\t1\t2\tData\tKnow\t\n"
        "More answers\t1\t2\t\t\t\n"
        "Offices\t1\t2\t\tBetter rooms\t\n"
        "Chairs\t1\t2\t\tBetter rooms\t\n"
    )

    assert shown == {
        "Answers": {},
        "More answers": {},
        "Offices": {"pillar": "guessed from the row above it"},
        "Chairs": {"pillar": "guessed from the row above it"},
    }
    assert page.press("fix:4:pillar:culture")["Offices"] == {}


def test_one_guess_is_confirmed_and_the_others_stay(page):
    page.bring("Applicants\t1\t2\t\tRecruit\t\nHires\t1\t2\t\tRecruit\t\n")

    shown = page.press("fix:2:pillar:hiring")

    assert shown == {"Applicants": {}, "Hires": {"pillar": "guessed from “recruit”"}}
    assert "1 value below is guessed, and says from what." in page.answer.content.decode()


def test_all_of_them_are_confirmed_at_once(page):
    page.bring("Applicants\t1\t2\t\tRecruit\tJo\nHires\t1\t2\t\tRecruit\tBevan\n")

    shown = page.press("guesses")
    page.press("confirm")

    assert shown == {"Applicants": {}, "Hires": {}}
    made = KeyResult.objects.values_list("objective__pillar", "owner__name")
    assert list(made) == [("hiring", "Jo Bevan")] * 2


def test_what_is_changed_is_a_guess_no_more(page):
    page.bring("Applicants\t1\t2\t\tRecruit\t\n")

    assert page.press("fix:2:pillar:culture") == {"Applicants": {}}


def test_what_the_playbook_knows_is_guessed_too(page):
    from okrs.playbook import catalogue

    title = str(next(row.title for row in catalogue.ROWS if row.in_all))

    assert page.bring(f"{title}\tx\ty\t\t\t\n") == {title: {"pillar": "guessed from the playbook"}}


def test_a_row_left_out_and_one_that_is_there_already_are_not_asked_about(page, strategy):
    there = KeyResultFactory.create(
        objective__strategy=strategy, objective__title="Recruit", objective__pillar="hiring",
        title="Hires",
    )  # fmt: skip
    page.bring("Applicants\t1\t2\t\tHire more\t\nHires\t1\t2\t\tRecruit\t\n")

    shown = page.press("leave:2")

    assert there.pk
    assert shown == {"Applicants": {}, "Hires": {}}
    assert "values below are guessed" not in page.answer.content.decode()
