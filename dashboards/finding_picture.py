"""A drawing as a picture of dots, for whoever cannot use a drawing: slides, mail, documents.

Made of the same SVG as the file beside it, by the compiler that sets our pages, with the fonts that
it brings and none of this machine's: the same drawing gives the same bytes.
"""

DOTS = 192  # dots an inch, where a pixel of the drawing is 1/96 of an inch: two for each

TEMPLATE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg")
"""


def png(drawing: str) -> bytes:
    """The bytes of the picture, twice as many dots wide as the SVG has pixels."""
    import typst  # here: a compiler of 40 MB, only needed for a download

    return typst.compile(
        TEMPLATE,
        format="png",
        ppi=DOTS,
        sys_inputs={"drawing": drawing},
        ignore_system_fonts=True,
    )
