"""How wide the columns of a table should be beside each other, by what stands in them."""

from collections.abc import Sequence

LEAST, MOST = 9, 48  # letters: a column wants no less than this, and text is broken after that
WORD = 22  # letters: a longer word may be broken


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[float]:
    """For each column how many letters it takes, where there is room for so many: what is too much
    is taken from columns of text, down to their longest word."""
    columns = [[row[place] for row in rows if place < len(row)] for place in range(len(heads))]
    words = [_word([head, *texts]) for head, texts in zip(heads, columns, strict=True)]
    wanted = [
        max(LEAST, word, min(max(map(len, texts), default=0), MOST) + 1)
        for word, texts in zip(words, columns, strict=True)
    ]
    if sum(wanted) <= room:
        return [float(one) for one in wanted]
    part = max(0.0, room - sum(words)) / (sum(wanted) - sum(words) or 1)
    return [word + (wish - word) * part for word, wish in zip(words, wanted, strict=True)]


def _word(texts: Sequence[str]) -> int:
    """The longest word, with room beside it."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return min(longest, WORD) + 4
