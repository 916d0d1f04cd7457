"""What was taken away and not touched comes back as no difference, whatever people have written."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from okrs.models import KeyResult
from okrs.offline import files, taking
from okrs.offline.files import marked, unmarked
from tests.factories import KeyResultFactory
from tests.okrs.offline.making import Offline, a_plan, brought, compared, with_all_that_moves

pytestmark = pytest.mark.django_db
NASTY = (
    "=1+1", "+44 20", "-1", "@cmd", "'quoted", "'=1+1", "''", "=cmd|'/C calc'!A0", "\t=1", "'\t1",
    "_x000D_", "_x0041_", "https://example.org", "1/2", "01", "1e5", "TRUE", "#REF!", "a\r\nb",
    "x\x07y", "  spaces  ", "=", "'", "🙂", "\u200f", "<b>", "&amp;", "19%", "31/03/2027",
)  # fmt: skip


def test_a_plan_of_every_kind_comes_back_as_no_difference(strategy, lead):
    with_all_that_moves(a_plan(strategy))

    found = compared(brought(Offline(strategy).saved(), strategy=strategy, by=lead))

    assert (found.differences, found.only_read) == ((), ())
    assert found.unchanged == 7 + 2 + 4


@pytest.mark.parametrize(("place", "rows"), [(0, 7), (1, 2), (2, 4)])
def test_the_csv_of_each_table_comes_back_as_no_difference(strategy, lead, place, rows):
    with_all_that_moves(a_plan(strategy))
    text = files.as_text(taking.everything(strategy)[place])

    found = compared(brought(text.encode(), strategy=strategy, by=lead, is_text=True))

    assert (found.differences, found.only_read, found.unchanged) == ((), (), rows)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).filter(str.strip)
SIGNS = st.builds("{}{}".format, st.sampled_from(["=", "+", "-", "@", "'", "\t", "''", "="]), TEXT)
# What a plan can hold: no form takes a NUL, and PostgreSQL keeps none.
HELD = st.one_of(TEXT, SIGNS, st.sampled_from(NASTY)).filter(lambda text: "\0" not in text)


@given(st.lists(HELD, min_size=12, max_size=30))
@example(list(NASTY))
@settings(
    deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_people_wrote_comes_back_as_it_was(strategy, lead, texts):
    KeyResult.objects.all().delete()
    objective = KeyResultFactory.create(objective__strategy=strategy).objective
    KeyResult.objects.bulk_create(
        KeyResultFactory.build(objective=objective, title=text, definition=text, unit=text)
        for text in texts
    )
    everything = taking.everything(strategy)
    book = files.as_workbook(everything, name="Plan")
    text = files.as_text(everything[0])

    as_book = compared(brought(book, strategy=strategy, by=lead))
    as_csv = compared(brought(text.encode(), strategy=strategy, by=lead, is_text=True))

    assert (as_book.differences, as_csv.differences) == ((), ())


@given(st.one_of(TEXT, SIGNS))
def test_an_apostrophe_put_before_text_is_taken_away_and_no_other(text):
    assert unmarked(marked(text)) == text
    assert not marked(text).startswith(("=", "+", "-", "@", "\t", "\r"))
