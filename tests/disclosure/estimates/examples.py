"""Shares to say things about: of so many, in a group of about so many."""

from disclosure.estimates.shares import Share, share


def a_share(part: int, whole: int, about: int = 0, *, invited: int | None = None) -> Share:
    """`part` of `whole`, the rest in two categories, with the usual noise."""
    rest = whole - part
    made = share(
        (rest // 2, rest - rest // 2, part),
        part=(2,),
        whole=(0, 1, 2),
        about=about or max(10, (whole + 2) // 5 * 5),
        variance=2,
        invited=invited,
    )
    assert made
    return made
