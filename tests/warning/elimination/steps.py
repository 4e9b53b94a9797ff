"""What people do with an elimination, as the tests tell it."""

from decimal import Decimal
from typing import Any

from dixian.foundation.areas.api import Area
from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case, CaseBatch, Word, end_notice, hold
from dixian.warning.cases.enums import EndedHow, Outcome, Proceeding, Step
from dixian.warning.elimination.api import Elimination, propose

NUMBER = "棱农工发〔2024〕21号"
WHO = {"appraise": "cadre", "notice": "cadre", "review": "clerk", "approve": "reviewer", "announce": "clerk"}
SAID: dict[str, dict[str, Any]] = {
    "appraise": {"present": 20, "text": "书记主持"},
    "notice": {"text": "村务公开栏"},
    "review": {"text": "抽查属实"},
    "approve": {"number": NUMBER},
    "announce": {},
}


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


def taken(county: Any, step: str, *words: tuple[Elimination, str], who: str = "", **more: Any) -> CaseBatch:
    """A step of some households; who passes the meeting has 18 votes of 20."""
    village, township = county.village, county.township
    places = {"review": township, "announce": township, "approve": Area.objects.get(level="county")}
    said = []
    for one, outcome in words:
        votes = {"passed": (18, 2), "kept": (3, 17)}.get(outcome, (None, None))
        ayes, noes = votes if step == "appraise" else (None, None)
        reason = "" if outcome == "passed" else "再看两个月"
        uid = one.case.uid
        said.append(Word(case_uid=uid, outcome=Outcome(outcome), reason=reason, ayes=ayes, noes=noes))
    told = {"on": clock.today(), "area": places.get(step, village), **SAID[step], **more}
    return hold(
        proceeding=Proceeding.ELIMINATION, step=Step(step), words=said, post=county[who or WHO[step]], **told
    )


def passed(county: Any, step: str, one: Elimination, **more: Any) -> Elimination:
    """It passes a step."""
    taken(county, step, (one, "passed"), **more)
    return again(one)


def hangs(one: Elimination) -> CaseBatch:
    """The notice it stands on."""
    return CaseBatch.objects.get(step="notice", closed_on=None, lines__elimination_uid=one.uid)


def posted(county: Any, one: Elimination) -> Elimination:
    """Appraised and hung up today."""
    return passed(county, "notice", passed(county, "appraise", one))


def noticed(county: Any, one: Elimination) -> Elimination:
    """Its full days have passed; to be told on a later day."""
    end_notice(batch=hangs(one), on=clock.today(), unobjected=True, post=county["cadre"])
    return again(one)


def approved(county: Any, one: Elimination) -> Elimination:
    """Reviewed by the township, approved by the county."""
    return passed(county, "approve", passed(county, "review", one))


def ended(county: Any, one: Elimination) -> Elimination:
    """Announced too."""
    return passed(county, "announce", approved(county, one))
