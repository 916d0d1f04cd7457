"""A guardian's machine makes the tables that were promised, and the host takes no others."""

import json
from dataclasses import replace
from typing import Any

import pytest

from disclosure import reading
from disclosure.control.safe_tables import Protected, digest
from disclosure.models import Publication
from surveys import guardian_counts, returned_tables
from surveys.ballot import door
from surveys.guardian_counts import CannotTakeCount
from surveys.models import Wave
from surveys.states import State
from surveys.wave_questions import table_plan
from tests.disclosure.publications import plan_of, protected_tables
from tests.factories import NOON
from tests.surveys.test_guardian import Keys, box_of, closed, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def wave(keys) -> Wave:
    return closed(keys)


def brought(wave: Wave, keys: Keys, **changes: Any) -> dict[str, Any]:
    """What the guardian's machine writes, with this changed."""
    result = guardian_counts.counted(box=box_of(wave), key=keys.pem)
    told: dict[str, Any] = json.loads(guardian_counts.written(result))
    return told | changes


def take(wave: Wave, told: dict[str, Any], keys: Keys) -> None:
    """Of a file that was made with the guardian's key: what a changed program would write."""
    guardian_counts.take(wave=wave, content=signed(told, keys), by=None, at=NOON)


def test_what_their_machine_made_is_what_is_published(wave, keys):
    told = brought(wave, keys)

    take(wave, told, keys)

    wave.refresh_from_db()
    assert wave.state == State.CLOSED
    assert reading.whole(wave.label, 1) == Protected.from_data(told["tables"])
    assert reading.latest(wave.label).responded == 12


def test_their_machine_makes_the_same_tables_each_time(wave, keys):
    assert brought(wave, keys, signature="") == brought(wave, keys, signature="")


def test_the_plan_in_the_box_must_be_the_one_that_was_published(wave, keys):
    """Whoever hands out the box could ask for finer tables: the hash gives them away."""
    box = json.loads(box_of(wave))
    plan = json.loads(box["frozen"]["plan"])
    plan["measures"] = plan["measures"][:1]
    box["frozen"]["plan"] = json.dumps(plan)

    with pytest.raises(door.NotABundle, match="not the one that was published"):
        guardian_counts.counted(box=json.dumps(box).encode(), key=keys.pem)


def test_so_must_every_word_that_was_asked(wave, keys):
    box = json.loads(box_of(wave))
    questions = json.loads(box["frozen"]["questions"])
    questions["questions"][0]["options"][0]["group"] = "lower"
    box["frozen"]["questions"] = json.dumps(questions)

    with pytest.raises(door.NotABundle, match="other questions"):
        guardian_counts.counted(box=json.dumps(box).encode(), key=keys.pem)


def test_what_earlier_waves_showed_travels_with_the_box(keys):
    earlier = closed(keys)
    take(earlier, brought(earlier, keys), keys)
    wave = closed(keys)

    (told,) = json.loads(box_of(wave))["earlier"]

    assert told["shown"][""] == [[]]
    assert set(told["shown"]) == {"*".join(cut) for cut in table_plan(earlier).cuts}
    assert told["published"][""][0][1] == reading.whole(earlier.label, 1).cells[()][()].about
    assert set(told["measures"]) == set(told["published"][""][0][2])


def altered(told: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The tables with a certificate of their own making, as somebody with an editor would."""
    protected = Protected.from_data(told["tables"])
    cells = changes.pop("cells", protected.cells)
    shown = sum(cell is not None for table in cells.values() for cell in table.values())
    changes = {"shown": shown, "digest": digest(cells, protected.recoded)} | changes
    certificate = replace(protected.certificate, **changes)
    made = Protected(cells=cells, recoded=protected.recoded, certificate=certificate)
    return {"tables": made.to_data()}


def without_a_measure(told: dict[str, Any]) -> dict[str, Any]:
    cells = dict(Protected.from_data(told["tables"]).cells)
    cell = cells[()][()]
    assert cell
    cells[()] = {(): replace(cell, counts={"SEB1": cell.counts["SEB1"]})}
    return altered(told, cells=cells)


def of_everybody_far_off(told: dict[str, Any]) -> dict[str, Any]:
    cells = dict(Protected.from_data(told["tables"]).cells)
    cell = cells[()][()]
    assert cell
    cells[()] = {(): replace(cell, about=30)}
    return altered(told, cells=cells)


def of_another_cut(told: dict[str, Any]) -> dict[str, Any]:
    cells = Protected.from_data(told["tables"]).cells
    return altered(told, cells={**cells, ("AGE",): {("UNDER_25",): None}})


def of_another_group(told: dict[str, Any]) -> dict[str, Any]:
    cells = Protected.from_data(told["tables"]).cells
    return altered(told, cells={**cells, ("UNIT",): {**cells["UNIT",], ("EAST",): None}})


def of_nobody_together(told: dict[str, Any]) -> dict[str, Any]:
    cells = Protected.from_data(told["tables"]).cells
    return altered(told, cells={cut: table for cut, table in cells.items() if cut})


def without_an_attack(told: dict[str, Any]) -> dict[str, Any]:
    return altered(told, checks=Protected.from_data(told["tables"]).certificate.checks[1:])


NOT_OURS = {
    "an attack that was not tried": without_an_attack,
    "another number of groups": lambda told: altered(told, shown=99),
    "other noise": lambda told: altered(told, noise=4),
    "a measure missing": without_a_measure,
    "far more people than ballots": of_everybody_far_off,
    "a table that was not planned": of_another_cut,
    "a group that could not be": of_another_group,
    "nobody together": of_nobody_together,
    "no tables at all": lambda told: {"tables": None},
}


@pytest.mark.parametrize("change", NOT_OURS.values(), ids=NOT_OURS)
def test_tables_that_are_not_of_this_plan_are_refused(change, wave, keys):
    told = brought(wave, keys)

    with pytest.raises(CannotTakeCount, match="not those of this survey’s plan"):
        take(wave, told | change(told), keys)
    assert not Publication.objects.exists()


def test_a_cell_altered_on_the_way_is_refused(wave, keys):
    told = brought(wave, keys)
    told["tables"]["tables"][""][0][1][1]["SEB1"][0] += 1

    with pytest.raises(CannotTakeCount, match="not as they left the gate"):
        take(wave, told, keys)


@pytest.mark.parametrize("tables", [7, "x", {"tables": 1}, {"a": {}}, [1]])
def test_what_is_no_table_is_refused(tables, wave, keys):
    with pytest.raises(CannotTakeCount, match=r"gate|could not be read"):
        take(wave, brought(wave, keys, tables=tables), keys)


def test_the_total_alone_is_taken(wave, keys):
    """Where hiding groups did not do, a gate gives everybody together and nothing else."""
    told = brought(wave, keys)
    cells = Protected.from_data(told["tables"]).cells
    take(wave, told | altered(told, cells={(): cells[()]}, total_only=True), keys)

    assert set(reading.whole(wave.label, 1).cells) == {()}


def test_a_count_of_nobody_has_no_tables_and_a_count_has():
    tables, plan = protected_tables(), plan_of(1)

    assert returned_tables.fit(tables, counted=590, plan=plan)
    assert returned_tables.fit(None, counted=0, plan=plan)
    assert not returned_tables.fit(None, counted=590, plan=plan)
    assert not returned_tables.fit(tables, counted=0, plan=plan)


@pytest.mark.parametrize(
    "bounds", [{"minimum": 11}, {"noise": 4}, {"noise": 4, "variance": 3}], ids=str
)
def test_the_bounds_are_those_that_were_promised(bounds):
    plan = replace(plan_of(1), **bounds)

    assert not returned_tables.fit(protected_tables(), counted=590, plan=plan)
