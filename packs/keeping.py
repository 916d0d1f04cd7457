"""A pack as text, and back: JSON with every field written out and each chart named by its shape.

The text is what is kept and what the digest is over, so it is made in one way only. Nothing is left
out because it is the default: a default may be another one day, and a frozen pack may not. What
this program does not know, it refuses: a pack shown without a part of it would be another pack.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from cattrs import BaseValidationError, Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from django.utils.translation import gettext as _

from charts.ranges import RangeChart
from charts.stacks import StackChart
from packs.contents import FORMAT, Contents

SHAPE = "shape"
SHAPES: Mapping[str, type[RangeChart] | type[StackChart]] = {
    "ranges": RangeChart,
    "stacks": StackChart,
}


class Unreadable(Exception):
    """What is kept is no pack that this program can show; the message is fit to show."""


def text_of(contents: Contents) -> str:
    """Canonical JSON: names sorted, no spaces, every field. The same contents, the same text."""
    plain = converter().unstructure(contents, unstructure_as=Contents)
    return json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def contents_of(text: str) -> Contents:
    """What `text_of` wrote. Raises Unreadable."""
    try:
        plain = json.loads(text)
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            raise Unreadable(_not_known())
        return converter().structure(plain, Contents)
    except (ValueError, RecursionError, BaseValidationError) as error:
        raise Unreadable(_not_known()) from error


def _not_known() -> str:
    return _(
        "This pack was written by another version of Mobility, and this one cannot read it. "
        "Nothing of it is shown, so that nothing is left out."
    )


@cache
def converter() -> Converter:
    """What turns typed values to plain ones and back; made once."""
    made = Converter(forbid_extra_keys=True)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda text, _type: date.fromisoformat(text))
    made.register_unstructure_hook(float, float)  # a whole number is written as it comes back
    made.register_structure_hook(str, _only_text)
    for shape, kind in SHAPES.items():
        made.register_unstructure_hook(kind, _with_shape(made, shape, kind))
    into = {shape: make_dict_structure_fn(kind, made) for shape, kind in SHAPES.items()}

    def chart(plain: Any, _type: Any) -> RangeChart | StackChart | None:
        if plain is None:
            return None
        told = dict(plain)
        shape = told.pop(SHAPE, None)
        if shape not in into:
            raise ValueError(shape)
        return into[shape](told, SHAPES[shape])

    made.register_structure_hook(RangeChart | StackChart | None, chart)
    return made


def _with_shape(made: Converter, shape: str, kind: Any) -> Callable[[Any], dict[str, Any]]:
    plain_of = make_dict_unstructure_fn(kind, made)
    return lambda chart: {SHAPE: shape, **plain_of(chart)}


def _only_text(plain: Any, _type: Any) -> str:
    """Text stays text: a number or nothing in its place is no pack of ours."""
    if not isinstance(plain, str):
        raise TypeError(plain)
    return plain
