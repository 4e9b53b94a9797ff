"""What people do with an elimination, as the tests tell it."""

from decimal import Decimal
from typing import Any

from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.api import (
    Elimination,
    appraise,
    approve,
    end_notice,
    post_notice,
    propose,
    review,
)

NUMBER = "棱农工发〔2024〕21号"


def again(one: Elimination) -> Elimination:
    """As it is stored."""
    return Elimination.objects.select_related("case__household").get(pk=one.pk)


def case_of(helped: Any) -> Case:
    """As it is stored."""
    return Case.objects.select_related("household", "lead").get(pk=helped.case.pk)


def proposed(county: Any, helped: Any, how: EndedHow = EndedHow.HELPED, **more: Any) -> Elimination:
    """By the village, with an income far above the line."""
    values = {"reason": "收入稳定", "words": {}, "income": Decimal("15000"), "months": 8, **more}
    return propose(case=case_of(helped), how=how, post=county["cadre"], **values)


def posted(county: Any, one: Elimination) -> Elimination:
    """Appraised and hung up today."""
    today = clock.today()
    appraise(one=one, on=today, present=20, ayes=18, minutes="同意", post=county["cadre"])
    post_notice(one=one, on=today, where="村务公开栏", post=county["cadre"])
    return again(one)


def noticed(county: Any, one: Elimination) -> Elimination:
    """Its full days have passed; to be told on a later day."""
    end_notice(one=one, on=clock.today(), objections="", upheld=False, post=county["cadre"])
    return again(one)


def ended(county: Any, one: Elimination) -> Elimination:
    """Reviewed by the township, approved by the county."""
    review(one=again(one), opinion="抽查属实", post=county["clerk"])
    approve(one=again(one), on=clock.today(), number=NUMBER, post=county["reviewer"])
    return again(one)
