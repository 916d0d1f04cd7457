"""How wide words are on paper, to break them: there is no font where a drawing is made.

Widths are those of Inter, in thousandths of the size (charts/fonts/widths.json, which
scripts/measure_letters.py writes), a little on the safe side: figures of one width and another
program's kerning are not known here. A script Inter does not have counts as wide.
"""

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

WIDTHS = Path(__file__).with_name("fonts") / "widths.json"
SAFE = 1.02
SIZE = 1000  # the widths that were measured are parts of this
WIDE, FOREIGN = 0.9, 1.05  # what was not measured: letters, and signs as broad as they are high
IDEOGRAPHS = 0x2E7F  # from here on
MORE = "…"


def wide(words: str, size: float, *, bold: bool = False) -> float:
    """Pixels that words take at a size of type."""
    known = _widths()["bold" if bold else "regular"]
    return size * SAFE * sum(known.get(letter) or _other(letter) for letter in words)


@cache
def _widths() -> dict[str, dict[str, float]]:
    """By weight, the width of each letter that was measured, for type of the size one."""
    told: dict[str, dict[str, str]] = json.loads(WIDTHS.read_text())
    return {
        weight: {
            letter: int(wide) / SIZE for wide, letters in by_width.items() for letter in letters
        }
        for weight, by_width in told.items()
    }


def _other(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    return FOREIGN if ord(letter) > IDEOGRAPHS else WIDE


@lru_cache(maxsize=4096)
def wrapped(
    words: str, room: float, size: float, *, most: int, bold: bool = False, ending: bool = False
) -> tuple[str, ...]:
    """Words in at most so many lines, each no wider than the room. What is left ends in "…"; or,
    with `ending`, its last words are kept: names of one kind often differ in these alone."""
    lines = [""]
    for word in _pieces(words, room, size, bold=bold):
        longer = f"{lines[-1]} {word}".strip()
        if wide(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    lines = [line for line in lines if line] or [""]
    if len(lines) <= most:
        return tuple(lines)
    if ending:
        return (*lines[: most - 1], _ending(words, room, size, bold=bold))
    return (*lines[: most - 1], _shortened(lines[most - 1], room, size, bold=bold))


def _ending(words: str, room: float, size: float, *, bold: bool) -> str:
    """ "…division number 12": as many of the last words as there is room for, or letters."""
    pieces = _pieces(words, room - wide(MORE, size, bold=bold), size, bold=bold)
    said = pieces.pop()
    while pieces and wide(f"{MORE}{pieces[-1]} {said}", size, bold=bold) <= room:
        said = f"{pieces.pop()} {said}"
    return MORE + said


def _shortened(line: str, room: float, size: float, *, bold: bool) -> str:
    while line and wide(line + MORE, size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip() + MORE


def _pieces(words: str, room: float, size: float, *, bold: bool) -> list[str]:
    """Single words; one that is wider than the room is broken where it must be."""
    pieces = []
    for word in words.split():
        rest = ""
        for letter in word:
            if rest and wide(rest + letter, size, bold=bold) > room:
                pieces.append(rest)
                rest = ""
            rest += letter
        pieces.append(rest)
    return pieces
