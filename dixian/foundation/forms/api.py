"""The door of forms."""

from dixian.foundation.forms.models import Questionnaire
from dixian.foundation.forms.questions import TYPES, Option, Question, Said, read_answers
from dixian.foundation.forms.reference import load_reference
from dixian.foundation.forms.selectors import questionnaire, questions_of, versions_of
from dixian.foundation.forms.setting import propose_questions

__all__ = [
    "TYPES",
    "Option",
    "Question",
    "Questionnaire",
    "Said",
    "load_reference",
    "propose_questions",
    "questionnaire",
    "questions_of",
    "read_answers",
    "versions_of",
]
