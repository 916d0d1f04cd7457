"""Text out of a cell: tags become paragraphs, bullets become lines, and long cells get a title."""

import html
import re

LONGEST_TITLE = 240
LONGEST_HEADING = 80
LONG_ENOUGH_TO_HOLD_A_HEADING = 100
BULLET = "• "

LIST = re.compile(r"<[uo]l\b[^>]*>(.*?)(?:</[uo]l\s*>|\Z)", re.S | re.I)
IN_LIST = re.compile(r"<li\b[^>]*>|•|(?:^|(?<=\s))[-–*](?=\s)", re.I)
MARKED = re.compile(r"[<&•\n]")
NEW_LINE = re.compile(r"</?(?:p|div|br|tr|h[1-6])\b[^>]*>", re.I)
TAG = re.compile(r"</?(?:p|div|br|ul|ol|li|span|b|i|u|em|strong|a|font|table|tr|td)\b[^>]*>", re.I)
LINE_BULLET = re.compile(r"^(?:[•●▪◦‣·*\-–—]\s+|\(?[a-z\d]{1,2}[.)]\s+)", re.I)
NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+")
WITH_DASH = re.compile(rf"^(.{{3,{LONGEST_HEADING}}}?)\s+[–—-]\s+\S")
SENTENCE = re.compile(r"^(.{10,}?[.!?])(?:\s|$)", re.S)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell as plain text; those of a list begin with a bullet."""
    if not MARKED.search(text):  # most cells are one plain line
        return [" ".join(text.split())] if text.strip() else []
    text = LIST.sub(lambda found: "\n" + IN_LIST.sub("\n" + BULLET, found.group(1)) + "\n", text)
    text = re.sub(r"<li\b[^>]*>|•", "\n" + BULLET, text, flags=re.I)
    text = html.unescape(TAG.sub("", NEW_LINE.sub("\n", text)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line and line != BULLET.strip()]


def one_line(text: str) -> str:
    return " ".join(paragraphs(text))


def items(text: str) -> list[str]:
    """What a cell lists: one item a bullet or paragraph, without bullet and closing mark."""
    return [LINE_BULLET.sub("", line).rstrip(";").strip() for line in paragraphs(text)]


def without_number(text: str) -> str:
    return NUMBERED.sub("", text)


def title_and_rest(text: str) -> tuple[str, str]:
    """A title of at most 240 letters, and the whole text where the title does not hold all of it.

    The title of a long cell is its own heading: the words after a number, before a dash or before
    a list; failing that, its first sentence.
    """
    whole = paragraphs(text)
    if not whole:
        return "", ""
    if len(whole) == 1 and len(whole[0]) <= LONGEST_TITLE and not NUMBERED.match(whole[0]):
        return _closed(whole[0]), ""
    title = shortened(_closed(_heading(whole)))
    rest = "\n".join(whole)
    return title, "" if without_number(rest) == title else rest


def _closed(title: str) -> str:
    """A title ends without a colon or a full stop, as titles do."""
    return re.sub(r"(?<!\betc)[\s:.]+$", "", title)


def _heading(whole: list[str]) -> str:
    numbered = [line for line in whole if NUMBERED.match(line)]
    if numbered and numbered[0] == whole[0]:
        heads = [_after_number(line) for line in numbered]
        joined = "; ".join([heads[0], *(head[:1].lower() + head[1:] for head in heads[1:])])
        return joined if len(joined) <= LONGEST_TITLE else heads[0]
    first = whole[0].removeprefix(BULLET)
    if len(first) > LONG_ENOUGH_TO_HOLD_A_HEADING and (dash := WITH_DASH.match(first)):
        return dash.group(1)
    if len(whole) > 1 and whole[1].startswith(BULLET):
        return re.sub(r"\s+by:?$", "", first)
    sentence = SENTENCE.match(first)
    if len(first) > LONGEST_TITLE and sentence:
        return sentence.group(1).rstrip(".")
    return first


def _after_number(line: str) -> str:
    """ "1. Listen To improve culture, …": the heading ends where the next sentence begins."""
    text = without_number(line)
    if len(text) <= LONG_ENOUGH_TO_HOLD_A_HEADING:
        return text
    words = text.split()
    for place, word in enumerate(words[1:15], start=1):
        if word[0].isupper() and (word == "A" or not word.isupper()):
            return " ".join(words[:place]).rstrip(" :.–-")
    sentence = SENTENCE.match(text)
    return sentence.group(1).rstrip(".") if sentence else text


def shortened(text: str, longest: int = LONGEST_TITLE) -> str:
    """Cut after a whole word, with an ellipsis, when it is too long to keep."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:–-") + "…"
