"""One presentation: its size, its letters, and the kinds of text that stand on a slide."""

import io
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from charts.light import colours
from charts.measure import wrapped
from packs.contents import Contents

FONT = "Arial"  # on every machine that opens slides
WIDTH, HEIGHT = 13.333, 7.5  # inches: 16 to 9
LEFT, ROOM = 0.6, 12.13  # inches: the left margin, and what lies between the margins
MOST = 255  # letters of a property of the file
COVER, TITLE_ONLY = 0, 5  # layouts of the library's own template


@dataclass(frozen=True)
class Area:
    """A part of a slide, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """In the units of the file."""
        from pptx.util import Inches

        left, top, width, height = (Inches(one) for one in self._all)
        return left, top, width, height

    @property
    def _all(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.width, self.height


TITLE = Area(LEFT, 0.4, ROOM, 1.05)
LARGE, SMALL = 26, 18  # points of a title: of one that takes no more than two lines, and of others
NARROWER = {True: 0.98, False: 0.93}
"""How much narrower, at least, bold letters of this kind and plain ones are than those that words
are measured by."""
BOTTOM = 6.8  # inches: what stands above the foot ends here
FOOT = Area(LEFT, 6.93, ROOM - 1.2, 0.35)
NUMBER = Area(LEFT + ROOM - 1.1, 6.93, 1.1, 0.35)


@dataclass(frozen=True)
class Type:
    """How words look: points, weight, a colour by its name, to which side they stand, and how many
    points are left below a paragraph."""

    size: float = 14
    bold: bool = False
    colour: str = "ink"
    side: str = "left"
    after: float = 0


def broken(words: str, inches: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Words in the lines that they take in a box."""
    return wrapped(words, inches * 72, size * NARROWER[bold], most=99, bold=bold)


def below(title: str) -> Area:
    """What a slide has left between its title and its foot."""
    top = 1.15 if len(broken(title, ROOM, LARGE, bold=True)) == 1 else 1.55
    return Area(LEFT, top, ROOM, BOTTOM - top)


class Deck:
    """Slides one after the other. What is added first to a slide is read first."""

    def __init__(self, told: Contents) -> None:
        from pptx import Presentation
        from pptx.util import Inches

        self.told = told
        self.foot = ""
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        _letters(self._deck)
        self._name()

    def _name(self) -> None:
        about = self._deck.core_properties
        day = self.told.issued_on or self.told.as_of
        about.title = self.told.title[:MOST]
        about.author = about.last_modified_by = self.told.organisation[:MOST]
        about.language = _tag(self.told.language)
        about.created = about.modified = datetime.combine(day, time())

    def saved(self) -> bytes:
        made = io.BytesIO()
        self._deck.save(made)
        return made.getvalue()

    def slide(
        self, title: str, *, notes: str = "", layout: int = TITLE_ONLY, rests: str = ""
    ) -> Any:
        """A new slide with its title as a title, its number, and what its speaker may say. `rests`
        is on what its figures rest, where nothing else on it says so."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[layout])
        self._titled(slide.shapes.title, title, Type(_size(title), bold=True))
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        if layout != COVER:
            foot = " · ".join(filter(None, (rests, self.foot)))
            self.words(slide, FOOT, foot, Type(10, colour="ink-3"))
            self._number(slide)
        return slide

    def _titled(self, shape: Any, words: str, look: Type) -> None:
        from pptx.enum.text import MSO_ANCHOR

        shape.left, shape.top, shape.width, shape.height = TITLE.emu
        shape.text_frame.word_wrap = True
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        self.fill(shape.text_frame, [words or "–"], look)

    def words(self, slide: Any, area: Area, words: str | list[str], look: Type) -> Any:
        """A box of text, a paragraph for each of the words; nothing where there are none."""
        told = [words] if isinstance(words, str) else words
        if not any(told):
            return None
        box = slide.shapes.add_textbox(*area.emu)
        box.text_frame.word_wrap = True
        self.fill(box.text_frame, told, look)
        return box

    def fill(self, frame: Any, words: list[str], look: Type) -> None:
        """Paragraphs of one look. Words are text: a line break in them stays one."""
        frame.margin_left = frame.margin_right = 0
        for number, text in enumerate(words):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            paragraph.text = text
            self.look(paragraph, look)

    def look(self, paragraph: Any, look: Type) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        paragraph.space_after = Pt(look.after)
        paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT}[look.side]
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(look.size), look.bold, FONT
            run.font.color.rgb = rgb(look.colour)
            run._r.get_or_add_rPr().set("lang", _tag(self.told.language))

    def _number(self, slide: Any) -> None:
        """The number of the slide, as a field that follows when slides are moved."""
        from lxml import etree
        from pptx.oxml.ns import qn

        box = self.words(slide, NUMBER, "0", Type(10, colour="ink-3", side="right"))
        run = box.text_frame.paragraphs[0].runs[0]._r
        field = etree.SubElement(run.getparent(), qn("a:fld"))
        field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        field.set("type", "slidenum")
        for part in list(run):
            field.append(part)
        field.find(qn("a:t")).text = str(len(self._deck.slides))
        run.getparent().replace(run, field)


def _size(title: str) -> float:
    return LARGE if len(broken(title, ROOM, LARGE, bold=True)) <= 2 else SMALL


def rgb(colour: str) -> Any:
    """A colour of the light set by its name there."""
    from pptx.dml.color import RGBColor

    made: Any = RGBColor
    return made.from_string(colours()[f"m-{colour}"].removeprefix("#").upper())


def _letters(deck: Any) -> None:
    """The theme's letters, so that what somebody adds later looks the same."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = deck.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())


def _tag(language: str) -> str:
    """ "en-GB" of "en-gb"."""
    name, _dash, region = language.partition("-")
    return f"{name}-{region.upper()}" if region else name
