"""What is kept, where, and until when."""

from django.utils.translation import gettext_lazy as _

from surveys.promised.promise import ATTACKS, BROWSER, GUARDIAN, HERE, KEYS, Promise

UNTIL_THE_COUNT = _("Until the count")
FOR_GOOD = _("For good")
GONE = "tests.surveys.test_whole_wave.test_nothing_is_left_but_the_count"
NO_NAME = f"{ATTACKS}.test_c1_dump.test_after_the_count_no_name_of_anybody_invited_is_left"
COLUMNS = (
    "tests.architecture.test_ballot.test_the_box_has_these_columns_of_these_types_and_no_others",
    "tests.architecture.test_ballot.test_no_column_is_of_a_kind_that_holds_a_moment_or_an_address",
)

KEPT: tuple[Promise, ...] = (
    Promise(
        id="kept-invitations",
        part="kept",
        title=_("Invitations"),
        sentence=_(
            "Your work e-mail address and, if your employer gave them, your unit, grade and place; "
            "whether the message went out. A printed card is tied to nobody."
        ),
        checks=(GONE, NO_NAME),
        until=UNTIL_THE_COUNT,
    ),
    Promise(
        id="kept-papers",
        part="kept",
        title=_("Ballot papers"),
        sentence=_("That one was handed out for your invitation, and whether a second one was."),
        checks=(GONE, *COLUMNS),
        until=UNTIL_THE_COUNT,
    ),
    Promise(
        id="kept-ballots",
        part="kept",
        title=_("Sealed ballots"),
        sentence=_(
            "A sealed box and its ballot number. No name, no time, no address, no kind of device."
        ),
        checks=(GONE, *COLUMNS),
        until=UNTIL_THE_COUNT,
    ),
    Promise(
        id="kept-keys",
        part="kept",
        title=_("Keys"),
        sentence=_(
            "In a folder of the server outside the database: one that makes codes, one that signs "
            "ballot papers, one that opens the box."
        ),
        checks=(
            f"{HERE}.test_no_key_of_the_survey_is_in_the_database",
            f"{ATTACKS}.test_c10_backup.test_after_the_count_nothing_on_this_machine_opens_the_copy",
        ),
        holder="host",
        until=UNTIL_THE_COUNT,
    ),
    Promise(
        id="kept-keys-guardian",
        part="kept",
        title=_("Keys"),
        sentence=_(
            "In a folder of the server outside the database: one that makes codes, one that signs "
            "ballot papers. The one that opens the box is with %(guardian)s."
        ),
        checks=(
            f"{KEYS}.test_a_guardian_keeps_the_key_to_the_box",
            f"{GUARDIAN}.test_the_whole_way_of_a_box_that_a_guardian_holds",
        ),
        holder="guardian",
        until=UNTIL_THE_COUNT,
    ),
    Promise(
        id="kept-device",
        part="kept",
        title=_("On your own device"),
        sentence=_(
            "Your ballot paper and your answers, in the browser you used, so that you can change "
            "them. Whoever can use that browser could read them. If you say at the start that "
            "others use the device, nothing is kept on it."
        ),
        checks=(
            f"{BROWSER}.test_what_the_browser_keeps_is_forgotten_when_somebody_says_so",
            f"{BROWSER}.test_a_shared_device_keeps_nothing",
        ),
        until=_("Until you press “Forget everything on this device”"),
    ),
    Promise(
        id="kept-figures",
        part="kept",
        title=_("Taking part"),
        sentence=_(
            "How many were invited, collected a ballot paper, lost it and got another, and were "
            "counted; and of a unit, rounded to 5, where ten or more took part and ten or more "
            "did not."
        ),
        checks=(
            f"{HERE}.test_the_count_keeps_taking_part_and_no_answer",
            "tests.surveys.test_participation.test_a_unit_is_shown_where_ten_did_and_ten_did_not",
        ),
        until=FOR_GOOD,
    ),
    Promise(
        id="kept-tables",
        part="kept",
        title=_("The results"),
        sentence=_(
            "The tables of the plan as they passed the attacks, and, where pay is asked, rounded "
            "differences in pay. What was tried and how many groups are hidden stands on this page "
            "from the count on. Until they are published, no page shows the figures to anybody but "
            "those who run the survey. They are never changed."
        ),
        checks=(
            f"{HERE}.test_no_group_of_fewer_than_ten_is_kept_and_no_exact_count",
            "tests.surveys.test_anonymity_page"
            ".test_from_the_count_on_it_says_what_was_tried_and_no_figure",
            "tests.surveys.test_publishing.test_before_only_those_who_run_surveys_can_read_them",
            "tests.disclosure.test_storing.test_a_publication_is_never_changed",
            "tests.disclosure.test_storing.test_a_table_is_never_changed",
            "tests.disclosure.test_storing.test_the_database_refuses_to_change_it_whoever_asks",
        ),
        until=FOR_GOOD,
    ),
    Promise(
        id="kept-numbers",
        part="kept",
        title=_("Ballot numbers"),
        sentence=_(
            "The list of those that were counted, in order of the numbers themselves, so that you "
            "can find yours. The boxes they stood on are gone."
        ),
        checks=(
            f"{ATTACKS}.test_c1_dump.test_what_the_count_kept_are_numbers_in_an_order_of_their_own",
            GONE,
        ),
        until=FOR_GOOD,
    ),
)
