"""Every verb that the product writes has its words in the record."""

import ast
from collections.abc import Iterator
from pathlib import Path

from accounts import record_words

ROOMS = ("accounts", "disclosure", "strategy", "surveys", "okrs", "dashboards", "packs")
# Chosen in okrs/baselines.py; named once in surveys/inviting/how_far.py, which looks for it; and
# given by accounts/audit.py to whatever verb undoes an entry.
FOUND_BY_NAME = {"set the baseline of", "re-baselined", "began to send", "undid"}


def verbs() -> Iterator[str]:
    """What stands after `verb=`, in calls and as a default, in every room."""
    root = Path(record_words.__file__).parents[1]
    for path in (path for room in ROOMS for path in (root / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            pairs: list[tuple[str | None, ast.expr | None]] = []
            if isinstance(node, ast.Call):
                pairs = [(keyword.arg, keyword.value) for keyword in node.keywords]
            elif isinstance(node, ast.arguments):
                pairs = [
                    (arg.arg, default)
                    for arg, default in zip(node.kwonlyargs, node.kw_defaults, strict=True)
                ]
            for name, value in pairs:
                if name == "verb" and isinstance(value, ast.Constant):
                    yield str(value.value)


def test_every_verb_that_is_written_has_words_and_no_other_has():
    assert {*verbs(), *FOUND_BY_NAME} == set(record_words.DONE)


def test_a_verb_of_earlier_days_is_shown_as_it_was_kept():
    assert record_words.done("painted", "A 100% wall") == "painted “A 100% wall”"


def test_a_title_may_hold_a_percent_sign():
    assert record_words.done("checked in", "Reach 100%s") == "checked in on “Reach 100%s”"


def test_columns_are_named_in_words():
    assert record_words.field("due_on") == "Due"
    assert record_words.field("owner_id") == "Owner"
    assert record_words.field("also_supports") == "Also supports"


def test_every_verb_of_a_group_has_words_and_stands_in_one_group():
    grouped = [verb for _words, verbs in record_words.GROUPS.values() for verb in verbs]

    assert set(grouped) <= set(record_words.DONE)
    assert len(grouped) == len(set(grouped))


def test_numbers_kept_for_the_program_are_not_told():
    kept = {"owner": ["A", "B"], "owner_id": [1, 2], "id": [3, None], "undone": [4, "changed"]}

    assert record_words.told(kept) == ["owner"]
    assert record_words.told({"owner_id": [1, 2]}) == ["owner_id"], "alone it is all there is"
