"""A drawing, read back: its shapes by their classes, which stand on them or on their group."""

import copy
import re
from xml.etree import ElementTree

from charts.placing import Box, Words

Element = ElementTree.Element
MOVED = re.compile(r"translate\((-?\d+)\)")
LINE = re.compile(r"M(-?[\d.]+) (-?[\d.]+)([HV])(-?[\d.]+)")

STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def parsed(drawn: str) -> list[Element]:
    """The drawings on a page, read as XML: a page with a broken one would not even parse."""
    both = ElementTree.fromstring(f"<both>{drawn}</both>")  # noqa: S314
    _say_plainly(both)
    for group in [e for e in both.iter("g") if e.get("transform")]:
        _move(group, {"x": float(MOVED.findall(group.attrib.pop("transform"))[0]), "y": 0})
    named = {e.get("id"): e for e in both.iter() if e.get("id")}
    for drawing in both:
        for place, one in enumerate(drawing):
            if one.tag == "use":
                drawing[place] = used(one, named[one.get("href", "")[1:]])
    return list(both)


def _say_plainly(both: Element) -> None:
    """Each part of a text by itself, and each line by where it goes."""
    for parent in list(both.iter()):
        for place, one in enumerate(list(parent)):
            if one.tag == "text" and len(one):
                parent[place] = _apart(one)
            elif "d" in one.attrib:
                one.set("d", absolute(one.attrib["d"]))


def absolute(way: str) -> str:
    """A way of which each step says how far it goes, with where it goes instead; steps of several
    places stay."""
    told, at, begun = "", (0, 0), (0, 0)
    for step, places in STEP.findall(way):
        to = [int(one) for one in re.findall(r"-?\d+", places)]
        if step in "Mm":
            at = begun = (at[0] + to[0], at[1] + to[1])
            told += f"M{at[0]} {at[1]}"
        elif step in "hv":
            at = (at[0] + to[0], at[1]) if step == "h" else (at[0], at[1] + to[0])
            told += f"{step.upper()}{at['hv'.index(step)]}"
        elif step == "l":
            at = (at[0] + sum(to[::2]), at[1] + sum(to[1::2]))
            told += step + places
        elif step == "z":
            at, told = begun, told + step
        else:
            return way
    return told


def _apart(text: Element) -> Element:
    """The parts of a text as texts of their own, each at its place, in a group of their class."""
    group, y = Element("g", {"class": text.get("class", "")}), 0.0
    for part in text:
        y = float(part.get("y", y)) + float(part.get("dy", 0))
        ElementTree.SubElement(group, "text", x=part.get("x", ""), y=f"{y:g}").text = part.text
    return group


def used(use: Element, what: Element) -> Element:
    """A copy of what is used, in the place it is used at."""
    found = copy.deepcopy(what)
    _move(found, {"x": float(use.get("x", 0)), "y": float(use.get("y", 0))})
    return found


def _move(what: Element, by: dict[str, float]) -> None:
    for e in what.iter():
        for name in set(e.attrib) & {"x", "y", "cx", "cy"}:
            e.set(name, f"{float(e.attrib[name]) + by[name[-1]]:g}")
        if "d" in e.attrib:
            e.set("d", LINE.sub(lambda line: _moved(line, by), e.attrib["d"]))


def _moved(line: re.Match[str], by: dict[str, float]) -> str:
    left, top, way, end = line.groups()
    further = by["x" if way == "H" else "y"]
    return f"M{float(left) + by['x']:g} {float(top) + by['y']:g}{way}{float(end) + further:g}"


def of_class(drawing: Element, css: str) -> list[Element]:
    """Shapes of a class: themselves, or in a group of it."""
    found = [e for e in drawing.iter() if css in (e.get("class") or "").split()]
    return [one for e in found for one in (e if len(e) else (e,))]


def css_of(drawing: Element, one: Element) -> list[str]:
    """The classes of a shape or some words, its group's among them."""
    parents = {child: e for e in drawing.iter() for child in e}
    return [css for e in (parents[one], one) for css in (e.get("class") or "").split()]


def words(drawing: Element) -> list[str]:
    return [e.text or "" for e in drawing.iter("text")]


def lines_of(drawing: Element, css: str) -> list[tuple[float, float, float, float]]:
    """The straight lines of a class, each from its first to its second place."""
    found = []
    for path in of_class(drawing, css):
        for left, top, way, end in LINE.findall(path.get("d") or ""):
            x, y = float(left), float(top)
            found.append((x, y, float(end), y) if way == "H" else (x, y, x, float(end)))
    return found


def words_of(drawing: Element, text: Element) -> Words:
    css = " ".join(css_of(drawing, text))
    return Words(css=css, x=float(text.get("x")), y=float(text.get("y")), text=text.text)


def box_of(circle: Element) -> Box:
    x, y, r = (float(circle.get(one)) for one in ("cx", "cy", "r"))
    return Box(left=x - r, top=y - r, right=x + r, bottom=y + r)
