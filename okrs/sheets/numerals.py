"""How people type a figure: which commas and spaces belong to it, what multiplies it, its sign."""

import re
from decimal import Decimal

# Thousands stand in threes behind a first figure that is no 0: "0,500" is a half, never 500.
NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?|\.\d+"
MANY = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mil": 10**6, "million": 10**6,
    "bn": 10**9, "billion": 10**9,
}  # fmt: skip
MULTIPLIED = re.compile(rf"^({'|'.join(sorted(MANY, key=len, reverse=True))})\b", re.I)
DECIMAL_COMMA = re.compile(r"^[-+−]?(?:\d+,\d{1,2}|0,\d+)\s*%?$")
BELOW_NOUGHT = re.compile(
    rf"^\(\s*[£$€]?\s*(?:{NUMBER})\s*\)$|(?:^|(?<=[\s£$€~≈]))[-−][£$€]?(?:{NUMBER})|(?:{NUMBER})[-−]$"
)
UNSEEN = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def seen(text: str) -> str:
    """A cell without the marks that nobody sees, in one line: dates copied from Windows hold some,
    as cells copied from a chat do."""
    return " ".join(text.translate(UNSEEN).split())


def decimal(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\s\u00a0\u202f]", "", digits))


def multiplied_by(rest: str) -> int:
    """What "m" or "thousand" behind a figure makes of it; 1 for any other word."""
    found = MULTIPLIED.match(rest)
    return MANY[found[1].casefold()] if found else 1


def is_below_nought(bare: str) -> bool:
    """ "(5)", "-5ish", "£-5" and "5-" are all below nought."""
    return bool(BELOW_NOUGHT.search(bare))
