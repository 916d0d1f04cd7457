"""How wide the columns of a table should be beside each other, by what stands in them."""

from collections.abc import Sequence

LEAST, MOST = 9, 48  # letters: a column is no narrower than this, and text is broken after that
WORD = 22  # letters: a longer word may be broken


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """For each column about how many letters it takes: parts of the whole width."""
    return [
        _width(head, [row[place] for row in rows if place < len(row)])
        for place, head in enumerate(heads)
    ]


def _width(head: str, texts: Sequence[str]) -> int:
    """The longest text and the longest word of the head, both within reason."""
    longest = max((len(text) for text in texts), default=0)
    word = max((len(one) for one in head.split()), default=0)
    return max(LEAST, min(word, WORD) + 1, min(longest, MOST) + 1)
