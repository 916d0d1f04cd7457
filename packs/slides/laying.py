"""The order of the slides of a pack: from what to take away to what cannot be said yet."""

from typing import Any

from packs.contents import Contents
from packs.slides.deck import BOTTOM, COVER, LEFT, ROOM, Area, Deck, Type, below, rgb
from packs.slides.decoration import strip
from packs.slides.findings import SOURCE, add_finding, high
from packs.slides.strategy import add_map, add_strategy
from packs.wording import around

LARGE, WORDS = Type(26, bold=True), Type(14, after=5)
RULES = ("accent", "spark", "ink")  # above the sentences, in turn
TITLE, BELOW = Area(0.9, 2.45, 11.5, 1.5), Area(0.9, 4.05, 11.5, 2.9)
MIDDLE, START, NOW, EXPECTED, GOAL = 1.5, 0.95, 7.4, 9.3, 12.0  # inches: the path on the cover


def deck_of(told: Contents) -> Deck:
    deck = Deck(told)
    words = around(told)
    deck.foot = " · ".join(filter(None, (told.title, words["as_at"], words["demo"])))
    _cover(deck, told, words)
    _said(deck, told, words)
    add_map(deck, told, words)
    add_strategy(deck, told, words)
    for one in (told.changes, *told.findings, *told.commitments):
        if one:
            add_finding(deck, one)
    _definitions(deck, told, words)
    add_finding(deck, told.unsaid)
    return deck


def _cover(deck: Deck, told: Contents, words: dict[str, str]) -> None:
    slide = deck.slide(told.title, layout=COVER)
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = rgb("paper")
    title, about = slide.shapes.title, slide.placeholders[1]
    for shape, area in ((title, TITLE), (about, BELOW)):
        shape.left, shape.top, shape.width, shape.height = area.emu
    deck.fill(title.text_frame, [told.title or "–"], Type(40, bold=True))
    lines = [told.organisation, told.vision, words["audience"], words["as_at"], words["issued"]]
    lines += [words["demo"]] if words["demo"] else []
    look = Type(18, colour="ink-2", after=4)
    deck.fill(about.text_frame, [line for line in lines if line], look)
    _path(slide)


def _path(slide: Any) -> None:
    """The mark of the product: from an open ring, by a filled dot, to a double ring."""
    strip(slide, Area(START, MIDDLE - 0.01, GOAL - START, 0.02), "edge")
    strip(slide, Area(START, MIDDLE - 0.03, NOW - START, 0.06), "accent")
    strip(slide, Area(EXPECTED, MIDDLE - 0.18, 0.03, 0.36), "edge")
    for at, radius, fill, line in (
        (START, 0.15, "paper", "accent"),
        (NOW, 0.2, "spark", "spark"),
        (GOAL, 0.24, "paper", "accent"),
        (GOAL, 0.11, "paper", "accent"),
    ):
        area = Area(at - radius, MIDDLE - radius, 2 * radius, 2 * radius)
        strip(slide, area, fill, line=line, round_=True)


def _said(deck: Deck, told: Contents, words: dict[str, str]) -> None:
    """The sentences below each other, each under a rule."""
    slide = deck.slide(words["said"])
    area = below(words["said"])
    step = min(1.75, area.height / max(1, len(told.said)))
    for number, sentence in enumerate(told.said):
        top = area.top + 0.1 + number * step
        strip(slide, Area(area.left, top, area.width, 0.035), RULES[number % len(RULES)])
        deck.words(slide, Area(area.left, top + 0.12, area.width, 1), sentence, LARGE)
    foot = high([words["said_rests"]], SOURCE)
    deck.words(slide, Area(LEFT, BOTTOM - foot, ROOM, foot), words["said_rests"], SOURCE)


def _definitions(deck: Deck, told: Contents, words: dict[str, str]) -> None:
    """As many on a slide as it holds."""
    area, some, used = below(words["definitions"]), list[str](), 0.0
    for line in (f"{name}: {text}" for name, text in told.definitions):
        height = high([line], WORDS)
        if some and used + height > area.height:
            deck.words(deck.slide(words["definitions"]), area, some, WORDS)
            some, used = [], 0.0
        some.append(line)
        used += height
    if some:
        deck.words(deck.slide(words["definitions"]), area, some, WORDS)
