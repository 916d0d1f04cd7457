"""Milestones: added, changed, ticked once, removed, and promoted so that they count once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from okrs import milestones
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import KeyResult, Milestone
from okrs.refusals import CannotPlan
from tests.factories import KeyResultFactory, MilestoneFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
TODAY = date(2027, 3, 1)


def recorded():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def tick(milestone, by, today=TODAY):
    return milestones.tick(milestone=milestone, by=by, at=AT, today=today)


def test_a_new_milestone_is_the_last(lead):
    key_result = KeyResultFactory.create()
    for text in ("First", "Second"):
        milestones.add_milestone(key_result=key_result, text=text, by=lead, at=AT)

    assert list(key_result.milestones.order_by("order").values_list("text", flat=True)) == [
        "First",
        "Second",
    ]
    assert recorded() == ["added", "added"]


def test_only_an_outcome_has_a_target_of_its_own(lead):
    made = milestones.add_milestone(
        key_result=KeyResultFactory.create(),
        text="Do it",
        by=lead,
        at=AT,
        kind=Milestone.ACTION,
        target_value=Decimal(30),
        target_unit="%",
    )

    assert (made.target_value, made.target_unit) == (None, "")


def test_ticked_twice_is_ticked_once_and_the_first_day_stays(lead):
    milestone = MilestoneFactory.create()
    tick(milestone, lead)
    tick(milestone, lead, today=date(2027, 5, 1))

    milestone.refresh_from_db()
    assert milestone.done_on == TODAY
    assert recorded() == ["ticked"]


def test_unticked_is_not_done(lead):
    milestone = MilestoneFactory.create(done_on=TODAY)
    for _twice in range(2):
        milestones.untick(milestone=milestone, by=lead, at=AT)

    milestone.refresh_from_db()
    assert milestone.done_on is None
    assert recorded() == ["unticked"]


def test_the_last_tick_of_a_milestone_key_result_is_remembered_as_achieved(lead):
    key_result = KeyResultFactory.create(milestones=True)
    first, last = MilestoneFactory.create_batch(2, key_result=key_result)

    tick(first, lead)
    key_result.refresh_from_db()
    assert not key_result.ever_achieved
    tick(last, lead)
    key_result.refresh_from_db()
    assert key_result.ever_achieved


def test_a_tick_does_not_achieve_what_a_figure_decides(lead):
    milestone = MilestoneFactory.create()
    tick(milestone, lead)

    milestone.key_result.refresh_from_db()
    assert not milestone.key_result.ever_achieved


def test_a_retired_key_result_refuses_and_says_what_to_do(lead):
    milestone = MilestoneFactory.create(key_result=KeyResultFactory.create(archived=True))

    with pytest.raises(CannotPlan, match="Restore it first"):
        tick(milestone, lead)


def test_changing_keeps_before_and_after_in_the_record(lead):
    milestone = MilestoneFactory.create(text="Old words")
    milestones.edit_milestone(
        milestone=milestone, text="New words", by=lead, at=AT, version=1, weight=Decimal(2)
    )

    milestone.refresh_from_db()
    assert (milestone.text, milestone.weight, milestone.version) == ("New words", 2, 2)
    assert AuditEvent.objects.get().changes["text"] == ["Old words", "New words"]


def test_two_people_at_once_are_told_who_changed_what(lead):
    milestone = MilestoneFactory.create()
    milestones.edit_milestone(milestone=milestone, text="Mine", by=lead, at=AT, version=1)

    with pytest.raises(ChangedMeanwhile, match="Priya Nair saved a change"):
        milestones.edit_milestone(milestone=milestone, text="Theirs", by=lead, at=AT, version=1)


def test_a_removed_milestone_stays_in_the_record(lead):
    milestone = MilestoneFactory.create(text="A mistake")
    milestones.remove_milestone(milestone=milestone, by=lead, at=AT, version=1)

    assert not Milestone.objects.exists()
    assert AuditEvent.objects.get().note == "A mistake"


def promote(milestone, by):
    return milestones.promote(milestone=milestone, by=by, at=AT, today=TODAY)


def test_an_outcome_becomes_a_key_result_with_its_baseline_to_set(lead):
    milestone = MilestoneFactory.create(
        kind=Milestone.OUTCOME, text="Mix mirrors", target_value=Decimal(30), target_unit="%"
    )
    made = promote(milestone, lead)

    assert (made.title, made.kind, made.from_value, made.to_value) == (
        "Mix mirrors",
        "percent",
        None,
        30,
    )
    assert made.set_by is not None
    assert made.objective == milestone.key_result.objective
    milestone.refresh_from_db()
    assert milestone.promoted_to == made


def test_promoted_twice_is_one_key_result(lead):
    milestone = MilestoneFactory.create(kind=Milestone.OUTCOME)

    assert promote(milestone, lead) == promote(milestone, lead)
    assert KeyResult.objects.count() == 2


def test_an_action_has_no_figure_to_make_a_key_result_of(lead):
    with pytest.raises(CannotPlan, match="Only an outcome"):
        promote(MilestoneFactory.create(), lead)


def test_an_owner_ticks_on_the_page_and_comes_back_to_the_step(signed_in):
    owner = UserFactory.create(contributor=True)
    milestone = MilestoneFactory.create(key_result=KeyResultFactory.create(owner=owner))
    answer = signed_in(owner).post(reverse("okrs:milestone_tick", args=[milestone.pk]))

    milestone.refresh_from_db()
    assert milestone.done_on
    assert answer.url.endswith(f"#milestone-{milestone.pk}")


def test_who_owns_the_step_may_tick_it_too(signed_in):
    owner = UserFactory.create(contributor=True)
    milestone = MilestoneFactory.create(owner=owner)
    signed_in(owner).post(reverse("okrs:milestone_tick", args=[milestone.pk]))

    milestone.refresh_from_db()
    assert milestone.done_on


@pytest.mark.parametrize("trait", ["contributor", "viewer", "outsider"])
def test_others_may_not_tick(signed_in, trait):
    milestone = MilestoneFactory.create()
    client = signed_in(UserFactory.create(**{trait: True}))

    assert client.post(reverse("okrs:milestone_tick", args=[milestone.pk])).status_code == 403
    milestone.refresh_from_db()
    assert milestone.done_on is None


@pytest.mark.parametrize("trait", ["contributor", "viewer", "outsider"])
@pytest.mark.parametrize("name", ["milestone_edit", "milestone_remove", "milestone_promote"])
def test_only_who_edits_the_plan_changes_a_milestone(signed_in, trait, name):
    client = signed_in(UserFactory.create(**{trait: True}))

    assert (
        client.post(reverse(f"okrs:{name}", args=[MilestoneFactory.create().pk])).status_code == 403
    )


def form(**answers):
    return {"text": "Step", "kind": "action", "weight": "1", "due_on": "31/03/2027"} | answers


def test_a_lead_adds_a_milestone_on_its_page(signed_in, lead):
    key_result = KeyResultFactory.create()
    signed_in(lead).post(reverse("okrs:milestone_add", args=[key_result.pk]), form())

    made = key_result.milestones.get()
    assert (made.text, made.due_on) == ("Step", date(2027, 3, 31))


def test_a_form_with_mistakes_says_which_and_keeps_the_words(signed_in, lead):
    key_result = KeyResultFactory.create()
    page = signed_in(lead).post(
        reverse("okrs:milestone_add", args=[key_result.pk]),
        form(text="", weight="heavy", target_unit="roles"),
    )

    told = page.content.decode()
    assert "There is a problem" in told
    assert "Write what the step is." in told
    assert 'value="roles"' in told
    assert not key_result.milestones.exists()


def test_the_page_shows_both_when_somebody_saved_first_and_takes_it_the_second_time(
    signed_in, lead
):
    milestone = MilestoneFactory.create(text="As it was")
    page = reverse("okrs:milestone_edit", args=[milestone.pk])
    milestones.edit_milestone(milestone=milestone, text="By another", by=lead, at=AT, version=1)
    client = signed_in(lead)

    told = client.post(page, form(text="By me", version="1")).content.decode()
    assert "By another" in told
    assert "By me" in told
    client.post(page, form(text="By me", version="2"))
    milestone.refresh_from_db()
    assert milestone.text == "By me"


def test_a_lead_removes_and_promotes_on_the_page(signed_in, lead):
    wrong, outcome = MilestoneFactory.create(), MilestoneFactory.create(kind="outcome")
    client = signed_in(lead)

    client.post(reverse("okrs:milestone_remove", args=[wrong.pk]))
    answer = client.post(reverse("okrs:milestone_promote", args=[outcome.pk]))

    outcome.refresh_from_db()
    assert not Milestone.objects.filter(pk=wrong.pk).exists()
    assert answer.url == reverse("okrs:key_result", args=[outcome.promoted_to_id])


def test_an_outcome_without_its_figure_is_not_done(lead):
    step = MilestoneFactory(kind=Milestone.OUTCOME, text="X% more young people aware", done_on=None)

    with pytest.raises(CannotPlan, match="has no figure to reach yet: set it first"):
        milestones.tick(milestone=step, by=lead, at=AT, today=TODAY)
