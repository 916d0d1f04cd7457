"""The same answers again: brought in they are refused, and counted they give the same bits."""

from typing import Any

import pytest
from django.test import override_settings

from accounts.models import User
from disclosure import reading
from surveys import tables_plan
from surveys.ballot import door
from surveys.importing import confirming
from surveys.importing.answers import CannotImport
from surveys.importing.same_file import file_mark
from surveys.models import Wave
from surveys.plan import default_plan
from surveys.publishing import publish_wave
from tests.surveys.importing.examples import (
    AT,
    SMALL,
    about,
    answers_in,
    brought_in,
    father_son,
    mapping,
    small,
)

SECRET = bytes(range(32))
HEADER, *LINES = SMALL.splitlines(keepends=True)
TURNED = HEADER + b"".join(reversed(LINES))
COLUMNS = {"school meals": "SEB3", "team": "UNIT"}
PLACE = {"team": "LOCATION"}
SWAPPED = b"".join(b",".join(line.strip().split(b",")[::-1]) + b"\n" for line in [HEADER, *LINES])


def given(
    content: bytes = SMALL, *, title: str = "A", turned: bool = False, secret: bytes = SECRET
) -> dict[str, Any]:
    """What is counted of a file."""
    answers = answers_in(content)
    columns = dict(reversed(COLUMNS.items())) if turned else COLUMNS
    found, asked = confirming.checked(answers, mapping(answers, columns, {}), about(title=title))
    shape = tables_plan.shape(default_plan(asked), asked)
    return {"rows": list(found.each()), "shape": shape, "secret": secret}


def digest(content: bytes = SMALL, **how: Any) -> str:
    """Of the tables that come of it."""
    count = door.count_rows(**given(content, **how))
    assert count.protected
    return count.protected.certificate.digest


def mark(content: bytes = SMALL, **how: Any) -> str:
    return door.mark(**given(content, **how))


def test_the_same_rows_twice_have_the_same_noise() -> None:
    """So nothing can be averaged over a hundred uploads of one file."""
    found, asked = confirming.checked(*father_son(), about())
    shape = tables_plan.shape(default_plan(asked), asked)
    first, again = (
        door.count_rows(rows=found.each(), secret=SECRET, shape=shape) for _time in range(2)
    )

    assert first == again


@pytest.mark.parametrize("content", [SMALL, TURNED], ids=["as it was", "the last row first"])
@pytest.mark.parametrize("title", ["A", "B"])
def test_neither_the_title_nor_the_order_of_rows_changes_it(content: bytes, title: str) -> None:
    assert digest(content, title=title) == digest()


def test_neither_does_the_order_of_questions() -> None:
    assert mark(turned=True) == mark() == mark(TURNED)
    assert digest(turned=True) == digest()


def test_another_server_and_other_rows_have_other_noise_and_another_mark() -> None:
    more = SMALL + b"No,Sales,Somebody\n"

    assert len({digest(), digest(secret=SECRET[::-1]), digest(more)}) == 3
    assert len({mark(), mark(secret=SECRET[::-1]), mark(more)}) == 3


def test_a_secret_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        digest(secret=b"")


@pytest.mark.django_db
def test_what_was_brought_in_is_refused_and_named(lead: User) -> None:
    brought_in(by=lead)
    answers, how = small(TURNED)

    with pytest.raises(CannotImport, match="already been brought in, as “Survey of 2024”"):
        confirming.bring_in(
            answers=answers, mapping=how, about=about(title="Another"), by=lead, at=AT
        )

    assert Wave.objects.count() == 1


FEWER = {"left out": {"school meals": "SEB3"}, "read otherwise": {"school meals": "SEB3"} | PLACE}


@pytest.mark.django_db
@pytest.mark.parametrize("columns", FEWER.values(), ids=FEWER)
@pytest.mark.parametrize("content", [SMALL, TURNED, SWAPPED], ids=["same", "turned", "swapped"])
def test_of_a_file_that_was_brought_in_no_other_columns_are(
    lead: User, content: bytes, columns: dict[str, str]
) -> None:
    """They would have other noise: two publications of the same people tell more than one."""
    wave = brought_in(by=lead)
    answers = answers_in(content)
    again = {"answers": answers, "mapping": mapping(answers, columns, {}), "by": lead, "at": AT}

    with pytest.raises(CannotImport, match="already been brought in, as “Survey of 2024”"):
        confirming.bring_in(**again, about=about(title="Another"))

    assert list(Wave.objects.all()) == [wave]
    confirming.take_back(wave=wave, by=lead, at=AT)
    assert confirming.bring_in(**again, about=about(title="Another")).pk


def test_a_file_of_one_row_more_or_with_another_column_is_another_file() -> None:
    files = (SMALL, SMALL + b"No,Sales,Somebody\n", SMALL.replace(b"team", b"division"))

    marks = {file_mark(answers_in(one), secret=SECRET) for one in (*files, TURNED, SWAPPED)}

    assert len(marks) == 3
    assert file_mark(answers_in(SMALL), secret=SECRET[::-1]) not in marks


@pytest.mark.django_db
def test_other_answers_are_not_refused(lead: User) -> None:
    brought_in(by=lead)
    answers, how = small(SMALL + b"No,Sales,Somebody\n")

    confirming.bring_in(answers=answers, mapping=how, about=about(title="Next"), by=lead, at=AT)

    assert Wave.objects.count() == 2


@pytest.mark.django_db
def test_deleted_and_brought_in_again_it_says_the_same(lead: User) -> None:
    wave = brought_in(by=lead)
    before = reading.whole(wave.label, 1)
    confirming.take_back(wave=wave, by=lead, at=AT)

    again = brought_in(by=lead, title="Under another name")

    assert reading.whole(again.label, 1) == before


@pytest.mark.django_db
def test_what_is_kept_to_know_them_by_tells_nothing_without_the_secret(lead: User) -> None:
    with override_settings(SECRET_KEY="another"):
        brought_in(by=lead)
    brought_in(by=lead, title="On another server it would be unknown")

    first, second = (wave.choices["imported"]["mark"] for wave in Wave.objects.order_by("pk"))
    assert first != second
    assert len(first) == len(second) == 64


@pytest.mark.django_db
def test_published_it_is_still_known_again(lead: User) -> None:
    publish_wave(wave=brought_in(by=lead), by=lead, at=AT)

    with pytest.raises(CannotImport, match="already been brought in"):
        brought_in(by=lead, title="Another")
