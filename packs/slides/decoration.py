"""Shapes that only please the eye, marked as such: a screen reader passes them by."""

from typing import Any

from packs.slides.deck import Area, rgb

URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"  # of the mark, in Office's own extension
SPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def strip(slide: Any, area: Area, fill: str, *, line: str = "", round_: bool = False) -> None:
    """A filled rectangle or circle, with or without a line around it."""
    _decorative(filled(slide, area, fill, line=line, points=2.5, round_=round_))


def filled(
    slide: Any, area: Area, fill: str, *, line: str = "", points: float = 1, round_: bool = False
) -> Any:
    """The same as a shape that may hold words; its line is so many points wide."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    kind = MSO_SHAPE.OVAL if round_ else MSO_SHAPE.RECTANGLE
    shape = slide.shapes.add_shape(kind, *area.emu)
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    if line:
        shape.line.color.rgb, shape.line.width = rgb(line), Pt(points)
    else:
        shape.line.fill.background()
    return shape


def _decorative(shape: Any) -> None:
    from lxml import etree
    from pptx.oxml.ns import qn

    listed = etree.SubElement(shape._element.nvSpPr.cNvPr, qn("a:extLst"))
    extension = etree.SubElement(listed, qn("a:ext"))
    extension.set("uri", URI)
    mark = etree.SubElement(extension, f"{{{SPACE}}}decorative", nsmap={"adec": SPACE})
    mark.set("val", "1")
