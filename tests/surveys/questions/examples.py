"""Small question sets to try things on, and any that hypothesis likes."""

from hypothesis import strategies as st

from surveys.questions import catalogue
from surveys.questions.choosing import Choices, OwnQuestion, chosen
from surveys.questions.options import NOT_DISCLOSED, NOT_SAID, Option
from surveys.questions.question import Question
from surveys.questions.sets import QuestionSet
from surveys.questions.words import alike, tidy

UNITS = ("People", "People › Hiring", "Shops")
LISTS = {"UNIT": UNITS, "FUNCTION": ("Serving", "Driving", "Office")}
ATTRIBUTES = tuple(offered.code for offered in catalogue.attributes())
OWN = OwnQuestion(wording="Who told you of the job?", answers=("A friend", "A school", "Nobody"))


def not_said() -> Option:
    return Option(
        code=NOT_SAID,
        label={"en-gb": "Prefer not to say"},
        group=NOT_DISCLOSED,
        counts=False,
        apart=True,
    )


def question(code: str = "COLOUR", *labels: str, **more) -> Question:
    """A question of our own making; the labels are its answers besides "Prefer not to say"."""
    options = tuple(
        Option(code=f"O{number}", label={"en-gb": label})
        for number, label in enumerate(labels or ("Red", "Blue"))
    )
    given = {
        "code": code,
        "kind": "own",
        "name": {"en-gb": code.title()},
        "wording": {"en-gb": f"Which {code.lower()}?"},
        "options": (*options, not_said()),
    }
    return Question(**{**given, **more})


def question_set(*questions: Question) -> QuestionSet:
    return QuestionSet(name="Try-out", version="1", questions=questions or (question(),))


def everything() -> QuestionSet:
    """Every question there is to choose, and one of our own."""
    background = ("SEB1", "SEB2", "SEB3", "SEB4")
    return chosen(Choices(background=background, attributes=ATTRIBUTES, lists=LISTS, own=(OWN,)))


LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"])
LINES = st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text == tidy(text))


@st.composite
def choices(draw) -> Choices:
    """What any lead may have chosen, in any script."""
    lists = {
        code: tuple(draw(st.lists(_answers, min_size=2, max_size=6, unique_by=alike)))
        for code in ("UNIT", "FUNCTION")
    }
    own = st.builds(
        OwnQuestion,
        wording=LINES,
        answers=st.lists(_answers, min_size=2, max_size=12, unique_by=alike).map(tuple),
    )
    return Choices(
        background=("SEB1", *draw(st.sets(st.sampled_from(["SEB2", "SEB3", "SEB4"])))),
        attributes=tuple(draw(st.sets(st.sampled_from(ATTRIBUTES)))),
        lists=lists,
        pay=draw(st.booleans()),
        own=tuple(draw(st.lists(own, max_size=4, unique_by=lambda q: (q.wording, q.answers)))),
    )


_answers = LINES.filter(lambda line: not set(line) & set("@_.…"))
