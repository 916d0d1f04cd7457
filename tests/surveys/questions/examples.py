"""Small question sets to try things on."""

from surveys.questions.options import NOT_DISCLOSED, NOT_SAID, Option
from surveys.questions.question import Question
from surveys.questions.sets import QuestionSet


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
