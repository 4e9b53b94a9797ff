"""What is asked on a day."""

from datetime import date

from dixian.foundation.areas.api import in_force
from dixian.foundation.forms.models import Questionnaire
from dixian.foundation.forms.questions import Question
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def questionnaire(code: str, on: date | None = None) -> Questionnaire:
    """The one in force on a day (today). Raises Refusal where there is none."""
    found = Questionnaire.objects.filter(in_force(on or clock.today()), code=code).first()
    if found is None:
        raise Refusal("没有生效的调查表", "请系统管理员运行 dixian setup，补上随附的调查表")
    return found


def questions_of(one: Questionnaire) -> list[Question]:
    """Its questions, in order."""
    return [Question.of_plain(values) for values in one.questions]


def versions_of(code: str) -> list[Questionnaire]:
    """A questionnaire through time, those to come too, the latest first."""
    return list(Questionnaire.objects.filter(code=code).order_by("-valid_from"))
