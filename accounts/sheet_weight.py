"""How heavy XML of a workbook would be in memory, told before a parser makes things of it.

A parser makes a thing of some hundred bytes of every tag, and readers let go of them at the end of
each row of a sheet and of each shared text: so what counts is how many tags stand open or lie about
between such ends, and how deep they are nested. `refuse_heavy` follows every tag and is right; it
takes as long as the parser itself. `is_light` only looks at the bytes, and says yes where it can
be sure: of what spreadsheet programs write, and in a tenth of the time.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.parsers import expat

DEEPEST = 100  # a worksheet needs about ten
MOST_ALIVE = 200_000  # tags that no end of a row has let go of: a row has 16,384 cells at most
MOST_ENDS = 1_100_000  # a worksheet has 1,048,576 rows at most
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LET_GO = (f"{MAIN}}}row", f"{MAIN}}}si")
ENDS = re.compile(rb"<(/?)(row|si)[\s/>]")
OURS = f'xmlns="{MAIN}"'.encode()
PLAIN = re.compile(rb"""^(?:\xef\xbb\xbf)?(?:<\?xml[^>]*?\?>\s*)?<(?!\?)[^<]*""")
ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)


class Heavy(ValueError):
    """It nests deeper, or holds more at a time, than any sheet of ours."""


def refuse_heavy(chunks: Iterable[bytes]) -> None:
    """Raises Heavy. What is no XML, or declares entities, stops its reader there, and this too."""
    follows = _Follows()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.EntityDeclHandler = follows.declares
    parser.StartElementHandler = follows.begins
    parser.EndElementHandler = follows.ends
    try:
        for some in chunks:
            parser.Parse(some, False)
    except (expat.ExpatError, _Declares):
        return


class _Declares(Exception):  # it says only that nothing more is to be followed
    """An entity was declared, for which every reader refuses the file."""


class _Follows:
    """Where in the tree of tags a parser stands, and what would be in memory there."""

    def __init__(self) -> None:
        self.depth = self.alive = self.ended = 0
        self.kept: list[int] = []  # for each row that is open, what was alive when it began

    def declares(self, *_told: object) -> None:
        raise _Declares

    def begins(self, name: str, _attributes: object) -> None:
        self.depth += 1
        self.alive += 1
        if self.depth > DEEPEST or self.alive > MOST_ALIVE:
            raise Heavy
        if name in LET_GO:
            self.kept.append(self.alive - 1)

    def ends(self, name: str) -> None:
        self.depth -= 1
        if name in LET_GO:
            self.alive = self.kept.pop()
            self.ended += 1
            if self.ended > MOST_ENDS:
                raise Heavy


def is_light(chunks: Iterable[bytes]) -> bool:
    """Whether refuse_heavy would certainly let it pass; False says only that it is not sure.

    What stands in quotes cannot hold a "<", so every "<" begins a tag where nothing is commented
    out and bytes are letters; and a "/" and ">" just before a "<" end one. A part of one chunk is
    quickly followed, and may be so.
    """
    pieces = _whole_tags(chunks)
    first = next(pieces, b"")
    if not _begins_plainly(first):
        return False
    looks = _Looks()
    return all(looks.at(piece) for piece in chain([first], pieces))


def _begins_plainly(first: bytes) -> bool:
    """UTF-8, and its first tag says that names without a prefix are a spreadsheet's."""
    begins = PLAIN.match(first)
    return bool(begins and OURS in begins[0] and not ENCODING.search(begins[0]))


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that each end where a tag begins."""
    rest: list[bytes] = []
    for some in chunks:
        cut = some.rfind(b"<")
        if cut < 0:
            rest.append(some)
            continue
        yield b"".join([*rest, some[:cut]])
        rest = [some[cut:]]
    yield b"".join(rest)


class _Looks:
    """Counts what can be seen from outside: tags, and rows that begin and end."""

    def __init__(self) -> None:
        self.open = self.outside = self.inside = self.ended = 0
        self.in_row = b""

    def at(self, piece: bytes) -> bool:
        """Whether all is well up to the end of this piece."""
        if b"<!" in piece or piece.count(b"xmlns") > piece.count(b"xmlns:") + piece.count(OURS):
            return False
        closed = 2 * piece.count(b"</") + piece.count(b"/><") + piece.count(b"<?")
        self.open += piece.count(b"<") - closed - piece.endswith(b"/>")
        return self.open <= DEEPEST and self._rows(piece)

    def _rows(self, piece: bytes) -> bool:
        """What no row lets go of is never forgotten, so that a row within another gains nothing."""
        place = 0
        for tag in ENDS.finditer(piece):
            self._count(piece, place, tag.start())
            place = tag.start()
            if tag[1]:
                if self.in_row != tag[2]:
                    return False
                self.in_row, self.inside = b"", 0
                self.ended += 1
                place += 1  # its end is gone with it
            elif not _ends_itself(piece, tag):
                if self.in_row:
                    return False
                self.in_row = tag[2]
        self._count(piece, place, len(piece))
        return max(self.outside, self.inside) <= MOST_ALIVE // 2 and self.ended <= MOST_ENDS

    def _count(self, piece: bytes, start: int, end: int) -> None:
        tags = piece.count(b"<", start, end)
        if self.in_row:
            self.inside += tags
        else:
            self.outside += tags


def _ends_itself(piece: bytes, tag: "re.Match[bytes]") -> bool:
    after = piece.find(b"<", tag.end())
    return piece[tag.start() : after if after > 0 else len(piece)].rstrip().endswith(b"/>")
