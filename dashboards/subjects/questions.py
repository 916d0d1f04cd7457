"""A question as leaders read of it: how its share is said in a sentence, and what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

Text = str | Promise
Groups = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One subject of everybody together.

    - `measures`: the codes under which a wave may have asked it, the newest form first.
    - `says`: by groups of categories, their share in a sentence, with %(share)s in it. The first
      that a wave has is what the finding is about; a wave with none of them has its own headline.
    - `together`: by categories of which a share is said together too, what those are called.
    - `meaning`: what a reader must know of it, in a sentence or two.
    """

    key: str
    heading: Text
    measures: tuple[str, ...]
    says: Mapping[Groups, Text]
    meaning: Text
    together: Mapping[Groups, Text] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
