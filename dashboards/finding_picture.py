"""A drawing as a picture of dots, for whoever cannot use a drawing: slides, mail, documents.

Made of the same SVG as the file beside it, by the compiler that sets our pages, with the letters
of the product and none of this machine's: the same drawing gives the same bytes.
"""

from pathlib import Path

from charts.letters import FONTS

DOTS = 192  # dots an inch, where a pixel of the drawing is 1/96 of an inch: two for each
TEMPLATE = Path(__file__).with_name("finding_picture.typ")


def png(drawing: str) -> bytes:
    """The bytes of the picture, twice as many dots wide as the SVG has pixels."""
    import typst  # here: a compiler of 40 MB, only needed for a download

    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="png",
        ppi=DOTS,
        sys_inputs={"drawing": drawing},
        font_paths=[FONTS],
        ignore_system_fonts=True,
    )
