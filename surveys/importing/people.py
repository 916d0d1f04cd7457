"""Columns that tell who somebody is, or may: they are dropped when the file is read.

By what is called so, by what looks so, and by what is different in nearly every row: names, staff
numbers and remarks are, and answers to choose from are not. A short list of people under a header
that says nothing of it can still be taken for a question; then a lead leaves it out.
"""

import re
from collections.abc import Collection

from surveys.questions.words import alike

MOST_ANSWERS = 60  # different texts in one column: more, and it is no question
FEW_ANSWERS = 10  # so few may differ in each row of a small file, and still be answers
AN_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
WORD = re.compile(r"[a-z]+")
OF_PEOPLE = {"name", "names", "surname", "forename", "firstname", "lastname", "fullname", "email",
             "mail", "phone", "telephone", "mobile"}  # fmt: skip
OF_THINGS = {"unit", "department", "dept", "team", "division", "directorate", "school", "office",
             "site", "location", "region", "grade", "band", "job", "role", "company"}  # fmt: skip
"""A name of one of these is nobody's: "School name"."""


def tells_who(name: str, texts: Collection[str], *, filled: int) -> bool:
    """Whether a column of so many filled cells, with these different texts, may say who it is."""
    words = set(WORD.findall(alike(name).replace("e-mail", "email")))
    called_so = bool(words & OF_PEOPLE) and not words & OF_THINGS
    return called_so or any(map(AN_ADDRESS.search, texts)) or too_many(texts, filled=filled)


def too_many(texts: Collection[str], *, filled: int) -> bool:
    """Whether there are more different texts than a question has answers."""
    return len(texts) > MOST_ANSWERS or len(texts) > max(FEW_ANSWERS, filled / 2)
