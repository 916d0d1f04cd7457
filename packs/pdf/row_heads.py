"""The first cell of each row of a table, marked as the head of its row for who listens.

The compiler marks heads of columns only, and has each figure name those alone, so that a reader of
the screen would leave out whose figure it is. Here rows get heads, and figures name none: then both
are found by what they stand beside (ISO 32000-1, 14.8.5.7: Scope). Nothing that is seen changes.
Refuses a document that is not written as the compiler writes: without object streams.
"""

import re
from collections.abc import Iterator

TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
SECTION = re.compile(rb"xref\s+0 (\d+)\s+")
ENTRY, FREE = 20, b"0000000000 65535 f\r\n"  # bytes of a line of it, and one of no object
ELEMENT = (
    rb"\d+ 0 obj\s+<</Type/StructElem/S/%s/"  # where an object begins: not in somebody's words
)
REFERENCE = re.compile(rb"(\d+) 0 R")
KIDS = re.compile(rb"/K\[([^\]]*)\]")
HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
Objects = dict[int, bytes]


def marked(document: bytes) -> bytes:
    """The same document with heads of rows."""
    found = TABLE.search(document)
    if found is None:
        raise ValueError("this is no PDF with a table of its objects at its end")
    start = int(found[1])
    places, trailer = _places(document, start)
    objects = _objects(document, places, start)
    for cells in list(_rows(objects)):
        _mark(objects, cells)
    return _written(document[: min(places.values())], objects, places, trailer)


def _places(document: bytes, start: int) -> tuple[dict[int, int], bytes]:
    """Where each object begins, and what stands after the table that says so."""
    found = SECTION.match(document, start)
    if found is None:
        raise ValueError("its objects are not listed in one plain table")
    first, many = found.end(), int(found[1])
    entries = [document[first + ENTRY * n : first + ENTRY * (n + 1)] for n in range(many)]
    used = {number: int(one[:10]) for number, one in enumerate(entries) if one[17:18] == b"n"}
    return used, document[first + ENTRY * many :]


def _objects(document: bytes, places: dict[int, int], end: int) -> Objects:
    """Each object as it is written, in the order of the file."""
    order = sorted(places, key=places.__getitem__)
    ends = [*(places[number] for number in order[1:]), end]
    return {number: document[places[number] : to] for number, to in zip(order, ends, strict=True)}


def _is(one: bytes, kind: bytes) -> bool:
    return re.match(ELEMENT % kind, one) is not None


def _rows(objects: Objects) -> Iterator[list[int]]:
    """The cells of each row that begins with a figure's cell: not of those that are heads."""
    for one in objects.values():
        kids = KIDS.search(one) if _is(one, b"TR") else None
        cells = [int(number) for number in REFERENCE.findall(kids[1])] if kids else []
        if cells and all(_is(objects[number], b"TD") for number in cells):
            yield cells


def _mark(objects: Objects, cells: list[int]) -> None:
    for number in cells:
        objects[number] = HEADERS.sub(b"", objects[number])
    head = objects[cells[0]].replace(b"/S/TD/", b"/S/TH/", 1)
    objects[cells[0]] = head.replace(b"<</O/Table", b"<</O/Table/Scope/Row", 1)


def _written(start: bytes, objects: Objects, places: dict[int, int], trailer: bytes) -> bytes:
    parts, at, where = [start], len(start), dict[int, int]()
    for number, one in objects.items():
        where[number] = at
        parts.append(one)
        at += len(one)
    many = max(places) + 1
    lines = [b"%010d 00000 n\r\n" % where[n] if n in where else FREE for n in range(many)]
    parts += [b"xref\n0 %d\n" % many, *lines]
    return b"".join((*parts, re.sub(rb"startxref\s+\d+", b"startxref\n%d" % at, trailer)))
