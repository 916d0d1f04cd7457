"""The quick half of the bench of the grid: on a small plan, what it counts and what it sends."""

from datetime import date

from bench import grid, plan
from okrs.models import KeyResult

TODAY = date(2027, 7, 15)


def test_the_grid_takes_no_more_queries_than_promised(client, db):
    client.force_login(plan.build(plan.Size(8, 20, 60), today=TODAY))

    assert grid._queries(lambda: client.get(grid.GRID)) <= grid.QUERIES


def test_every_way_of_writing_writes(client, db):
    client.force_login(plan.build(plan.Size(8, 60, 60), today=TODAY))
    ways, days = grid._writes(client), set()

    for name in ("update", "verb", "saving", "block"):
        ways[name]()
        days.add(KeyResult.objects.order_by("pk").values_list("due_on", flat=True)[0])

    assert len(days) == 4
    assert KeyResult.objects.filter(due_on=max(days)).count() == grid.BLOCK
