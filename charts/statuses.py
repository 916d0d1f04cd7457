"""How a status is drawn: its shape, around its middle. Words and shape say it, colours repeat."""

SHAPES = {
    "achieved": "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z",
    "ontrack": "M0-5.5l6.2 11h-12.4z",
    "behind": "M0-6.2l6.2 6.2-6.2 6.2-6.2-6.2z",
    "offtrack": "M-5-5h10v10h-10z",
    "unset": "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0z",
    "stale": "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0z",
}
OTHERWISE = "unset"


def css_of(status: str) -> str:
    """The class of what has a status: it gives the colour."""
    return f"s-{status if status in SHAPES else OTHERWISE}"


def shape_of(status: str) -> str:
    return SHAPES.get(status, SHAPES[OTHERWISE])
