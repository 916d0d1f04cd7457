"""What is red, and units, stand in one order: on the page, in its file and in every document."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from tests.dashboards import outlets
from tests.dashboards.sections import headlines
from tests.packs import reading_slides
from tests.packs import test_every_outlet as every_outlet
from tests.packs.published_rows import Asked, squeezed
from tests.packs.test_every_outlet import Seen, in_words

pytestmark = pytest.mark.django_db
the_day, seen = every_outlet.the_day, every_outlet.seen
BACK, BLOCKED = "Listen and act", "Rise by what people do"


@pytest.fixture(autouse=True)
def more_red(monkeypatch):
    """Beside the one far behind: one that moved backwards, and in a pillar before, one blocked.
    None stands in the plan where it stands among what is red."""
    plan = headlines.plan

    def made():
        strategy = plan()
        back = headlines.key_result(strategy, "culture", title=BACK, from_value=20)
        headlines.read(back, 10, date(2026, 11, 1))
        blocked = headlines.key_result(strategy, "collaboration", title=BLOCKED)
        headlines.read(blocked, 60, date(2026, 11, 1), blocked=True)
        return strategy

    monkeypatch.setattr(headlines, "plan", made)


def of_red(seen: Seen) -> Iterator[tuple[str, str]]:
    """Each outlet from where it begins to tell what is red."""
    page = seen.page("/dashboards/")
    yield "page", every_outlet.undrawn(page[page.index("red-cards") :])
    yield "csv", every_outlet.of_csv(outlets.body(seen.client, "red.csv"))
    texts = {"pack": every_outlet.undrawn(seen.page("/board-pack/1/")), **seen.documents}
    for outlet, text in texts.items():
        yield outlet, text[text.index("Why, by the numbers") :]


def places(rows: Sequence[str], text: str) -> list[int]:
    return [squeezed(text).index(squeezed(row)) for row in rows]


def test_what_is_red_stands_worst_first_on_every_outlet(seen):
    order = [BLOCKED, BACK, "Link outreach to hiring"]

    for outlet, text in of_red(seen):
        found = places(order, text)
        assert found == sorted(found), outlet


def test_units_stand_by_size_on_every_outlet_and_hidden_ones_last(seen):
    asked = Asked("SEB1", ("UNIT",))
    lower = next(at for at, name in enumerate(asked.categories) if name.startswith("Lower"))
    shares = [now.figures[lower].said for now, _then in asked.pairs]
    whole = asked.rows()
    size = len(asked.pairs)
    keys = [(one is None, -one.value if one else 0) for one in shares]
    order = sorted(range(size), key=keys.__getitem__)
    assert order != list(range(size)), "the plan's order would tell nothing"

    for outlet, text in in_words(seen, "units"):
        words = squeezed(text)
        known = [words.index(whole[place]) for place in order if shares[place]]
        # Other tables have the same line of a hidden unit, so it is looked for from here on.
        hidden = [words.index(whole[at], known[0]) for at in order if not shares[at]]
        assert [*known, *hidden] == sorted([*known, *hidden]), outlet


def test_units_stand_by_size_in_the_charts_of_slides(seen):
    (finding,) = (one for one in seen.told.findings if one.key == "units")
    names = [line.name for line in finding.chart.panels[0].lines]
    drawn = [row.names[0] for row in finding.table.rows if row.names[0] in names]

    told = [
        [re.sub(": Hidden.*", "", name) for name in chart.plots[0].categories]
        for chart in reading_slides.charts(seen.slides)
    ]

    assert names == drawn
    assert names in told
