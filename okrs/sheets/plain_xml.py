"""XML of a worksheet before anybody walks it: that it declares nothing, and its texts in parts."""

from typing import Any
from xml.parsers import expat

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXT, RUN = f"{NAMESPACE}t", f"{NAMESPACE}r"


class Declares(ValueError):
    """The XML declares a document type, and with it perhaps entities."""


class _Begun(Exception):  # it says that all is well
    """The first element has come, after which nothing can be declared."""


def refuse_declarations(xml: bytes) -> None:
    """Raises Declares, before anything that was declared is looked at."""

    def declares(*_told: object) -> None:
        raise Declares

    def begun(*_told: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declares
    parser.StartElementHandler = begun
    try:
        parser.Parse(xml, True)
    except _Begun:
        return


def plain_text(element: Any) -> str:
    """The words of a text that may be in parts, without how they look and how they are spoken."""
    if len(element) == 1 and element[0].tag == TEXT:
        return element[0].text or ""
    plain = ""
    parts = []
    for child in element:
        if child.tag == TEXT:
            plain = child.text or ""
        elif child.tag == RUN:
            parts.append(child.findtext(TEXT) or "")
    return plain + "".join(parts)
