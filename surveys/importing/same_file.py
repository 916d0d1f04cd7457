"""By which a file is known again whose answers were brought in, whatever was chosen of it.

The noise of an earlier survey follows from all that is counted of it (surveys/ballot/rows.py), so a
column left out, or read otherwise, gives the same people other noise. Were both published, whoever
laid one on the other would know each count better than either tells it. The mark is of the rows as
they were read: it tells nothing without the server's secret, and changes no noise.
"""

import hashlib
import hmac
import json
from collections import Counter

from surveys.importing.answers import Answers
from surveys.questions.words import alike

MARK = b"mobility file brought in 1"
"""What keeps this mark apart from all else that is made of the same secret."""


def file_mark(answers: Answers, *, secret: bytes) -> str:
    """64 digits: the same for the same rows, in whatever order the rows and columns stand."""
    told = hashlib.sha256(_in_no_order(answers)).digest()
    return hmac.digest(secret, MARK + told, "sha256").hex()


def _in_no_order(answers: Answers) -> bytes:
    columns = answers.columns
    said: Counter[str] = Counter()
    for row, times in answers.rows:
        cells = [
            [alike(column.name), "" if place is None else alike(column.texts[place])]
            for column, place in zip(columns, row, strict=True)
        ]
        said[json.dumps(sorted(cells), separators=(",", ":"))] += times
    return json.dumps(sorted(said.items()), separators=(",", ":")).encode()
