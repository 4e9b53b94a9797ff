"""The packaged questionnaires."""

import tomllib
from pathlib import Path

from dixian.foundation.audit.packaged import Loaded, load_packaged
from dixian.foundation.forms.models import Questionnaire
from dixian.foundation.forms.questions import Question, check_questions

FILE = Path(__file__).parent / "reference" / "questionnaires.toml"


def load_reference() -> Loaded:
    """Load what is packaged; what was changed here stays."""
    changed = set(Questionnaire.objects.exclude(valid_to=None).values_list("code", flat=True))
    with FILE.open("rb") as file:
        packaged = tomllib.load(file)["questionnaire"]
    rows = []
    for one in packaged:
        questions = [Question.of_plain(values) for values in one.pop("question")]
        check_questions(questions)
        if one["code"] not in changed:
            rows.append({**one, "questions": [question.plain() for question in questions]})
    return load_packaged(Questionnaire, rows, key=["code"])
