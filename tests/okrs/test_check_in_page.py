"""The check-in page, correcting, and the baseline page: who may, what is asked, what is kept."""

from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AuditEvent
from okrs.models import BaselineChange, CheckIn, KeyResult
from tests.factories import CheckInFactory, KeyResultFactory, MilestoneFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 7, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_of_july():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in, lead):
    return signed_in(lead)


def address(key_result, name="check_in"):
    return reverse(f"okrs:{name}", args=[key_result.pk])


def words(response):
    """The page as words, one space between any two."""
    return " ".join(unescape(response.content.decode()).split())


def filled(key_result, *, day=date(2027, 7, 1), **more):
    return {
        "key": str(uuid4()),
        "version": key_result.version,
        "as_of_day": day.day,
        "as_of_month": day.month,
        "as_of_year": day.year,
        **more,
    }


def read(key_result, value="17", **more):
    """A reading that is the latest, as a check-in leaves it."""
    check_in = CheckInFactory.create(key_result=key_result, value=Decimal(value), **more)
    key_result.latest, key_result.confirmed_on = check_in, check_in.as_of
    key_result.save()
    return check_in


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["check_in", "check_in_preview"])
def test_only_the_owner_and_a_lead_check_in(signed_in, page):
    owner = UserFactory.create(contributor=True)
    key_result = KeyResultFactory.create(owner=owner)
    people = {
        owner: 200,
        UserFactory.create(): 200,
        UserFactory.create(contributor=True): 403,
        UserFactory.create(viewer=True): 403,
        UserFactory.create(outsider=True): 403,
    }

    for person, status in people.items():
        answer = signed_in(person).post(address(key_result, page), {"preview": "yes"})
        assert answer.status_code == status, person.role
    assert not CheckIn.objects.exists()


def test_another_owner_is_told_why_not(signed_in):
    client = signed_in(UserFactory.create(contributor=True))
    answer = client.get(address(KeyResultFactory.create(owner=UserFactory.create())))

    assert answer.status_code == 403
    assert "Only its owner, or a lead, checks in" in words(answer)


def test_another_owner_corrects_nothing(signed_in):
    wrong = CheckInFactory.create()
    url = reverse("okrs:correct", args=[wrong.key_result_id, wrong.pk])

    assert signed_in(UserFactory.create(contributor=True)).post(url, {}).status_code == 403


def test_a_contributor_sets_no_baseline_even_of_their_own(signed_in):
    owner = UserFactory.create(contributor=True)
    page = address(KeyResultFactory.create(owner=owner), "baseline")

    assert signed_in(owner).get(page).status_code == 403


# --- What it asks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "asked"),
    [
        ({"number": True}, {"value"}),
        ({"keep_at": True}, {"value"}),
        ({}, {"numerator", "denominator", "value"}),
        ({"kind": "percent_change"}, {"numerator"}),
        ({"status": True}, {"word"}),
        ({"milestones": True}, {"steps"}),
    ],
)
def test_each_kind_asks_for_its_own_figure(desk, traits, asked):
    key_result = KeyResultFactory.create(**traits)
    MilestoneFactory.create(key_result=key_result)
    form = desk.get(address(key_result)).context["form"]

    figures = {"value", "numerator", "denominator", "word", "steps"}
    assert set(form.fields) & figures == asked


def test_the_date_is_today_unless_said_otherwise(desk):
    assert desk.get(address(KeyResultFactory.create())).context["form"]["as_of"].value() == date(
        2027, 7, 1
    )


def test_a_retired_key_result_offers_no_form(desk):
    answer = desk.get(address(KeyResultFactory.create(archived=True)))

    assert "takes no more check-ins" in words(answer)
    assert 'name="save"' not in words(answer)


# --- Saving ---------------------------------------------------------------------------------------


def test_a_check_in_is_saved_and_thanked_for(desk, lead):
    key_result = KeyResultFactory.create()
    answer = desk.post(
        address(key_result),
        filled(
            key_result,
            numerator="1",
            denominator="4",
            changed=" Two teams joined. ",
            next="Ask the rest.",
            blockers="Time.",
            confidence="7",
            save="yes",
        ),
        follow=True,
    )

    said = f"Saved “{key_result}” for 1 July 2027: 25%. Its status was “Stale” and is “Behind” now."
    assert said in words(answer)
    made = CheckIn.objects.get()
    assert (made.value, made.numerator, made.denominator) == (25, 1, 4)
    assert (made.changed, made.next, made.blockers) == (
        "Two teams joined.",
        "Ask the rest.",
        "Time.",
    )
    assert (made.confidence, made.recorded_by, made.recorded_at) == (7, lead, NOW)
    assert KeyResult.objects.get().latest == made


def test_sent_twice_it_is_kept_once(desk):
    key_result = KeyResultFactory.create()
    sent = filled(key_result, value="30", save="yes")
    for _twice in range(2):
        assert desk.post(address(key_result), sent).status_code == 302

    assert CheckIn.objects.count() == 1
    assert AuditEvent.objects.filter(verb="checked in").count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Nothing has been read yet. Write the figure, or say what changed."),
        ({"value": "many"}, "“many” is not a number."),
        ({"value": "101"}, "A percentage is from 0 to 100."),
        ({"numerator": "3"}, "Give both counts"),
        ({"value": "3", "day": date(2027, 7, 2)}, "2 July 2027 has not come yet"),
    ],
)
def test_what_is_refused_stands_beside_its_field_and_nothing_typed_is_lost(desk, sent, sentence):
    key_result = KeyResultFactory.create()
    data = filled(key_result, changed="Kept words", save="yes", **sent)
    if not sent:
        data["changed"] = ""
    answer = desk.post(address(key_result), data)

    assert answer.status_code == 200
    assert words(answer).count(sentence) >= 2  # in the summary, and beside the field
    if sent:
        assert "Kept words" in words(answer)
    assert not CheckIn.objects.exists()


def test_the_words_alone_are_a_check_in(desk):
    key_result = KeyResultFactory.create()
    first = read(key_result)
    desk.post(address(key_result), filled(key_result, changed="Still waiting.", save="yes"))

    key_result.refresh_from_db()
    assert key_result.latest == first
    assert key_result.confirmed_on == date(2027, 7, 1)


def test_nothing_new_confirms_without_a_figure(desk):
    key_result = KeyResultFactory.create()
    first = read(key_result)
    desk.post(address(key_result), filled(key_result, confirm="yes"))

    key_result.refresh_from_db()
    assert (key_result.latest, key_result.confirmed_on) == (first, date(2027, 7, 1))
    assert CheckIn.objects.latest("pk").value is None


@pytest.mark.parametrize(
    ("given", "sent", "said"),
    [
        ({}, {"confirm": "yes"}, "no new reading, 17% still stands. Its status is"),
        ({"status": True}, {"word": "in_progress", "save": "yes"}, "In progress."),
        ({"milestones": True}, {"steps": "all", "save": "yes"}, "1 of 1 done."),
    ],
)
def test_what_was_saved_is_said_in_its_own_words(desk, given, sent, said):
    key_result = KeyResultFactory.create(title="Listen", **given)
    if "milestones" in given:
        sent = sent | {"steps": str(MilestoneFactory.create(key_result=key_result).pk)}
    elif not given:
        read(key_result)
    answer = desk.post(address(key_result), filled(key_result, **sent), follow=True)

    assert f"Saved “Listen” for 1 July 2027: {said}" in words(answer)


def test_what_is_sent_twice_is_said_to_stand_as_before(desk):
    data = filled(KeyResultFactory.create(), value="66", save="yes")
    key_result = KeyResult.objects.get()

    first, again = (desk.post(address(key_result), data, follow=True) for _ in range(2))

    assert "Its status was “Stale” and is “Achieved” now." in words(first)
    assert "Its status is “Achieved”, as before." in words(again)
    assert CheckIn.objects.count() == 1


def test_a_late_check_in_says_that_a_newer_one_stands(desk):
    key_result = KeyResultFactory.create()
    newer = read(key_result, as_of=date(2027, 6, 30))
    sent = filled(key_result, value="5", day=date(2027, 3, 31), save="yes")
    answer = desk.post(address(key_result), sent, follow=True)

    assert "A newer reading is there already, and still stands." in words(answer)
    assert KeyResult.objects.get().latest == newer


def test_steps_ticked_here_are_done_and_told_once(desk):
    key_result = KeyResultFactory.create(milestones=True)
    done, open_one = MilestoneFactory.create_batch(2, key_result=key_result)
    elsewhere = MilestoneFactory.create()
    desk.post(address(key_result), filled(key_result, steps=[done.pk], save="yes"))

    for step, day in ((done, date(2027, 7, 1)), (open_one, None), (elsewhere, None)):
        step.refresh_from_db()
        assert step.done_on == day
    assert list(AuditEvent.objects.values_list("verb", flat=True).order_by("pk")) == [
        "checked in",
        "ticked",
    ]


def test_a_step_of_another_key_result_is_no_choice(desk):
    key_result = KeyResultFactory.create(milestones=True)
    MilestoneFactory.create(key_result=key_result)
    elsewhere = MilestoneFactory.create()
    sent = filled(key_result, steps=[elsewhere.pk], save="yes")

    assert desk.post(address(key_result), sent).status_code == 200
    assert not CheckIn.objects.exists()


def test_the_first_reading_without_a_from_is_offered_as_the_baseline(desk):
    key_result = KeyResultFactory.create(unset=True)
    sent = filled(key_result, value="19", save="yes")
    answer = desk.post(address(key_result), sent, follow=True)

    assert answer.redirect_chain[-1][0].startswith(address(key_result, "baseline"))
    assert "The first reading, 19% on 1 July 2027, is filled in below as From." in words(answer)
    assert answer.context["form"]["from_value"].value() == "19"


def test_an_owner_who_cannot_set_a_baseline_is_not_sent_to_it(signed_in):
    owner = UserFactory.create(contributor=True)
    key_result = KeyResultFactory.create(unset=True, owner=owner)
    answer = signed_in(owner).post(address(key_result), filled(key_result, value="19", save="yes"))

    assert answer["Location"] == address(key_result, "key_result")


# --- Two people at once ---------------------------------------------------------------------------


def test_two_at_once_both_texts_are_shown_and_it_can_be_sent_again(desk, signed_in):
    key_result = KeyResultFactory.create()
    mine = filled(key_result, value="30", changed="What I wrote.", save="yes")
    theirs = filled(key_result, value="31", changed="What Sam wrote.", save="yes")
    signed_in(UserFactory.create(name="Sam Okafor")).post(address(key_result), theirs)
    signed_in(UserFactory.create())

    answer = desk.post(address(key_result), mine)
    assert "Sam Okafor saved a change at 10:00 on 1 July 2027" in words(answer)
    assert "31%, 1 July 2027. “What Sam wrote.”" in words(answer)
    assert "What I wrote." in words(answer)
    assert CheckIn.objects.count() == 1

    again = {**mine, "version": answer.context["form"]["version"].value()}
    assert desk.post(address(key_result), again).status_code == 302
    assert KeyResult.objects.get().latest.changed == "What I wrote."
    assert AuditEvent.objects.filter(verb="checked in").count() == 2


def test_a_change_that_was_no_check_in_is_not_shown_as_one(desk):
    key_result = KeyResultFactory.create()
    read(key_result, changed="An old word.")
    mine = filled(key_result, value="30", save="yes")
    desk.post(
        address(key_result, "baseline"),
        {"from_value": "1", "to_value": "66", "reason": "Why", "approved_by": "Us", "version": 1},
    )

    answer = desk.post(address(key_result), mine)
    assert "saved a change" in words(answer)
    assert answer.context["told_meanwhile"] is None
    assert "An old word." not in words(answer)


# --- What saving would do -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["check_in", "check_in_preview"])
def test_what_it_does_is_seen_before_it_is_saved(desk, name):
    key_result = KeyResultFactory.create()
    read(key_result, "17")
    sent = filled(key_result, value="0", preview="yes")
    answer = desk.post(address(key_result, name), sent)

    assert "If you save this" in words(answer)
    assert "−17 points since 31 March 2027" in words(answer)
    assert answer.context["preview"].row.key_result.latest.value == 0
    assert CheckIn.objects.count() == 1
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"value": "3", "day": date(2027, 7, 2)}, "has not come yet"),
        ({"value": "300"}, "A percentage is from 0 to 100."),
        ({"value": "3", "day": date(2027, 1, 31)}, "A newer reading is there already"),
    ],
)
def test_the_preview_says_what_saving_would_say(desk, sent, sentence):
    key_result = KeyResultFactory.create()
    read(key_result)
    answer = desk.post(address(key_result, "check_in_preview"), filled(key_result, **sent))

    assert sentence in words(answer)


# --- Correcting -----------------------------------------------------------------------------------


def correction(wrong):
    return reverse("okrs:correct", args=[wrong.key_result_id, wrong.pk])


def test_a_correction_opens_on_what_was_said_and_keeps_it(desk):
    wrong = read(KeyResultFactory.create(), "60")
    opened = desk.get(correction(wrong)).context["form"]
    assert (opened["value"].value(), opened["as_of"].value()) == ("60", date(2027, 3, 31))

    sent = filled(wrong.key_result, value="16", why="A typing slip.", day=wrong.as_of)
    answer = desk.post(correction(wrong), sent, follow=True)
    assert "Corrected. The earlier reading is kept, and marked." in words(answer)
    wrong.refresh_from_db()
    assert (wrong.value, wrong.replaced_by.value) == (60, 16)


def test_a_correction_without_a_reason_is_refused(desk):
    wrong = read(KeyResultFactory.create(), "60")
    answer = desk.post(correction(wrong), filled(wrong.key_result, value="16"))

    assert words(answer).count("Say what was wrong, in a sentence.") == 2
    assert CheckIn.objects.count() == 1


def test_a_check_in_of_another_key_result_is_not_found_here(desk):
    wrong = read(KeyResultFactory.create())
    elsewhere = KeyResultFactory.create()

    url = reverse("okrs:correct", args=[elsewhere.pk, wrong.pk])
    assert desk.get(url).status_code == 404


# --- The baseline page ----------------------------------------------------------------------------


def test_the_first_time_no_reason_is_asked(desk):
    key_result = KeyResultFactory.create(unset=True)
    page = address(key_result, "baseline")
    assert "reason" not in desk.get(page).context["form"].fields

    sent = {"from_value": "19", "to_value": "25", "from_as_of": "31 March 2027", "version": 1}
    assert "Saved." in words(desk.post(page, sent, follow=True))
    assert not BaselineChange.objects.get().is_rebaseline


def test_setting_anew_asks_why_and_says_what_becomes_of_readings(desk):
    key_result = KeyResultFactory.create()
    page = address(key_result, "baseline")
    assert "A new target alone leaves the readings as they are." in words(desk.get(page))

    sent = {"from_value": "5", "to_value": "66", "version": 1}
    assert words(desk.post(page, sent)).count("Say why it changes") == 2
    sent |= {"reason": "Counted anew.", "approved_by": "The board", "on": "1/6/2027"}
    assert "Earlier readings are kept" in words(desk.post(page, sent, follow=True))
    assert BaselineChange.objects.get().on == date(2027, 6, 1)


def test_two_at_once_on_a_baseline_are_told(desk):
    key_result = KeyResultFactory.create(unset=True)
    page = address(key_result, "baseline")
    desk.post(page, {"from_value": "19", "version": 1})

    answer = desk.post(page, {"from_value": "20", "version": 1})
    assert "Priya Nair saved a change" in words(answer)
    assert answer.context["form"]["from_value"].value() == "20"
    assert KeyResult.objects.get().from_value == 19


@pytest.mark.parametrize("trait", ["status", "milestones"])
def test_what_has_no_figures_has_no_baseline_page(desk, trait):
    key_result = KeyResultFactory.create(**{trait: True})

    assert desk.get(address(key_result, "baseline")).status_code == 404
