"""How wide words are on paper, near enough to break them: there is no font where a drawing is made.

Widths are those of Inter, a little on the safe side; a script Inter does not have counts as wide.
"""

import unicodedata
from functools import lru_cache

NARROW, SLIM, WIDE, CAPITAL, DIGIT, OTHER, FOREIGN = 0.29, 0.38, 0.9, 0.71, 0.65, 0.585, 1.05
LATIN = 0x250  # the first letter that is no longer Latin
BOLD = 1.06
KINDS = {
    **dict.fromkeys("ijlI.,:;'’|! ", NARROW),
    **dict.fromkeys('ftr()[]-/“”"', SLIM),
    **dict.fromkeys("mwMW@%—&→", WIDE),
}
MORE = "…"


def wide(words: str, size: float, *, bold: bool = False) -> float:
    """Pixels that words take at a size of type."""
    return size * sum(_letter(letter) for letter in words) * (BOLD if bold else 1)


def _letter(letter: str) -> float:
    if letter in KINDS:
        return KINDS[letter]
    if unicodedata.combining(letter):
        return 0
    if ord(letter) >= LATIN:
        return FOREIGN if ord(letter) > 0x2E7F else WIDE
    if letter.isdigit():
        return DIGIT
    return CAPITAL if letter.isupper() else OTHER


@lru_cache(maxsize=4096)
def wrapped(
    words: str, room: float, size: float, *, most: int, bold: bool = False
) -> tuple[str, ...]:
    """Words in at most so many lines, each no wider than the room. What is left ends in "…"."""
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
    return (*lines[: most - 1], _shortened(lines[most - 1], room, size, bold=bold))


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
