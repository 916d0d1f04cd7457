"""What is made of the answers, and what the tables are held to before anybody sees them."""

from django.utils.translation import gettext_lazy as _

from surveys.promised.promise import HERE, LATER, OUTSIDER, Promise

PLAN: tuple[Promise, ...] = (
    Promise(
        id="plan",
        part="plan",
        title=_("No other tables"),
        sentence=_(
            "The count makes the tables of this plan and no others. The plan was fixed when the "
            "survey opened and cannot be changed since."
        ),
        checks=(f"{HERE}.test_the_count_makes_the_tables_of_the_frozen_plan_and_no_others",),
    ),
    Promise(
        id="small-groups",
        part="plan",
        title=_("No small groups"),
        sentence=_(
            "A group of fewer than ten people is hidden, and so is whatever would give it away by "
            "adding and subtracting. Nobody is told which of the two it was."
        ),
        checks=(
            f"{HERE}.test_no_group_of_fewer_than_ten_is_kept_and_no_exact_count",
            f"{OUTSIDER}.test_o1_what_is_left_of_a_shown_group_is_a_crowd",
            f"{OUTSIDER}.test_o2_no_small_group_is_a_sum_and_difference_of_published_ones",
            f"{OUTSIDER}.test_o3_everybody_in_a_small_group_stays_one_of_ten",
        ),
    ),
    Promise(
        id="blurred",
        part="plan",
        title=_("Nothing exact"),
        sentence=_(
            "Every count in the tables is moved a little or not at all, and by how much nobody can "
            "work out once the key is destroyed. The same people get the same figure wherever they "
            "are counted, so nothing can be averaged out. Differences in pay, where pay is asked, "
            "are not moved but rounded."
        ),
        checks=(
            "tests.disclosure.control.test_noise"
            ".test_over_many_keys_the_noise_is_unbiased_and_as_large_as_planned",
            "tests.disclosure.control.test_noise"
            ".test_the_same_people_give_the_same_number_in_whatever_order_and_beside_whatever_else",
            "tests.disclosure.control.test_record_keys"
            ".test_another_key_or_another_wave_has_nothing_in_common",
            f"{OUTSIDER}.test_o4_no_answer_of_anybody_is_proved_or_ruled_out",
            f"{OUTSIDER}.test_o5_a_count_of_nobody_or_of_all_could_be_another",
            "tests.surveys.test_pay_in_waves"
            ".test_a_gap_is_rounded_and_never_of_fewer_than_twenty_on_a_side",
        ),
    ),
    Promise(
        id="later-waves",
        part="plan",
        title=_("Earlier and later surveys"),
        sentence=_(
            "The tables are laid beside those of the surveys before, up to eight. What was hidden "
            "there does not come out here as long as anybody is in that group, and of those who "
            "left or came between two surveys the attacks prove no answer."
        ),
        checks=(
            f"{LATER}.test_a_later_wave_opens_no_group_that_an_earlier_one_hid",
            f"{LATER}.test_of_nobody_who_left_an_answer_is_known",
            f"{LATER}.test_no_count_is_proved_of_those_who_left_together",
            "tests.surveys.test_wave_tables.test_several_years_of_waves_are_looked_back_on",
            "tests.surveys.test_wave_tables.test_the_count_is_told_of_them",
        ),
    ),
)
