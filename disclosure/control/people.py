"""The people who answered, in memory, as columns of numbers. They are never written anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint16]
"""One number a person: the place of a category. Shape (people,)."""
RecordKeys = NDArray[np.uint64]
"""One secret number a person, from which noise is drawn. Shape (people,)."""


@dataclass(frozen=True)
class People:
    """`attributes` and `measures` give, by code, everyone's category; `keys` everyone's secret."""

    attributes: Mapping[str, Codes]
    measures: Mapping[str, Codes]
    keys: RecordKeys

    def __len__(self) -> int:
        return len(self.keys)

    def turned(self) -> "People":
        """The same people in the opposite order: nothing that is made of them may differ."""
        attributes = {code: column[::-1] for code, column in self.attributes.items()}
        measures = {code: column[::-1] for code, column in self.measures.items()}
        return People(attributes, measures, self.keys[::-1])
