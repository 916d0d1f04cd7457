"""How wide the columns of a table should be beside each other, by what stands in them."""

import re
from collections.abc import Sequence

LEAST, MOST = 9, 48  # letters: a column wants no less than this, and text is broken after that
WORD = 22  # letters: a longer word may be broken
LONG = 160  # letters: where room is short, what is longer takes no more of it
BREAKS = re.compile(r"\s+|(?<=-)")  # a name of two parts is broken after its hyphen


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[float]:
    """For each column how many letters it takes, where there is room for so many: what is too much
    is taken from columns of text, down to their longest word; the longest text keeps the most."""
    columns = [[row[place] for row in rows if place < len(row)] for place in range(len(heads))]
    words = [_word([head, *texts]) for head, texts in zip(heads, columns, strict=True)]
    wanted = [
        max(LEAST, word, min(max(map(len, texts), default=0), MOST) + 1)
        for word, texts in zip(words, columns, strict=True)
    ]
    if sum(wanted) <= room:
        return [float(one) for one in wanted]
    more = [
        max(0, min(max(map(len, texts), default=0), LONG) + 1 - word)
        for word, texts in zip(words, columns, strict=True)
    ]
    part = max(0.0, room - sum(words)) / (sum(more) or 1)
    return [word + further * part for word, further in zip(words, more, strict=True)]


def _word(texts: Sequence[str]) -> int:
    """The longest word, with room beside it."""
    longest = max((len(word) for text in texts for word in BREAKS.split(text)), default=0)
    return min(longest, WORD) + 4
