"""The strategy on slides: as a map of native shapes, and every key result in tables by pillar."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from charts.map import Branch, Trunk
from packs.contents import Contents, StrategyLine
from packs.slides.deck import LEFT, ROOM, Area, Deck, Type, below, broken, rgb
from packs.slides.decoration import filled
from packs.slides.tables import add_tables

SIGNS = {"achieved": "●", "ontrack": "▲", "behind": "◆", "offtrack": "■", "stale": "◌"}
OTHERWISE = "○"
PILLARS = ("data", "progression", "hiring", "culture", "collaboration")
STATUS = 4  # the column of a key result's status
TOP, HEAD, FOOT_AT = 1.15, 0.42, 6.85  # inches
NAMED, COUNTED = (11, 10, 9, 8), 12  # points of type on the map


Said = tuple[str, str]  # a status, and what is said of what has it


def sign_of(status: str) -> str:
    return SIGNS.get(status, OTHERWISE)


def add_map(deck: Deck, told: Contents, words: dict[str, str]) -> None:
    """Pillars beside each other, their objectives below, and in them the key results."""
    trunks = told.map.trunks
    if not trunks:
        return
    slide = deck.slide(words["map"], notes=told.map.description, rests=words["plan_rests"])
    width = ROOM / len(trunks) - 0.12
    size, texts = _fitting(trunks, width)
    for number, trunk in enumerate(trunks):
        area = Area(LEFT + number * (width + 0.12), TOP, width, HEAD)
        box = filled(slide, area, _colour(trunk.colour))
        deck.fill(box.text_frame, [trunk.name], Type(13, bold=True, colour="invert"))
        _inside(box)
        top = TOP + HEAD + 0.06
        for branch in trunk.branches:
            some = texts(branch)
            height = _high(branch.name, some, size, width)
            place = Area(area.left, top, width, height)
            box = filled(slide, place, "surface", line=_colour(trunk.colour))
            deck.fill(box.text_frame, [branch.name], Type(size + 1, bold=True, after=2))
            for leaf_status, text in some:
                paragraph = box.text_frame.add_paragraph()
                paragraph.add_run().text = sign_of(leaf_status)
                paragraph.add_run().text = f" {text}"
                deck.look(paragraph, Type(size, after=1))
                paragraph.runs[0].font.color.rgb = rgb(_status(leaf_status))
            _inside(box)
            top += height + 0.06


def _fitting(trunks: Sequence[Trunk], width: float) -> tuple[float, Callable[[Branch], list[Said]]]:
    """The largest type in which every key result can be named; else how many stand how."""
    for size in NAMED:
        highs = (
            sum(_high(one.name, _leaves(one), size, width) + 0.06 for one in trunk.branches)
            for trunk in trunks
        )
        if max(highs, default=0) <= FOOT_AT - TOP - HEAD:
            return size, _leaves
    return COUNTED, _counts


def _high(name: str, texts: Sequence[Said], size: float, width: float) -> float:
    """Inches that an objective's box takes, with its name and its texts broken into lines."""
    room = width - 0.17
    many = len(broken(name, room, size + 1, bold=True)) * 1.15
    many += sum(len(broken(f"● {text}", room, size)) + 0.1 for _status, text in texts)
    return many * size * 1.2 / 72 + 0.16


def _leaves(branch: Branch) -> list[Said]:
    return [(leaf.status, f"{leaf.name}: {leaf.said}") for leaf in branch.leaves]


def _counts(branch: Branch) -> list[Said]:
    """How many stand how, in the order they are met."""
    found = Counter((leaf.status, leaf.said) for leaf in branch.leaves)
    return [(status, f"{number} {said}") for (status, said), number in found.items()]


def _inside(box: Any) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(0.08)
    frame.margin_top = frame.margin_bottom = Inches(0.05)


def add_strategy(deck: Deck, told: Contents, words: dict[str, str]) -> None:
    """Every key result of a pillar from, now and to, a slide or more for each pillar."""
    pillars: dict[str, list[StrategyLine]] = {}
    for line in told.strategy:
        pillars.setdefault(line.pillar, []).append(line)
    for name, lines in pillars.items():
        _pillar_slides(deck, name, lines, words)


def _pillar_slides(
    deck: Deck, name: str, lines: Sequence[StrategyLine], words: dict[str, str]
) -> None:
    title = _("%(pillar)s: every key result") % {"pillar": name}
    owners = any(line.owner for line in lines)
    heads = [words[one] for one in ("key_result", "from", "now", "to", "status")]
    heads += [words["owner"]] * owners
    rows = [_row(line) + [line.owner] * owners for line in lines]
    notes = "\n".join(" | ".join(row) for row in (heads, *rows))

    def slide() -> tuple[Any, Area]:
        return deck.slide(title, notes=notes, rests=words["plan_rests"]), below(title)

    made = add_tables(deck, slide, heads, rows, title)
    for table, first in made:
        for number, line in enumerate(lines[first : first + len(table.rows) - 1]):
            said = table.cell(number + 1, STATUS).text_frame.paragraphs[0]
            look = Type(said.runs[0].font.size.pt, bold=True, colour=_status(line.status))
            deck.look(said, look)


def _row(line: StrategyLine) -> list[str]:
    status = f"{sign_of(line.status)} {line.said}"
    return [line.key_result, line.start, line.now, line.end, status]


def _status(status: str) -> str:
    return status if status in SIGNS else "unset"


def _colour(pillar: str) -> str:
    return pillar if pillar in PILLARS else PILLARS[0]
