"""What was archived stands on a page and comes back; copies to go on from are made once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from okrs import duplicating, objectives, planning
from okrs.models import KeyResult, Objective
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def page(lead, signed_in):
    return signed_in(lead)


@pytest.fixture
def original(lead):
    keep = KeyResultFactory.create(keep_at=True)
    made = KeyResultFactory.create(
        objective=keep.objective,
        title="Answers",
        owner=lead,
        reviewer=lead,
        guardrail=keep,
        weight=Decimal(2),
        from_as_of=date(2027, 1, 1),
        also_supports=["hiring"],
    )
    CheckInFactory.create(key_result=made)
    MilestoneFactory.create(key_result=made, text="Ask", done_on=date(2027, 2, 1), owner=lead)
    return made


def copy_of(original, lead, newest=0):
    return duplicating.duplicate_key_result(
        key_result=original, newest=newest or original.pk, by=lead, at=AT
    )


def test_what_was_agreed_is_copied_and_what_was_found_is_not(original, lead):
    made = copy_of(original, lead)

    assert made.title == "Answers (copy)"
    assert (made.to_value, made.weight, made.owner, made.reviewer) == (66, 2, lead, lead)
    assert (made.guardrail, made.also_supports) == (original.guardrail, ["hiring"])
    assert (made.from_value, made.from_as_of, made.latest) == (None, None, None)
    assert (made.starts_on, made.due_on) == (date(2027, 6, 1), date(2027, 12, 31))
    assert made.set_by == date(2027, 8, 30)
    assert not made.check_ins.exists()
    assert [(step.text, step.done_on) for step in made.milestones.all()] == [("Ask", None)]
    assert made.origin == "Copied from “Answers”"
    assert AuditEvent.objects.get().verb == "copied"


def test_sent_twice_it_is_copied_once_and_asked_again_it_is_another(original, lead):
    newest = duplicating.newest_of(KeyResult)

    first, again = copy_of(original, lead, newest), copy_of(original, lead, newest)
    another = copy_of(original, lead, duplicating.newest_of(KeyResult))

    assert first == again
    assert another not in (first, original)


def test_in_two_tabs_it_is_copied_once_though_the_copy_was_renamed(original, lead):
    newest = (original.pk, original.objective_id)
    made = copy_of(original, lead, newest[0])
    whole = {"objective": original.objective, "newest": newest[1], "by": lead, "at": AT}
    other = duplicating.duplicate_objective(**whole)
    KeyResult.objects.filter(pk=made.pk).update(title="Answers of apprentices")
    Objective.objects.filter(pk=other.pk).update(title="Listen to apprentices")

    assert copy_of(original, lead, newest[0]) == made
    assert duplicating.duplicate_objective(**whole) == other


def test_a_pair_is_copied_as_a_pair_and_nobody_who_left_reviews_it(original, lead):
    KeyResult.objects.filter(pk=original.guardrail_id).update(order=9999)
    KeyResult.objects.filter(pk=original.pk).update(
        reviewer=UserFactory.create(viewer=True, is_active=False)
    )

    made = duplicating.duplicate_objective(
        objective=original.objective, newest=original.objective_id, by=lead, at=AT
    )

    guarded, keep = made.key_results.order_by("order")
    assert (guarded.guardrail, keep.kind) == (keep, "keep_at")
    assert guarded.reviewer is None


@pytest.mark.parametrize("kind", ["number", "status", "milestones", "keep_at", "unset"])
def test_every_kind_can_be_copied(lead, kind):
    original = KeyResultFactory.create(**{kind: True})

    made = copy_of(original, lead)

    assert (made.kind, made.low, made.high) == (original.kind, original.low, original.high)


def test_points_of_old_days_and_an_owner_who_left_are_not_copied(lead):
    original = KeyResultFactory.create(
        owner=UserFactory.create(viewer=True), pace="curve", curve=[["2027-03-31", "0.25"]]
    )

    made = copy_of(original, lead)

    assert (made.owner, made.pace, made.curve) == (None, "stepped", [])


def test_one_whose_days_are_over_gets_as_many_from_today(lead):
    original = KeyResultFactory.create(starts_on=date(2026, 1, 1), due_on=date(2026, 1, 11))

    made = copy_of(original, lead)

    assert (made.starts_on, made.due_on) == (date(2027, 6, 1), date(2027, 6, 11))


def test_a_long_title_still_says_that_it_is_a_copy():
    assert duplicating.copied("x" * 240, most=240) == "x" * 233 + " (copy)"


def test_an_objective_is_copied_with_what_counts_under_it_once(original, lead):
    KeyResultFactory.create(objective=original.objective, archived=True)
    newest = duplicating.newest_of(Objective)

    made, again = (
        duplicating.duplicate_objective(objective=original.objective, newest=newest, by=lead, at=AT)
        for _n in range(2)
    )

    assert made == again
    assert made.title == f"{original.objective.title} (copy)"
    assert [one.kind for one in made.key_results.order_by("order")] == ["keep_at", "percent"]


def test_the_page_copies_and_leads_to_the_form_of_the_copy(original, page):
    shown = page.get(f"/okrs/key-results/{original.pk}/edit/").content.decode()
    reply = page.post(f"/okrs/key-results/{original.pk}/copy/", {"newest": original.pk})
    objective = original.objective
    of_it = page.post(f"/okrs/objectives/{objective.pk}/copy/", {"newest": "x"}, follow=True)

    made = KeyResult.objects.get(title="Answers (copy)", objective=objective)
    assert f'name="newest" value="{original.pk}"' in shown
    assert reply.url == f"/okrs/key-results/{made.pk}/edit/"
    assert f"{objective.title} (copy)" in of_it.content.decode()


def test_under_a_retired_objective_a_copy_is_refused_with_a_sentence(original, page):
    Objective.objects.filter(pk=original.objective_id).update(retired_at=AT)

    shown = page.post(f"/okrs/key-results/{original.pk}/copy/", follow=True).content.decode()

    assert "is retired: restore it first" in shown
    assert KeyResult.objects.count() == 2


def test_the_archive_says_who_when_and_why_and_gives_back(original, lead, page):
    planning.retire_key_result(
        key_result=original, retired_as="archived", why="Done with it", by=lead, at=AT
    )

    shown = page.get("/okrs/archived/").content.decode()
    page.post(f"/okrs/key-results/{original.pk}/retire/", {"restore": "yes"})

    for words in ("Answers", "Archived", f"{lead.name} on 1 June 2027", "“Done with it”"):
        assert words in shown
    assert "Nothing was archived" in page.get("/okrs/archived/").content.decode()


def test_an_objective_comes_back_with_its_key_results(original, lead, page):
    objectives.retire_objective(objective=original.objective, by=lead, at=AT)

    shown = page.get("/okrs/archived/").content.decode()
    page.post(f"/okrs/objectives/{original.objective_id}/", {"restore": "yes"})

    assert "2 key results come back with it" in shown
    assert Objective.objects.active().count() == 1


def test_what_was_closed_with_its_period_is_no_matter_of_the_archive(page):
    KeyResultFactory.create(retired_as=KeyResult.CLOSED, retired_at=AT)

    assert "Nothing was archived" in page.get("/okrs/archived/").content.decode()


def test_before_set_up_and_with_more_rows_the_archive_stands(page, lead, same_queries):
    assert "Nothing was archived" in page.get("/okrs/archived/").content.decode()
    objective = ObjectiveFactory.create()

    def add_rows():
        for one in KeyResultFactory.create_batch(3, objective=objective):
            planning.retire_key_result(
                key_result=one, retired_as="archived", why="Done", by=lead, at=AT
            )

    add_rows()
    same_queries(lambda: page.get("/okrs/archived/"), add_rows=add_rows)


def test_the_page_of_an_objective_offers_a_copy_too(original, page):
    shown = page.get(f"/okrs/objectives/{original.objective_id}/").content.decode()

    assert f'name="newest" value="{original.objective_id}"' in shown
