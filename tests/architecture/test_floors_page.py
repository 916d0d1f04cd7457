"""docs/floors.md is drawn from the code: when the code moves on, the drawing has to."""

from scripts import draw_floors


def test_the_drawing_of_the_house_is_true():
    stands = draw_floors.PAGE.read_text()

    assert stands == draw_floors.page_with(draw_floors.drawing()), (
        "docs/floors.md is out of date: run python scripts/draw_floors.py"
    )
