"""O6 to O8, O11 to O13 and O15 on every outlet of waves of 1,000 staff, and of real tables.

The tables are the gate's own (tests/disclosure/stored.py): twenty cuts of four questions, three
waves with leavers and joiners. What an outsider makes of their numbers is in tests/disclosure/
outsider; here nothing but those numbers may reach a reader, and nothing else may tell of people.
"""

import csv
import json
import re
from collections import defaultdict
from html import unescape
from io import BytesIO
from itertools import combinations, product

import numpy as np
import openpyxl
import pytest

from accounts.roles import Role
from disclosure.control.recoding import recoded
from disclosure.control.system import System, system
from tests.disclosure import stored
from tests.disclosure.stored_publications import publication
from tests.factories import UserFactory
from tests.surveys.results import at_a_thousand
from tests.surveys.results.at_a_thousand import EVERY, Outlets, Table, ask
from tests.surveys.results.reading import (
    Share,
    in_csv,
    in_grids,
    in_json,
    in_workbook,
    on_page,
    pdf_text,
    svg_words,
    words,
)

pytestmark = pytest.mark.django_db
LABEL = "Hidden to protect people"
NAMES = re.compile(r"(Team|Department)[ _]\d+", re.IGNORECASE)
SOME: tuple[Table, ...] = (
    ((), "SEB1"),
    (("TEAM",), "SEB2"),
    (("DEPARTMENT", "GRADE"), "SEB3"),
    (("GENDER", "ETHNICITY"), "SEB4"),
)


@pytest.fixture(params=stored.ALL)
def seen(request, client) -> Outlets:
    return at_a_thousand.outlets(request.param, client)


@pytest.fixture
def first(client) -> Outlets:
    return at_a_thousand.outlets("first", client)


def groups_of(seen: Outlets) -> System:
    asked, plan, _joined = recoded(*stored.people()[seen.name])
    return system(asked, plan)


def read(kind: str, content: bytes, table: Table) -> list[Share]:
    """The shares that an outlet says, by group and category, in no order."""
    attributes = len(table[0])
    if kind == "page":
        text = content.decode()
        return sorted(in_grids(text) if attributes > 1 else on_page(text))
    if kind == "json":
        return sorted(in_json(content))
    columns = max(1, attributes)
    return sorted(in_csv(content, columns) if kind == "csv" else in_workbook(content, columns))


@pytest.mark.parametrize("kind", ["page", "json", "csv", "xlsx"])
def test_o7_every_outlet_says_the_published_shares_and_no_others(kind, seen):
    for table, content in seen.of(kind).items():
        assert read(kind, content, table) == sorted(seen.shares(table)), table


def test_o7_charts_and_print_say_each_of_them_too(first):
    for table, content in first.of("svg").items():
        assert {said for _group, _category, said in first.drawn(table)} <= set(svg_words(content))
    for table, content in first.of("pdf").items():
        printed = pdf_text(content)
        assert [said for _g, _c, said in first.shares(table) if said not in printed] == [], table


def test_o7_who_cannot_see_a_chart_is_told_each_group_of_it(seen):
    for table, content in seen.of("page").items():
        told = unescape(" ".join(re.findall(r'aria-label="([^"]*)"', content.decode())))
        for group, category, said in seen.drawn(table):
            assert f"{category} {said}" in told or f"{group}: {said}." in told, (table, group)


def texts(seen: Outlets) -> list[str]:
    """What can be read in every outlet, without the geometry of drawings."""
    readers = {
        "page": lambda content: words(content.decode()),
        "json": lambda content: " ".join(map(str, leaves(json.loads(content)))),
        "csv": lambda content: " | ".join(map(str, cells_of(content))),
        "xlsx": in_sheets,
        "svg": lambda content: " ".join(svg_words(content)[3:]),  # after title, words and style
        "pdf": pdf_text,
    }
    return [readers[kind](content) for kind in readers for content in seen.of(kind).values()]


def cells_of(content: bytes) -> list[str]:
    return [cell for row in csv.reader(content.decode("utf-8-sig").splitlines()) for cell in row]


def in_sheets(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    return " | ".join(str(cell.value) for sheet in book for row in sheet for cell in row)


def leaves(data):
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in leaves(value)]
    return [leaf for value in data for leaf in leaves(value)] if isinstance(data, list) else [data]


def test_o7_no_outlet_has_a_number_of_people_but_to_the_nearest_five(seen):
    """Neither an exact count nor a protected one; of all who took part together the exact one."""
    found = {
        int(number.replace(",", ""))
        for text in texts(seen)
        for number in re.findall(r"(?<![\d.,])\d[\d,]*\d(?![\d.%]|-)", NAMES.sub("", text))
    }
    years, days = set(range(2020, 2030)), set(range(32))

    odd = {number for number in found if number % 5 and number > 100}

    assert odd <= {len(stored.people()[seen.name][0])} | years | days
    assert len(found) > 10


def test_o6_the_same_people_are_said_to_be_the_same_wherever_they_stand(first):
    """Groups of different cuts with the very same people in them: averaging averages one number."""
    groups = groups_of(first)
    same = defaultdict(set)
    for group in range(len(groups.n)):
        people = np.flatnonzero((groups.members == group).any(axis=1))
        same[tuple(people)].add((groups.plan.cuts[groups.cut_of[group]], groups.keys[group]))
    by_group = {
        (cut, row.key, measure): tuple(figure.said for figure in row.figures)
        for (cut, measure), rows in first.rows.items()
        for row in rows
        if row.about is not None
    }
    pairs = [
        (by_group[cut, key, measure], by_group[other, twin, measure])
        for together in same.values()
        for (cut, key), (other, twin) in combinations(sorted(together), 2)
        for measure in stored.CATEGORIES
        if (cut, key, measure) in by_group and (other, twin, measure) in by_group
    ]

    assert len(pairs) >= 10
    assert all(one == other for one, other in pairs)


def test_o6_asked_again_by_anybody_all_of_it_is_the_same_to_the_bit(client):
    """O8 besides: whoever puts together what every role sees has what one of them sees."""
    label, told = at_a_thousand.publish("first"), defaultdict(set)
    for role in (Role.VIEWER, Role.LEAD, Role.VIEWER):
        client.force_login(UserFactory.create(role=role))
        for one in product(SOME[1:3], EVERY):
            told[one].add(ask(client, label, *one).content)

    assert len(told) == 2 * len(EVERY)
    assert {one for one, contents in told.items() if len(contents) > 1} == set()


def test_o6_another_version_says_the_same_of_the_same_people(client):
    label = at_a_thousand.publish("first")
    client.force_login(UserFactory.create(viewer=True))
    before = [in_json(ask(client, label, table, "json").content) for table in SOME]
    publication("first", label, title="The survey of autumn", reason="It had another name")

    assert [in_json(ask(client, label, table, "json").content) for table in SOME] == before


def test_o11_hidden_or_shown_all_answers_are_alike_but_for_their_words(seen):
    """As many queries for every table of everybody or of groups, whatever is hidden in it."""
    assert {answer.status for answer in seen.said.values()} == {200}
    queries = defaultdict(set)
    for ((cut, _measure), kind), answer in seen.said.items():
        queries[kind, bool(cut)].add(answer.queries)
    assert {kind: many for kind, many in queries.items() if len(many) > 1} == {}
    for (cut, _measure), content in seen.of("page").items():
        rows = re.findall(r"<tr>.*?</tr>", content.decode(), re.S)[1:] if len(cut) == 1 else []
        skeletons = {re.sub(r">[^<]+<", "><", re.sub(r"share-\w+", "", row)) for row in rows}
        assert len(skeletons) <= 1, cut


def test_o12_whatever_was_not_planned_is_not_there(first, client):
    """Every pair of attributes that the plan does not cross, in both orders, and three at once."""
    label = at_a_thousand.publish("first")
    client.force_login(UserFactory.create(role=Role.ADMIN))
    codes = sorted({code for cut, _measure in first.tables for code in cut})
    planned = {cut for cut, _measure in first.tables}
    unplanned = [
        cut
        for one, other in combinations(codes, 2)
        for cut in ((one, other), (other, one), (one, other, codes[0]))
        if cut not in planned
    ]

    answers = {(a := ask_plainly(client, label, cut)).status_code: a.content for cut in unplanned}

    assert len(unplanned) > 60
    assert set(answers) == {404}


def ask_plainly(client, label: str, cut: tuple[str, ...]):
    return client.get(at_a_thousand.address(label, (cut, "SEB1"), "json"))


def test_o12_findings_name_groups_that_are_shown_and_rows_stand_as_planned(seen):
    plan = stored.people()[seen.name][1]
    for table, content in seen.of("json").items():
        told = json.loads(content)
        shown = {", ".join(row["names"]) for row in told["groups"] if row["about"]}
        named = re.findall(r"\((?=[A-Z])([^()]*)\)", told["finding"])
        assert set(named) <= shown, table
        places = [
            [code_place(plan, *pair) for pair in zip(table[0], row["key"], strict=True)]
            for row in told["groups"]
        ]
        assert places == sorted(places), table


def code_place(plan, code: str, category: str) -> int:
    return plan.by_code[code].categories.index(category)


def test_o13_small_groups_and_those_hidden_for_their_sake_have_one_label(seen):
    groups = groups_of(seen)
    sizes = {
        (groups.plan.cuts[c], k): n
        for c, k, n in zip(groups.cut_of, groups.keys, groups.n, strict=True)
    }
    labels: dict[bool, set[Share]] = defaultdict(set)
    for (cut, _measure), content in seen.of("json").items():
        for row in json.loads(content)["groups"]:
            if row["about"] is None:
                small = sizes.get((cut, tuple(row["key"])), 0) < groups.plan.minimum
                labels[small] |= {(one["said"], one["why"], one["likely"]) for one in row["shares"]}

    assert labels == {True: {(LABEL, "hidden", "–")}, False: {(LABEL, "hidden", "–")}}


def test_o15_what_is_worked_out_holds_no_finer_digit_than_what_it_is_made_of(seen):
    """Shares, ranges and sizes: whole percents from about 100 people, fives from 20, else words."""
    for content in seen.of("json").values():
        told = json.loads(content)
        for row in told["groups"]:
            assert row["about"] is None or row["about"] % 5 == 0
            for one in row["shares"]:
                numbers = {one["percent"], one["low"], one["high"]}
                if "%" not in one["said"]:
                    assert numbers == {None}
                elif one["said"].startswith("about"):
                    assert not [number for number in numbers if number % 5]
        counted = (told["answered_about"], told["classified_about"])
        assert all(number is None or number % 5 == 0 for number in counted)
